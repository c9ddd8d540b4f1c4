"""The index of a record: for each word the things that have it, in columns that are mapped into memory and never read whole."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2, sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.publication.search.thesaurus import MATTER, matters_in, widening
from legation.publication.search.things import SORTS, Thing
from legation.publication.search.words import LANGUAGES, exact_form, plain, telling, terms_of, words_of
from legation.record.acts import FOREVER
from legation.terms.text import Text

Int32 = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]

OF_TITLE: Final = 200.0
"""What a title of one word gives to that word, of at most 255; one of several words gives each less."""
OF_TEXT: Final = 40.0
OF_SOURCES: Final = 0.2
"""So much more what two sources tell of weighs than what one does."""
LINK: Final = "\x01"
"""Begins a term that stands for an actor (``\\x01a:``) or an instrument, not for a word."""
UNDATED: Final = np.iinfo(np.int32).min
PRIORS: Final = {
    "actor": 1.5, "instrument": 1.35, "guideline": 1.25, "field": 1.25, "kind": 1.25, "place": 1.2, "norm": 1.1, "act": 1.0,
    "indicator": 0.85, "act_kind": 0.5, "source": 0.5,
}  # fmt: skip
COLUMNS: Final = ("sort", "kind", "field", "known_from", "known_to", "lo", "hi")


@dataclass(frozen=True)
class Postings:
    """For each of some words, in order, the numbers of the things that have it, and how much it says of each.

    Args:
        words: in order; places: where those of word ``n`` begin, and after the last where they end.
        things: numbers of things, in order within a word; weight: at most 255.
    """

    words: Sequence[str]
    places: Numbers
    things: Int32
    weight: npt.NDArray[np.uint8]

    def place(self, word: str) -> int | None:
        """The place of a word; None where nothing has it."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else None

    def beginning(self, start: str) -> tuple[int, int]:
        """The first word that begins so, and the first after those."""
        return bisect_left(self.words, start), bisect_left(self.words, start + "\uffff")

    def of(self, first: int, last: int | None = None) -> tuple[Int32, npt.NDArray[np.uint8]]:
        """The things of the words from place ``first`` to before ``last``, of one word where that is None."""
        at, until = int(self.places[first]), int(self.places[first + 1 if last is None else last])
        return self.things[at:until], self.weight[at:until]

    def size(self, place: int) -> int:
        """How many things have a word."""
        return int(self.places[place + 1] - self.places[place])


@dataclass(frozen=True)
class Index:
    """What can be found in a record.

    Args:
        ids: of each thing; kinds, fields: the words that columns number.
        columns: by name of :data:`COLUMNS`, a value a thing: places in :data:`SORTS`, ``kinds`` and ``fields`` (-1 for none), the
            days at whose end it is told so, and the first and last on which it may have happened (:data:`UNDATED` for none).
        terms: by stem; names: by whole word of a title or name, of everything but acts.
        exact_marks: marks of whole titles and names, in order; exact_things: which thing each is.
    """

    ids: Sequence[str]
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    columns: dict[str, npt.NDArray[Any]]
    terms: Postings
    names: Postings
    exact_marks: npt.NDArray[np.uint64]
    exact_things: Int32

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def priors(self) -> npt.NDArray[np.float32]:
        """By sort, by how much it goes before others that answer equally well."""
        return np.array([PRIORS[sort] for sort in SORTS], np.float32)

    def exactly(self, text: str) -> Int32:
        """The things of which a whole title or name is this text, its small words and the forms of words apart."""
        found = []
        for form in dict.fromkeys(exact_form(text, language) for language in LANGUAGES):
            mark = np.uint64(_mark(form))
            at, until = (int(np.searchsorted(self.exact_marks, mark, side)) for side in ("left", "right"))
            found.append(self.exact_things[at:until])
        return np.unique(np.concatenate(found))

    def linked(self, what: str, name: str) -> Int32:
        """The things in which an actor has part (``what`` is ``a``), or that are about an instrument (``i``)."""
        place = self.terms.place(f"{LINK}{what}:{name}")
        return np.empty(0, np.int32) if place is None else self.terms.of(place)[0]


