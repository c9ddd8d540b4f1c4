"""The treaties of the record on a date: what is in force, what may be, what is not; by name, actor, kind and field."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.evaluation.road.reading import roads_of
from legation.office.pages import address, asking, at_the_end, show
from legation.office.question import Question
from legation.office.treaties_held import SHELVES, Shelf, TreatyOn
from legation.office.treaty_shown import BOUND, opened, said, state_said, statuses_words
from legation.office.views.standings import who_name
from legation.office.words import days_words, name_of, sort_key
from legation.publication.questions import QuestionError
from legation.publication.search.asking import actors_of
from legation.standings.participation.answers import Participant
from legation.terms.text import folded

A_PAGE: Final = 60
LONGEST: Final = 80
MOST_NAMED: Final = 3
MOST_SHOWN: Final = 10


@asking
def treaties(request: HttpRequest, question: Question) -> HttpResponse:
    """The page of all treaties, filtered as asked."""
    record, language = question.record, question.language
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("name", "actor", "kind", "field", "shelf")}
    everything = question.served.treaties.on(question.known, question.on.last)
    wrong = ""
    actors: tuple[str, ...] = ()
    if asked["actor"]:
        try:
            actors = actors_of(record, asked["actor"])
        except QuestionError as error:
            wrong = error.message(language)
    who = actors[0] if len(actors) == 1 else ""
    wanted = [one for one in everything if matches(question, one, asked, actors)] if not wrong else []
    counted = Counter(one.shelf for one in wanted)
    shelf = asked["shelf"] if asked["shelf"] in SHELVES else ""
    listed = [one for one in wanted if one.shelf == shelf or (not shelf and one.shelf != "before")]
    listed.sort(key=lambda one: (SHELVES.index(one.shelf), sort_key(name_of(record, one.instrument, language))))
    page = page_of(request.GET.get("page", ""), len(listed))
    keep = {name: text for name, text in asked.items() if text}
    rows = [row(question, one, who) for one in listed[page * A_PAGE : (page + 1) * A_PAGE]]
    groups: list[tuple[Shelf, str, list[dict[str, Any]]]] = []
    for each in rows:
        if not groups or groups[-1][0] != each["shelf"]:
            groups.append((each["shelf"], shelf_words(each["shelf"]), []))
        groups[-1][2].append(each)
    kinds = sorted({record.instruments[one.instrument].kind for one in everything})
    fields = sorted({field for one in everything for field in one.fields}, key=list(record.vocabulary.fields).index)
    context = {
        "counts_log": question.served.large is not None,
        "asked": asked,
        "wrong_actor": wrong,
        "who": who,
        "who_name": who_name(question, asked["actor"], actors),
        "groups": groups,
        "total": len(listed),
        "of": len(everything),
        "shelves": [
            {
                "id": one,
                "words": shelf_words(one),
                "count": counted[one],
                "chosen": one == shelf,
                "answer": ANSWERS[one],
                "link": address(question, "treaties", **{**keep, "shelf": "" if one == shelf else one}),
            }
            for one in SHELVES
            if counted[one]
        ],
        "kinds": [(one, _kind(question, one)) for one in kinds],
        "fields": [(one, record.vocabulary.fields[one].label[language]) for one in fields],
        "actors": sorted(
            {record.actors[name].name[language] for one in everything for name in one.participants if name in record.actors},
            key=sort_key,
        ),
        "pages": [
            {"number": n + 1, "chosen": n == page, "link": address(question, "treaties", **keep, page=str(n + 1))}
            for n in range((len(listed) + A_PAGE - 1) // A_PAGE)
        ],
        "filtered": bool(keep),
        "all_link": address(question, "treaties"),
        "rights": len(question.served.treaties.clauses),
        "pending": bool(roads_of(record)[0]),
    }
    return show(request, question, "office/treaties.html", {**context, **at_the_end(question)})


ANSWERS: Final[dict[Shelf, str]] = {
    "in_force": "presumed",
    "provisional": "presumed",
    "suspended": "lapsed",
    "possible": "possible",
    "signed": "possible",
    "not_yet": "no",
    "ended": "no",
    "before": "unknown",
}
"""The shape that stands beside each shelf."""


def matches(question: Question, one: TreatyOn, asked: dict[str, str], actors: tuple[str, ...]) -> bool:
    """Whether a treaty is wanted: its name holds the words asked, accents and case forgiven, and so on."""
    record = question.record
    instrument = record.instruments[one.instrument]
    if asked["name"]:
        there = " ".join((folded(instrument.title.en), folded(instrument.title.es), folded(one.instrument)))
        if not all(word in there for word in folded(asked["name"]).split()):
            return False
    if asked["kind"] and instrument.kind != asked["kind"]:
        return False
    if asked["field"] and asked["field"] not in one.fields:
        return False
    about = record.about if len(actors) > 1 else ""
    return not actors or any(who in one.participants or who in instrument.parties for who in actors if who != about)


def treaties_of(question: Question, who: str) -> dict[str, Any]:
    """The treaties of one actor in short: how many on each shelf, and the first of them."""
    found = [one for one in question.served.treaties.on(question.known, question.on.last) if who in one.participants]
    counted = Counter(one.shelf for one in found)
    found.sort(key=lambda one: (SHELVES.index(one.shelf), sort_key(name_of(question.record, one.instrument, question.language))))
    return {
        "treaties_total": len(found),
        "treaties_rows": [row(question, one, who) for one in found if one.shelf != "before"][:MOST_SHOWN],
        "treaties_shelves": [
            {
                "id": one,
                "words": shelf_words(one),
                "count": counted[one],
                "chosen": False,
                "answer": ANSWERS[one],
                "link": address(question, "treaties", actor=who, shelf=one),
            }
            for one in SHELVES
            if counted[one]
        ],
        "treaties_link": address(question, "treaties", actor=who),
    }


def row(question: Question, one: TreatyOn, who: str) -> dict[str, Any]:
    """A treaty as one row; where an actor is asked for, with what it was in it."""
    record, language = question.record, question.language
    asked = question.served.treaties.known(question.known).asked(one.instrument)
    actor = who or (record.about if record.about in one.participants else "")
    part: Participant | None = asked.participant(actor, question.on.last) if actor in one.participants else None
    is_later = one.state.entry is not None and one.state.entry.lo > question.on.last
    about = record.about
    others = [
        name_of(record, name, language)
        for name in record.instruments[one.instrument].parties or one.participants
        if name != about
    ]
    return {
        "id": one.instrument,
        "title": name_of(record, one.instrument, language),
        "kind": _kind(question, record.instruments[one.instrument].kind),
        "shelf": one.shelf,
        "state": state_said(asked.treaty, one.state.states, language),
        "answer": _answer(one),
        "may_be": " / ".join(
            said(f"state_{each}", language) for each in one.state.may_be if not (is_later and each == "in_force")
        ),
        "is_later": is_later,
        "entry": days_words(opened(one.state.entry), language, "medium"),
        "end": days_words(opened(one.state.end), language, "medium"),
        "others": others[:MOST_NAMED],
        "more": max(len(others) - MOST_NAMED, 0),
        "part": statuses_words(part.statuses, language) if part is not None else "",
        "part_answer": part.answer if part is not None else "",
        "part_may_be": statuses_words([each for each in part.may_be if not (is_later and each == "party")], language)
        if part is not None
        else "",
        "part_of": name_of(record, actor, language) if part is not None else "",
        "bound": part is not None and bool(BOUND & {*part.statuses}),
    }


def _answer(one: TreatyOn) -> str:
    return one.state.answer if one.shelf in ("in_force", "provisional", "suspended") else ANSWERS[one.shelf]


def _kind(question: Question, kind: str) -> str:
    words = question.record.vocabulary.instruments
    return words[kind].label[question.language] if kind in words else kind


def shelf_words(shelf: Shelf) -> str:
    """What stands on a shelf, in words."""
    return {
        "in_force": _("In force"),
        "provisional": _("Provisionally applied"),
        "suspended": _("Suspended"),
        "possible": _("Perhaps in force: it depends on an uncertain date"),
        "signed": _("Signed or consented to; entry into force not known to this record"),
        "not_yet": _("Not in force"),
        "ended": _("No longer in force"),
        "before": _("No act yet on this date"),
    }[shelf]


def page_of(text: str, rows: int, a_page: int = A_PAGE) -> int:
    """The page asked for, counted from 0, within those there are."""
    last = max((rows - 1) // a_page, 0)
    return min(max(int(text) - 1, 0), last) if text.isascii() and text.isdigit() and len(text) < 6 else 0
