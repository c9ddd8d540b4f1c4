"""Home: what stood on a date, what changed that year, and the line of all years."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.office.line_of_years import changes, chosen_kind, drawing_of, kinds_with_a_line, line_taken, years_of
from legation.office.listing import FieldOnDate, KindOnDate, fields_on
from legation.office.pages import address, asking, show
from legation.office.question import Question
from legation.office.sections import doors_of
from legation.office.words import act_date, day_words, in_a_sentence, sort_key, title_of_standing
from legation.publication.answer_tables import title_of
from legation.record.acts import Act
from legation.standings.differences import Difference, differences
from legation.terms.days import day_number, iso

MOST_TALLIES: Final = 8
MOST_NAMED: Final = 36
"""Standings named under one answer of one kind; the page of the kind has them all."""
MOST_ACTS: Final = 12
"""Acts and changes of the year shown at once; the others unfold."""
MOST_LATER: Final = 48
"""Answers changed by later sources that are named here; the comparison of both days of knowledge has them all."""

OF_NO_DAY: Final = frozenset({"undated", "beginning_unknown"})
"""Reasons of an answer that turns on when a source was issued, and not on when something happened."""


@asking
def home(request: HttpRequest, question: Question) -> HttpResponse:
    """The page."""
    fields, silent = fields_on(question)
    line = chosen_kind(question, request.GET.get("line", ""))
    years = years_of(question, line)
    later = later_knowledge(question)
    context: dict[str, Any] = {
        "is_home": True,
        "fields": fields,
        "tallies": tallies_of(fields),
        "most_named": MOST_NAMED,
        "silent": silent,
        "outside": all(not kind.count.covered for field in fields for kind in field.kinds) if fields else True,
        "line": question.record.vocabulary.standings[line],
        "line_kinds": kinds_with_a_line(question),
        "years_table": changes(years),
        "drawing": drawing_of(years),
        "take": line_taken(question, line),
        "starts": starting_questions(question),
        "later": later[:MOST_LATER],
        "later_all": len(later),
        "known_iso": iso(question.known_day),
        "doors": doors_of(question),
        **what_changed(question),
    }
    return show(request, question, "office/home.html", context)


def tallies_of(fields: list[FieldOnDate]) -> list[KindOnDate]:
    """The kinds of which most stood on the date, with their counts, for the top of the page."""
    kinds = [kind for field in fields for kind in field.kinds if kind.count.covered and kind.count.certain]
    return sorted(kinds, key=lambda kind: (-kind.count.certain, -kind.count.possible, kind.kind.id))[:MOST_TALLIES]


def what_changed(question: Question) -> dict[str, Any]:
    """Acts dated in the year of the date, and standings whose answer differs between the ends of the years."""
    first, last = day_number(question.first_year, 1, 1), day_number(question.last_year, 12, 31)
    covered = question.record.period[0] <= last and first <= question.record.period[1]
    acts = question.known.acts_between(first, last) if covered else []
    before = max(first - 1, question.record.period[0])
    after = min(last, question.record.period[1])
    found = differences(question.known, question.known, before, after) if covered else []
    found = [one for one in found if not is_of_no_day(question, one, before)]
    sure = [act_line(question, act) for act in acts if first <= act.begin.lo and act.begin.hi <= last]
    changes = _named(question, found)
    return {
        "year_words": str(question.first_year)
        if question.first_year == question.last_year
        else f"{question.first_year}–{question.last_year}",
        "year_covered": covered,
        "year_acts": sure[:MOST_ACTS],
        "year_acts_more": sure[MOST_ACTS:],
        "year_perhaps": [act_line(question, act) for act in acts if not (first <= act.begin.lo and act.begin.hi <= last)],
        "year_changes": changes[:MOST_ACTS],
        "year_changes_more": changes[MOST_ACTS:],
        "year_before": day_words(before, question.language),
        "year_after": day_words(after, question.language),
    }


def is_of_no_day(question: Question, one: Difference, before: int) -> bool:
    """Whether an answer differs only as a source that gives no date was out by then, not as something happened that year."""
    key = question.known.find(one.id)
    return key is not None and question.known.verdict(key, before).reason in OF_NO_DAY


def act_line(question: Question, act: Act) -> dict[str, str]:
    """An act as one line: where it leads, its title and its date."""
    return {"id": act.id, "title": title_of(act, question.language), "date": act_date(act, question.language)}


def later_knowledge(question: Question) -> list[dict[str, str]]:
    """Where knowledge stops before the last source: the standings whose answer a later source changes."""
    if question.knows_all:
        return []
    everything = question.served.as_known(question.served.latest)
    return _named(question, differences(question.known, everything, question.on.last, question.on.last))


def _named(question: Question, found: list[Difference]) -> list[dict[str, str]]:
    everything = question.served.as_known(question.served.latest)
    named = []
    for one in found:
        key = everything.find(one.id)
        if key is None:
            continue
        kind = question.record.vocabulary.standings[one.kind].label[question.language]
        title = title_of_standing(question.record, everything.standing(key, question.on.last), question.language)
        named.append({"id": one.id, "kind": kind, "title": title, "before": one.before, "after": one.after})
    return sorted(named, key=lambda one: (sort_key(one["kind"]), sort_key(one["title"])))


def first_publication(question: Question) -> int | None:
    """The day on which the first of the sources that were read sentence by sentence was known; None where no other came later."""
    record = question.record
    days = sorted({record.sources[section.source].known for section in record.sections}) or list(question.served.knowledge_days)
    return days[0] if days and days[0] < question.served.latest else None


def starting_questions(question: Question) -> list[tuple[str, str]]:
    """Three questions for someone who comes for the first time, with their addresses."""
    language, served = question.language, question.served
    first, last = question.covered_years
    year = first + (last - first) * 27 // 100
    about = (
        question.record.actors[question.record.about].name[language]
        if question.record.about in question.record.actors
        else question.record.about
    )
    early = day_words(day_number(year, 1, 1), language)
    starts = [
        (
            _("With whom did %(who)s have relations on %(day)s?") % {"who": in_a_sentence(about, language), "day": early},
            address(question, "home", on=f"{year:04d}-01-01", known="", line="") + "#relations",
        )
    ]
    then = first_publication(question)
    if then is not None:
        asked = _("What stood on %(day)s as known that day, and what did a later source change?") % {
            "day": day_words(then + 1, language)
        }
        starts.append((asked, address(question, "home", on=iso(then + 1), known=iso(then + 1))))
    open_entries = sum(not entry.settled_by for entry in served.docket(question.known))
    text = ngettext(
        "Where do the sources disagree or fall silent? %(n)s entry",
        "Where do the sources disagree or fall silent? %(n)s entries",
        open_entries,
    )
    starts.append((text % {"n": open_entries}, address(question, "docket")))
    return starts
