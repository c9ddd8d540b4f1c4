"""Things found, as pages show them: where each leads, its title with the words looked for marked, and a line on it."""

from __future__ import annotations

from typing import Any

from legation.office.pages import address
from legation.office.question import Question
from legation.office.words import act_date, date_words, days_words, joined, language_of_title, life_words, name_of
from legation.publication.search.said import Hit
from legation.publication.search.words import marked, snippet
from legation.record.acts import FOREVER, Days
from legation.terms.messages import say

MOST_NAMED = 4


def link_of(question: Question, sort: str, id: str, title: str) -> str:
    """The page of a thing; of a place or a kind of act, the acts that have it."""
    if sort == "place":
        return address(question, "search", q=title, what="act")
    if sort == "act_kind":
        return address(question, "search", what="act", kind=id)
    if sort == "instrument" and question.served.treaties.is_treaty(question.known, id):
        return address(question, "treaty", id)
    return address(question, sort, id)


def hit_shown(question: Question, hit: Hit, stems: frozenset[str]) -> dict[str, Any]:
    """One thing found, as a list shows it."""
    language, other = question.language, "en" if question.language == "es" else "es"
    title, text = marked(hit.title[language], stems), hit.text[language] or hit.text[other]
    foreign = marked(hit.title[other], stems)
    in_other = not any(is_marked for _, is_marked in title) and any(is_marked for _, is_marked in foreign)
    return {
        "link": link_of(question, hit.sort, hit.id, hit.title[language]),
        "sort": hit.sort,
        "sort_words": say(f"search.sort_{hit.sort}", language),
        "title": title,
        "title_language": language_of_title(question.record, hit.id, language) if hit.sort == "instrument" else "",
        "other": foreign if in_other else [],
        "other_language": other,
        "line": joined([hit.kind[language], when_words(question, hit), parties_words(question, hit)]),
        "snippet": snippet(text, stems) if text else [],
    }


def row_shown(question: Question, row: dict[str, Any], stems: frozenset[str]) -> dict[str, Any]:
    """An act of a log, as the same list shows it.

    Args:
        row: as :func:`legation.office.log_shown.rows_shown` gives it.
    """
    return {
        "link": address(question, "act", row["id"]),
        "sort": "act",
        "sort_words": say("search.sort_act", question.language),
        "title": marked(row["title"], stems),
        "line": row["date"],
    }


def shown_suggestion(question: Question, hit: Hit) -> dict[str, str]:
    """One thing, as a list of suggestions shows it."""
    return {
        "title": hit.title[question.language],
        "sort": hit.kind[question.language] or say(f"search.sort_{hit.sort}", question.language),
        "link": link_of(question, hit.sort, hit.id, hit.title[question.language]),
    }


def when_words(question: Question, hit: Hit) -> str:
    """When it was."""
    language, record = question.language, question.record
    if hit.act is not None:
        return act_date(hit.act, language)
    if hit.sort == "actor":
        one = record.actors[hit.id]
        return life_words(date_words(one.exists_from, language), date_words(one.exists_to, language), language)
    if hit.lo is not None and hit.hi is not None and hit.hi < FOREVER:
        return days_words(Days(hit.lo, hit.hi), language)
    return ""


def parties_words(question: Question, hit: Hit) -> str:
    """Who had part in it, apart from the actor whose record it is."""
    if hit.act is None:
        return ""
    names = {name: None for one in hit.act.variants for role in ("subject", "object") for name in one.role(role)}
    said = [name_of(question.record, name, question.language) for name in names if name != question.record.about]
    return ", ".join(said[:MOST_NAMED]) + (" …" if len(said) > MOST_NAMED else "")
