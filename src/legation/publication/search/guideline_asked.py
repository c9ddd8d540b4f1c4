"""Which guideline a question is about: by what guidelines, their objectives and indicators, and the claims on them are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log1p
from typing import Any, Final, NamedTuple

from legation.evaluation.book import Evaluation, read_evaluation
from legation.evaluation.guidelines import Guideline
from legation.publication.search.thesaurus import MATTER, matters_asked, matters_in, stems_for, widening
from legation.publication.search.words import ASKING, LANGUAGES, SMALL, stem, stems_of, telling, words_of
from legation.record.record import Record
from legation.terms.text import Text

LABEL: Final = 3.0
"""What it says of a guideline that it is called so; then what its objectives are called, its indicators and the claims on it, and
what is said of it."""
OBJECTIVE: Final = 2.5
CALLED: Final = 2.0
TOLD: Final = 1.0
WIDER: Final = 0.6
"""What a wider matter says beside the one that was written."""
MOST_OTHERS: Final = 2
NEAR: Final = 0.6
"""Another guideline has to do with the words where it has so much of what the nearest has."""
WIDE: Final = 3
"""A claim about more guidelines than this is about none of them by its words."""


@dataclass(frozen=True)
class GuidelineAsked:
    """A guideline that is asked about.

    Args:
        id: which; objective: which of its objectives the words name, empty where they name it whole.
        claims: the claims on it that the words name; others: other guidelines that have to do with the words, the nearest first.
        left: words that name nothing of any guideline; whole: whether all words name the guideline or its objective.
    """

    id: str
    objective: str = ""
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    whole: bool = False


class _Unit(NamedTuple):
    """A word that is asked, or several that say one matter: what answers to it, and how well; more words tell more."""

    words: str
    terms: Mapping[str, float]
    size: int = 1


class _Told(NamedTuple):
    """A text on a guideline: how much it says of it, its terms, and the objective or the claim that it is of."""

    weight: float
    terms: frozenset[str]
    objective: str = ""
    claim: str = ""


class GuidelineWords:
    """The words of the guidelines of one record.

    Args:
        said: the words of questions about guidelines, in lists by name.
    """

    def __init__(self, record: Record, said: Mapping[str, Sequence[str]]) -> None:
        self.record = record
        self._naming, self._achieving = _stems(said["naming"]), _stems(said["achieving"])
        self._around = _stems(said["around"]) | self._naming | self._achieving

    @cached_property
    def _book(self) -> Evaluation:
        return read_evaluation(self.record)

    @cached_property
    def _texts(self) -> dict[str, list[_Told]]:
        """The texts on each guideline."""
        return {one.id: list(_texts_of(self._book, one)) for one in self._book.guidelines.values()}

    def names_one(self, text: str) -> bool:
        """Whether the word for a guideline is written."""
        return any(not self._naming.isdisjoint(stems_of(word)) for word in words_of(text))

    def asks_what_was_achieved(self, text: str) -> bool:
        """Whether what was achieved, or what authors claim, is asked for."""
        return any(not self._achieving.isdisjoint(stems_of(word)) for word in words_of(text))

    def label(self, asked: GuidelineAsked) -> Text:
        """What a guideline is called that is asked about, with the objective of it that is named."""
        one = self._book.guidelines[asked.id]
        if not asked.objective:
            return one.label
        return Text(*(f"{one.label[language]}: {one.objectives[asked.objective][language]}" for language in ("en", "es")))

    def named(self, text: str, around: frozenset[str]) -> GuidelineAsked | None:
        """The guideline that some words have most to do with; None where they have to do with none.

        Args:
            around: stems of words that mean nothing by themselves in a question.
        """
        scores = self._scores(self._units(text, around))
        best = max(scores, key=lambda name: scores[name], default=None)
        return None if best is None else self.of(best, text, around)

    def of(self, guideline: str, text: str, around: frozenset[str]) -> GuidelineAsked:
        """What some words name of a guideline."""
        units, texts = self._units(text, around), self._texts[guideline]
        every = [one for texts_of_one in self._texts.values() for one in texts_of_one]
        left = tuple(unit.words for unit in units if not any(_says(unit, one.terms) for one in every))
        whole = self._of(units, [one for one in texts if one.weight == LABEL])
        names = self._book.guidelines[guideline].objectives
        of_each = {name: self._of(units, [one for one in texts if one.objective == name]) for name in names}
        best = max(of_each, key=lambda name: of_each[name], default="")
        is_named = best and of_each[best] > whole and list(of_each.values()).count(of_each[best]) == 1
        claims = dict.fromkeys(one.claim for one in texts if one.claim and any(_says(unit, one.terms) for unit in units))
        labels = [one.terms for one in texts if one.weight >= OBJECTIVE]
        named = bool(units) and all(any(_says(unit, terms) for terms in labels) for unit in units)
        others = self._others(guideline, units)
        return GuidelineAsked(guideline, best if is_named else "", tuple(claims), others, left, named)

    def _scores(self, units: Sequence[_Unit]) -> dict[str, float]:
        """How much each guideline has to do with what is asked, of those that have anything to do with it."""
        found = {name: self._of(units, texts) for name, texts in self._texts.items()}
        return {name: score for name, score in found.items() if score > 0}

    def _others(self, guideline: str, units: Sequence[_Unit]) -> tuple[str, ...]:
        """The other guidelines that have to do with what is asked: near in all of it, or nearest in its most telling words."""
        scores = self._scores(units)
        near = NEAR * max(scores.values(), default=0.0)
        telling = max(units, key=lambda unit: unit.size * self._rarity(unit), default=None)
        by_it = {} if telling is None else self._scores([telling])
        nearest = [name for name, score in by_it.items() if score == max(by_it.values())]
        found = [name for name in scores if name != guideline and (scores[name] >= near or nearest == [name])]
        return tuple(sorted(found, key=lambda name: (nearest != [name], -scores[name]))[:MOST_OTHERS])

    def _units(self, text: str, around: frozenset[str]) -> list[_Unit]:
        """What is asked, without what other words of it say already: the *200 miles of sea* are the 200 miles."""
        every = list(self._every_unit(text, around))
        return [one for one in every if one.size > 1 or not any(_is_said_by(one, other) for other in every)]

    def _every_unit(self, text: str, around: frozenset[str]) -> Iterator[_Unit]:
        words = [word for word in dict.fromkeys(words_of(text)) if word not in ASKING | SMALL["en"] | SMALL["es"]]
        matters, at = matters_asked(words), 0
        while at < len(words):
            said = matters.get(at)
            if said is not None:
                every = {MATTER + matter: WIDER if place else 1.0 for place, matter in enumerate(widening(said.matter))}
                yield _Unit(" ".join(words[at : at + said.size]), every, said.size)
            elif not (self._around | around).intersection(stems_of(words[at])):
                yield _Unit(words[at], dict.fromkeys(stems_of(words[at]), 1.0))
            at += 1 if said is None else said.size

    def _of(self, units: Sequence[_Unit], texts: Sequence[_Told]) -> float:
        return sum(
            unit.size * self._rarity(unit) * max((one.weight * _says(unit, one.terms) for one in texts), default=0.0)
            for unit in units
        )

    def _rarity(self, unit: _Unit) -> float:
        having = sum(any(_says(unit, one.terms) for one in texts) for texts in self._texts.values())
        return log1p(len(self._texts) / having) if having else 0.0


def _texts_of(book: Evaluation, one: Guideline) -> Iterator[_Told]:
    yield _Told(LABEL, _terms_of(one.label))
    yield _Told(TOLD, _terms_of(one.definition))
    for name, label in one.objectives.items():
        yield _Told(OBJECTIVE, _terms_of(label), name)
    for sheet in book.indicators.values():
        if one.id in sheet.guideline:
            objective = sheet.objective if sheet.objective in one.objectives else ""
            yield _Told(CALLED, _terms_of(sheet.name), objective)
            yield _Told(TOLD, _terms_of(sheet.definition), objective)
    for claim in book.assertions.values():
        if one.id in claim.guideline and len(claim.guideline) <= WIDE:
            yield _Told(CALLED, _terms_of(claim.label), claim=claim.id)


def _terms_of(text: Text) -> frozenset[str]:
    """The stems of a text in both languages, and the matters that it says, each after its mark."""
    found: set[str] = set()
    for language in LANGUAGES:
        stems = [stem(word, language) for word in telling(words_of(text[language]))]
        found.update(stems)
        found.update(MATTER + said.matter for said in matters_in(stems, language))
    return frozenset(found)


def _says(unit: _Unit, terms: frozenset[str]) -> float:
    return max((much for term, much in unit.terms.items() if term in terms), default=0.0)


def _is_said_by(word: _Unit, other: _Unit) -> bool:
    """Whether a word is one of those by which people call the matter that several others say."""
    stems, said = set(stems_of(word.words)), _matter_of(other)
    if matter := _matter_of(word):
        stems |= stems_for(matter)
    return other.size > 1 and bool(said) and not stems_for(said).isdisjoint(stems)


def _matter_of(unit: _Unit) -> str:
    """The matter that some words say, not those wider than it; empty where they are a word and no more."""
    return next((term.removeprefix(MATTER) for term in unit.terms if term.startswith(MATTER)), "")


def _stems(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(one for word in words for each in words_of(word) for one in stems_of(each))
