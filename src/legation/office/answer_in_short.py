"""The answer in short to a question that was understood, where standings are asked: what holds of one, or how many of several."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.office.listing import PARTS, STANDING, answer_of, shelved
from legation.office.pages import address
from legation.office.question import Question
from legation.office.views.standing import why_of
from legation.office.views.standings import count_of, standings_of
from legation.office.words import Counted, count_words, in_part_words, title_of_standing
from legation.publication.answer_tables import title_of
from legation.publication.asked import QuestionError, asked
from legation.publication.search.asking import actors_of
from legation.publication.search.understanding import Understood
from legation.standings.asof import Standing
from legation.standings.reasons import explain
from legation.terms.messages import say

MOST_NAMED: Final = 4


class InShort(TypedDict):
    """An answer in short: where it is told whole, of what, the word for it where one standing answers, and a line.

    Besides, where one of several answers: where all of them are listed.
    """

    link: str
    title: str
    answer: str
    line: str
    every: str


def in_short(question: Question, found: Understood) -> InShort | None:
    """What answers; None where not standings are asked, or none of the kind is known, or a log stands beside the record."""
    asks = found.asks
    if found.page != "standings" or question.logged is not None:
        return None
    then = question
    try:
        actors = actors_of(question.record, asks["actor"]) if "actor" in asks else ()
        if "on" in asks:
            then = replace(then, on=asked(asks["on"]), on_text=asks["on"])
        if "known" in asks:
            then = replace(then, known_day=asked(asks["known"]).last, known_text=asks["known"])
    except QuestionError:
        return None
    standings = standings_of(then, asks["kind"], actors)
    if not standings:
        silent = _("The record has no standing of this kind with this actor. That is silence, not a no.")
        return InShort(link=address(question, found.page, **asks), title="", answer="", line=silent, every="") if actors else None
    held = [one for one in standings if answer_of(then, one) in (*STANDING, *PARTS)]
    listed = address(question, found.page, **asks)
    if len(standings) > 1 and len(held) != 1:
        return InShort(link=listed, title="", answer="", line=how_many(then, asks["kind"], standings), every="")
    one, when = (held or standings)[0], {name: asks[name] for name in ("on", "known") if name in asks}
    kind = question.record.vocabulary.standings[one.kind].label[question.language]
    title = f"{kind}: {title_of_standing(question.record, one, question.language)}"
    if "on" in asks:
        title = f"{title} · {say('search.on', question.language, day=asks['on'])}"
    line = " ".join([f"{why_of(then, one)}.", *disagreement(then, one)])
    every = listed if len(standings) > 1 else ""
    return InShort(
        link=address(question, "standing", one.id, **when), title=title, answer=answer_of(then, one), line=line, every=every
    )


def disagreement(question: Question, one: Standing) -> list[str]:
    """On which acts the sources of a standing that is possible do not agree, as a sentence; nothing where they do."""
    key = question.known.find(one.id)
    if one.answer != "possible" or key is None:
        return []
    explanation = explain(question.known, key, question.on.first, question.on.last)
    acts = {reason.act.id: reason.act for reason in explanation.reasons if reason.act.contradictions}
    named = "; ".join(title_of(act, question.language) for act in acts.values())
    return [f"{_('Its sources do not agree on:')} {named}."] if named else []


def how_many(question: Question, kind: str, found: list[Standing]) -> str:
    """How many of some standings stood, how many may have; where they are few, which."""
    count, record = count_of(question, kind, found), question.record
    held = [one for one in found if one.answer in STANDING]
    in_part = [one for one in found if shelved(question, one)[0] == "in_part"]
    said = [(count_words(count), [one for one in held if one.answer != "possible"])] if held or not in_part else []
    if count.covered and count.possible:
        more = ngettext("+ %(n)s possible", "+ %(n)s possible", count.possible) % {"n": Counted(count.possible)}
        said.append((more, [one for one in held if one.answer == "possible"]))
    if in_part:
        said.append((in_part_words(len(in_part)), in_part if len(in_part) <= MOST_NAMED else []))
    if len(held) > MOST_NAMED:
        return ". ".join(words for words, _standings in said)
    return ". ".join(
        ": ".join(filter(None, (words, "; ".join(title_of_standing(record, one, question.language) for one in named))))
        for words, named in said
    )