def index_of(things: Iterable[Thing]) -> Index:
    """The index of some things, each numbered by its place."""
    ids: list[str] = []
    kinds: dict[str, int] = {}
    fields: dict[str, int] = {}
    columns = {name: array("i") for name in COLUMNS}
    terms, names = _Gathered(), _Gathered()
    marks: list[tuple[int, int]] = []
    for number, one in enumerate(things):
        ids.append(one.id)
        row = (
            SORTS.index(one.sort), kinds.setdefault(one.kind, len(kinds)) if one.kind else -1,
            fields.setdefault(one.field, len(fields)) if one.field else -1, _day(one.known_from), _day(one.known_to),
            UNDATED if one.lo is None else _day(one.lo), UNDATED if one.hi is None else _day(one.hi),
        )  # fmt: skip
        for name, value in zip(COLUMNS, row, strict=True):
            columns[name].append(value)
        terms.add(number, _weights(one))
        titles = dict.fromkeys(names_of(one))
        if one.sort != "act":
            names.add(number, {word: 1 for title in titles for word in telling(words_of(title))})
        forms = dict.fromkeys(exact_form(title, language) for title in titles if title for language in LANGUAGES)
        marks.extend((_mark(form), number) for form in forms)
    marks.sort()
    return Index(
        ids, tuple(kinds), tuple(fields),
        {name: np.frombuffer(column, np.int32) if column else np.empty(0, np.int32) for name, column in columns.items()},
        terms.postings(), names.postings(), np.array([mark for mark, _ in marks], np.uint64),
        np.array([number for _, number in marks], np.int32),
    )  # fmt: skip


def _day(day: int) -> int:
    return max(min(day, FOREVER), -FOREVER)


def _mark(form: str) -> int:
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest(), "big")


def _weights(one: Thing) -> dict[str, int]:
    """How much each stem says of a thing: more in a title the fewer others stand there, less in what is said of it.

    Of what several sources tell, more than of what one list alone has.
    """
    found: dict[str, float] = {}
    told = 1 + OF_SOURCES * log2(one.sources)
    for title in (one.title, *(Text(name, name) for name in one.names)):
        for language in LANGUAGES:
            stems = terms_of(title[language], language)
            each = told * OF_TITLE / sqrt(len(stems) or 1)
            for stem in (*stems, *_matters(stems, language)):
                found[stem] = max(found.get(stem, 0.0), each)
    text = _initials(one.title) if one.sort == "instrument" else set()
    for language in LANGUAGES:
        for said in one.text:
            stems = terms_of(said[language], language)
            text |= {*stems, *_matters(stems, language)}
    each = min(told * OF_TEXT / sqrt(1 + len(text) / 40), OF_TEXT)
    for stem in sorted(text):
        found.setdefault(stem, each)
    links = {f"{LINK}a:{name}": 1.0 for name in one.actors} | {f"{LINK}i:{name}": 1.0 for name in one.instruments}
    return {stem: min(max(1, round(weight)), 255) for stem, weight in {**found, **links}.items()}


def _matters(stems: Sequence[str], language: str) -> Iterator[str]:
    """The terms for the matters of a text, and for those wider than them."""
    return (MATTER + matter for said in matters_in(stems, language) for matter in widening(said.matter))


def names_of(one: Thing) -> list[str]:
    """Everything that a thing is called: also what stands in brackets at the end of a title, and what goes before.

    So *Tratado de Ancón (1883)* and *Ley 28091 (2003), del Servicio Diplomático* answer to *Tratado de Ancón* and *Ley 28091*.
    """
    found = [one.title.en, one.title.es, *one.names]
    if one.sort not in ("actor", "instrument"):
        return found
    for title in (one.title.en, one.title.es):
        parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
        if len(parts) <= _LISTED:  # a title of more lists its parties, and is called by none of them
            found += [part for part in parts if len(part) > 2 and not part.isdigit()]
    return found


_LISTED: Final = 4
_PARTS: Final = re.compile(r"\s*[(),]\s*|\s+-\s+")
_CAPITAL: Final = re.compile(r"\b[^\W\d_]")


def _initials(title: Text) -> set[str]:
    """The initials by which a text of its kind is usually called: ``tlc``, ``fta``, ``ace``."""
    found = set()
    for said in (title.en, title.es):
        letters = plain("".join(one[0] for one in _CAPITAL.finditer(said) if one[0].isupper()))
        found |= {letters[:3], letters[-3:]} if len(letters) > 3 else set()
    return found


class _Gathered:
    """Postings while they are gathered, thing after thing."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._word, self._thing, self._weight = array("i"), array("i"), array("B")

    def add(self, thing: int, weights: dict[str, int]) -> None:
        places = self._places
        for word, weight in weights.items():
            self._word.append(places.setdefault(word, len(places)))
            self._thing.append(thing)
            self._weight.append(min(weight, 255))

    def postings(self) -> Postings:
        words = sorted(self._places)
        moved = np.empty(len(words), np.int32)
        moved[[self._places[word] for word in words]] = np.arange(len(words), dtype=np.int32)
        word = moved[np.frombuffer(self._word, np.int32)] if self._word else np.empty(0, np.int32)
        order = np.argsort(word, kind="stable")
        offsets = np.zeros(len(words) + 1, np.int64)
        np.cumsum(np.bincount(word, minlength=len(words)), out=offsets[1:])
        things = np.frombuffer(self._thing, np.int32) if self._thing else np.empty(0, np.int32)
        weight = np.frombuffer(self._weight, np.uint8) if self._weight else np.empty(0, np.uint8)
        return Postings(words, offsets, things[order], weight[order])
