"""The answer in short to a question that was understood, where standings are asked: what holds of one, or how many of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.office.listing import PARTS, STANDING, answer_of, shelved
from legation.office.pages import address
from legation.office.possible_shown import in_short_words, possible_shown
from legation.office.question import Question
from legation.office.views.standing import why_of
from legation.office.views.standings import count_of, standings_of
from legation.office.words import Counted, count_words, in_part_words, title_of_standing
from legation.publication.asked import QuestionError, asked
from legation.publication.search.asking import actors_of
from legation.publication.search.question_said import on_said
from legation.publication.search.understanding import Understood
from legation.standings.asof import Standing
from legation.standings.reasons import explain

MOST_NAMED: Final = 4


class Several(TypedDict):
    """Some of several that answer: how many in words, where they are listed, and each by name with its address where few."""

    words: str
    link: str
    named: list[tuple[str, str]]


class InShort(TypedDict):
    """An answer in short: where it is told whole, of what, the word for it where one standing answers, and a line.

    Besides, where one of several answers: where all of them are listed; where several do: how many, and by name where few.
    """

    link: str
    title: str
    answer: str
    line: str
    every: str
    several: list[Several]


def as_asked(question: Question, asks: Mapping[str, str]) -> tuple[Question, tuple[str, ...]]:
    """The question on the dates that words ask about, and the actors that they name.

    Raises:
        QuestionError: a date or an actor cannot be read.
    """
    then = question
    if "on" in asks:
        then = replace(then, on=asked(asks["on"]), on_text=asks["on"])
    if "known" in asks:
        then = replace(then, known_day=asked(asks["known"]).last, known_text=asks["known"])
    return then, actors_of(question.record, asks["actor"]) if "actor" in asks else ()


def in_short(question: Question, found: Understood) -> InShort | None:
    """What answers; None where not standings are asked, or none of the kind is known, or a log stands beside the record."""
    asks = found.asks
    if found.page != "standings" or question.logged is not None:
        return None
    try:
        then, actors = as_asked(question, asks)
    except QuestionError:
        return None
    standings = standings_of(then, asks["kind"], actors)
    if not standings:
        silent = _("The record has no standing of this kind with this actor. That is silence, not a no.")
        return (
            InShort(link=address(question, found.page, **asks), title="", answer="", line=silent, every="", several=[])
            if actors
            else None
        )
    held = [one for one in standings if answer_of(then, one) in (*STANDING, *PARTS)]
    listed = address(question, found.page, **asks)
    if len(standings) > 1 and len(held) != 1:
        several = how_many(then, asks["kind"], standings, listed, {name: asks[name] for name in ("on", "known") if name in asks})
        return InShort(link=listed, title="", answer="", line=". ".join(map(said, several)), every="", several=several)
    one, when = (held or standings)[0], {name: asks[name] for name in ("on", "known") if name in asks}
    kind = question.record.vocabulary.standings[one.kind].label[question.language]
    title = f"{kind}: {title_of_standing(question.record, one, question.language)}"
    if "on" in asks:
        title = f"{title} · {on_said(asks['on'], question.language)}"
    line = " ".join(reasons(then, one))
    every = listed if len(standings) > 1 else ""
    return InShort(
        link=address(question, "standing", one.id, **when), title=title, answer=answer_of(then, one), line=line, every=every,
        several=[],
    )  # fmt: skip


def reasons(question: Question, one: Standing) -> list[str]:
    """Why a standing is answered so, as sentences: of one that is possible what speaks for it and what against."""
    key = question.known.find(one.id)
    shown = None
    if key is not None:
        shown = possible_shown(question, key, explain(question.known, key, question.on.first, question.on.last))
    why = shown.order if shown is not None and shown.order else why_of(question, one)
    return [f"{why}.", *([in_short_words(shown)] if shown is not None else [])]


def how_many(question: Question, kind: str, found: list[Standing], listed: str, when: dict[str, str]) -> list[Several]:
    """How many of some standings stood, how many may have, how many in part; where they are few, which.

    Args:
        listed: the address of the page that lists them; when: the dates that were asked for.
    """
    count, record = count_of(question, kind, found), question.record
    held = [one for one in found if one.answer in STANDING]
    in_part = [one for one in found if shelved(question, one)[0] == "in_part"]

    def several(words: str, standings: list[Standing], place: str = "") -> Several:
        names = [
            (title_of_standing(record, one, question.language), address(question, "standing", one.id, **when))
            for one in standings
        ]
        return Several(words=words, link=listed + place, named=names if len(standings) <= MOST_NAMED else [])

    few = len(held) <= MOST_NAMED
    sure, possible = ([one for one in held if (one.answer == "possible") == is_so and few] for is_so in (False, True))
    told = [several(count_words(count), sure)] if held or not in_part else []
    if count.covered and count.possible:
        more = ngettext("+ %(n)s possible", "+ %(n)s possible", count.possible) % {"n": Counted(count.possible)}
        told.append(several(more, possible, "#possible"))
    if in_part:
        told.append(several(in_part_words(len(in_part)), in_part if few else []))
    return told


def said(one: Several) -> str:
    """The same as text."""
    return ": ".join(filter(None, (one["words"], "; ".join(name for name, _link in one["named"]))))
