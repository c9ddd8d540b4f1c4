"""Things that answer to some words and filters, the best first, with how many there are of each sort, kind and field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.publication.search.index import OF_TEXT, UNDATED, Index, Int32
from legation.publication.search.thesaurus import MATTER, Said, matters_asked, stems_for, widening
from legation.publication.search.things import SORTS
from legation.publication.search.words import ASKING, MOST_LETTERS, SMALL, initials_in, stems_of, words_of
from legation.record.acts import FOREVER
from legation.terms.days import day_number

MOST_WORDS: Final = 12
EXACT: Final = 4_000.0
"""What a whole title adds, above whatever words can."""
FEW: Final = 8
"""Where fewer things have all words, those that lack one follow, so many of them at most:"""
FOLLOWING: Final = 20
BEGINNING: Final = 3
"""So many letters of a word that nothing has are taken for its beginning."""
SHORT: Final = 4
IN_OTHER_WORDS: Final = 0.6
"""What it says of a thing that it has other words for a matter, beside the words that were written."""
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
_YEAR: Final = re.compile(r"1[5-9]\d\d|20\d\d")


@dataclass(frozen=True)
class Wanted:
    """What is looked for.

    Args:
        words: as written; sort, kind, field: only these, empty for all; actors: only what one of these has part in.
        instrument: only what is about it; first, last: only what may have happened on one of these days.
        known: as told at the end of this day; aside: stems of words that are no
            reason to leave anything out, only to go before it.
    """

    words: str = ""
    sort: str = ""
    kind: str = ""
    field: str = ""
    actors: tuple[str, ...] = ()
    instrument: str = ""
    first: int | None = None
    last: int | None = None
    known: int = FOREVER - 1
    aside: frozenset[str] = frozenset()

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words is asked."""
        return bool(self.sort or self.kind or self.field or self.actors or self.instrument) or self.is_dated

    @property
    def is_dated(self) -> bool:
        """Whether only what has a date answers."""
        return self.first is not None or self.last is not None

    @property
    def tokens(self) -> list[str]:
        """The words that say something."""
        return self._tokens[0]

    @property
    def besides(self) -> list[str]:
        """The words that say something, but are no reason to leave out what does not have them."""
        return self._tokens[1]

    @cached_property
    def _tokens(self) -> tuple[list[str], list[str]]:
        text = self.words[:MOST_LETTERS]
        initials, words = initials_in(text), list(dict.fromkeys(words_of(text)))
        words = [word for word in words if word in initials or word not in SMALL["en"] | SMALL["es"]] or words
        words = [word for word in words if word in initials or word not in ASKING] or words
        set_aside = [bool(self.aside.intersection(stems_of(word))) for word in words]
        for said in matters_asked(words).values():  # words for one matter are wanted together, or not at all
            run = slice(said.at, said.at + said.size)
            set_aside[run] = [all(set_aside[run])] * said.size
        if all(set_aside):
            return words[:MOST_WORDS], []
        wanted, besides = ([word for word, aside in zip(words, set_aside, strict=True) if aside is one] for one in (False, True))
        return wanted[:MOST_WORDS], besides[:MOST_WORDS]


@dataclass(frozen=True)
class Found:
    """What answers.

    Args:
        things: numbers of things, the best first; sorts, kinds, fields: how many of each, by id, the other filters holding.
        instead: for words that nothing has, what was looked for instead; empty where nothing comes near.
        some: whether nothing has all words, so that these have most of them; stems: what was looked for.
        whole: how many of the things, the first of them, have all words: where they are few, others that lack one word follow.
    """

    things: Int32
    sorts: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, int] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    some: bool = False
    stems: frozenset[str] = frozenset()
    whole: int = 0

    @property
    def lacking(self) -> int:
        """How many of the things lack a word, where others have all."""
        return 0 if self.some else len(self.things) - self.whole


def find(index: Index, wanted: Wanted) -> Found:
    """What answers, as told on the day of knowledge."""
    asked = _Asked(index, wanted)
    numbers, scores, lacks = asked.scored()
    columns = index.columns
    of = {name: columns[name][numbers] for name in ("sort", "kind", "field")}
    kind_of = {kind: place for place, kind in enumerate(index.kinds)}
    field_of = {kind: place for place, kind in enumerate(index.fields)}
    tests = {
        "sort": (of["sort"], SORTS.index(wanted.sort) if wanted.sort in SORTS else -2, bool(wanted.sort)),
        "kind": (of["kind"], kind_of.get(wanted.kind, -2), bool(wanted.kind)),
        "field": (of["field"], field_of.get(wanted.field, -2), bool(wanted.field)),
    }
    passes = {name: column == value for name, (column, value, asks) in tests.items() if asks}
    counts = {
        name: _counted(of[name][_all_but(passes, name, len(numbers))], words)
        for name, words in (("sort", SORTS), ("kind", index.kinds), ("field", index.fields))
    }
    kept = _all_but(passes, "", len(numbers))
    numbers, scores, lacks = numbers[kept], scores[kept], lacks[kept]
    some = bool(len(lacks)) and bool(lacks.all())
    stems = asked.others.union(asked.stems)
    return Found(
        numbers[_order(index, numbers, scores, lacks, bool(asked.tokens))],
        counts["sort"], counts["kind"], counts["field"], asked.instead, some, stems, int((~lacks).sum()),
    )  # fmt: skip


def suggested(index: Index, text: str, known: int, most: int = 8) -> list[int]:
    """Numbers of the things but acts whose names have the words written, the last of them perhaps not to its end."""
    words = words_of(text[:MOST_LETTERS])
    if not words:
        return []
    whole = [word for word in words[:-1] if word not in SMALL["en"] | SMALL["es"]][:MOST_WORDS]
    found: Int32 | None = None
    for word, last in [*((word, False) for word in whole), (words[-1], True)]:
        first, until = index.names.beginning(word) if last else _exactly(index, word)
        things = np.unique(index.names.of(first, until)[0]) if until > first else np.empty(0, np.int32)
        found = things if found is None else found[np.isin(found, things, assume_unique=True)]
    assert found is not None
    columns = index.columns
    found = found[(columns["known_from"][found] <= known) & (columns["known_to"][found] > known)]
    exact = index.exactly(text[:MOST_LETTERS])
    rank = np.where(np.isin(found, exact), -1, columns["sort"][found].astype(np.int64))
    return [int(one) for one in found[np.lexsort((found, rank))][:most]]


def _exactly(index: Index, word: str) -> tuple[int, int]:
    place = index.names.place(word)
    return (0, 0) if place is None else (place, place + 1)


class _Asked:
    """The words of a question, each with the postings that answer it."""

    def __init__(self, index: Index, wanted: Wanted) -> None:
        self.index, self.wanted = index, wanted
        self.tokens = wanted.tokens
        self.instead: dict[str, str] = {}
        self.stems: list[str] = []
        self.matters = matters_asked(self.tokens)
        self.others = frozenset(stem for one in self.matters.values() for stem in stems_for(one.matter))
        in_matters = {place for one in self.matters.values() for place in range(one.at, one.at + one.size)}
        self.spans = [self._spans(token, at in in_matters) for at, token in enumerate(self.tokens)]

    def _spans(self, token: str, has_others: bool = False) -> list[tuple[int, int]]:
        """Runs of words in the index that answer to one that was asked.

        Args:
            has_others: whether other words are looked for beside it, so that none near it is.
        """
        terms = self.index.terms
        stems = stems_of(token)
        places = [place for one in stems if (place := terms.place(one)) is not None]
        self.stems.extend(stems)
        if places or has_others:
            return [(place, place + 1) for place in places]
        if len(token) >= BEGINNING:
            first, last = terms.beginning(token)
            if last > first:
                self.stems.extend(terms.words[first:last])
                return [(first, last)]
        if len(_begun_in(self.index, token)):
            return []
        near = nearest_word(self.index, token)
        self.instead[token] = near
        return self._spans(near) if near else []

    def scored(self) -> tuple[Int32, Floats, Flags]:
        """The things that answer and how well, and which of them have only some of the words."""
        allowed = self._allowed()
        if not self.tokens:
            return allowed, np.zeros(len(allowed), np.float32), np.zeros(len(allowed), np.bool_)
        gathered = self._gathered()
        things, scores = self._permitted(*_with_all(gathered))
        lacks = np.zeros(len(things), np.bool_)
        if len(things) < FEW and len(gathered) > 1:
            least = max(len(gathered) - 1, 1) if len(things) else 0
            others, theirs = self._permitted(*_with_most(gathered, len(self.index), least))
            new = ~np.isin(others, things)
            others, theirs = others[new], theirs[new]
            if len(things):
                best = np.sort(np.lexsort((others, -theirs * self._priors(others)))[:FOLLOWING])
                others, theirs = others[best], theirs[best]
            lacks = np.concatenate((lacks, np.ones(len(others), np.bool_)))
            things, scores = np.concatenate((things, others)), np.concatenate((scores, theirs))
        exact = np.isin(things, self.index.exactly(self._as_found()))
        prior = self._priors(things)
        for others, theirs in (self._of(token, self._spans(token, True)) for token in self.wanted.besides):
            scores = scores + _scores_of(things, others, theirs)
        return things, np.asarray(scores * prior + EXACT * exact * prior, np.float32), lacks

    def _gathered(self) -> list[tuple[Int32, Floats]]:
        """The things that have each word, or each matter in whatever words, those that fewest have first."""
        found, at = [], 0
        while at < len(self.tokens):
            said = self.matters.get(at)
            size = 1 if said is None else said.size
            each = [self._of(self.tokens[place], self.spans[place]) for place in range(at, at + size)]
            found.append(each[0] if said is None else self._in_whatever_words(said, _with_all(each)))
            at += size
        return sorted(found, key=lambda one: len(one[0]))

    def _in_whatever_words(self, said: Said, written: tuple[Int32, Floats]) -> tuple[Int32, Floats]:
        """The things that have the words for a matter as they are written, and those that have others for it."""
        terms, found = self.index.terms, written
        for wider, matter in enumerate(widening(said.matter)):
            if (place := terms.place(MATTER + matter)) is not None:
                things, weight = terms.of(place)
                rare = np.log1p(max(len(self.index), 1) / max(len(things), 1))
                as_written = np.where(np.isin(things, written[0]) & (not wider), 1.0, IN_OTHER_WORDS ** (1 + wider))
                scores = np.asarray(weight * (rare * said.size * as_written), np.float32)
                found = _the_most(np.concatenate((found[0], things)), np.concatenate((found[1], scores)))
        return found

    def _priors(self, things: Int32) -> Floats:
        found: Floats = self.index.priors[self.index.columns["sort"][things]]
        return found

    def _as_found(self) -> str:
        """What was written, with what was looked for in place of words that nothing has."""
        return " ".join(self.instead.get(word) or word for word in words_of(self.wanted.words[:MOST_LETTERS]))

    def _of(self, token: str, spans: Sequence[tuple[int, int]]) -> tuple[Int32, Floats]:
        """The things that have one of some words, with the most that any of them says, rarer words saying more.

        A year is answered also by what happened in it.
        """
        terms, size = self.index.terms, max(len(self.index), 1)
        parts: list[tuple[Int32, Floats, bool]] = []
        for first, last in spans:
            things, weight = terms.of(first, last)
            rare = np.float32(np.log1p(size / max(len(things), 1)))
            parts.append((things, np.asarray(weight * rare, np.float32), last - first > 1))
        if len(dated := _begun_in(self.index, token)):
            parts.append((dated, np.full(len(dated), OF_TEXT * np.log1p(size / len(dated)), np.float32), True))
        if len(parts) == 1 and not parts[0][2]:
            return parts[0][0], parts[0][1]
        if not parts:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        return _the_most(*(np.concatenate([part[column] for part in parts]) for column in (0, 1)))

    def _permitted(self, things: Int32, scores: Floats) -> tuple[Int32, Floats]:
        kept = self._permits(things)
        if (linked := self._linked) is not None:
            kept &= np.isin(things, linked)
        return things[kept], scores[kept]

    def _permits(self, things: Int32 | slice) -> npt.NDArray[np.bool_]:
        """Which things pass the filters of knowledge, time and parties."""
        columns, wanted = self.index.columns, self.wanted
        kept: npt.NDArray[np.bool_] = (columns["known_from"][things] <= wanted.known) & (
            columns["known_to"][things] > wanted.known
        )
        if wanted.is_dated:
            lo = columns["lo"][things]
            kept &= lo != UNDATED
            if wanted.last is not None:
                kept &= lo <= wanted.last
            if wanted.first is not None:
                kept &= columns["hi"][things] >= wanted.first
        return kept

    @cached_property
    def _linked(self) -> Int32 | None:
        """The things that the filters of parties and instrument leave; None where there are none such."""
        found: Int32 | None = None
        if self.wanted.actors:
            every = [self.index.linked("a", actor) for actor in self.wanted.actors]
            found = every[0] if len(every) == 1 else np.unique(np.concatenate(every))
        if self.wanted.instrument:
            about = self.index.linked("i", self.wanted.instrument)
            found = about if found is None else found[np.isin(found, about, assume_unique=True)]
        return found

    def _allowed(self) -> Int32:
        if self.tokens:
            return np.empty(0, np.int32)
        linked = self._linked
        if linked is None:
            return np.flatnonzero(self._permits(slice(None))).astype(np.int32)
        return linked[self._permits(linked)]


def _begun_in(index: Index, token: str) -> Int32:
    """The things that surely began in a year; none where the word is no year."""
    if not _YEAR.fullmatch(token):
        return np.empty(0, np.int32)
    lo = index.columns["lo"]
    first, last = day_number(int(token), 1, 1), day_number(int(token), 12, 31)
    return np.flatnonzero((lo >= first) & (lo <= last)).astype(np.int32)


def _with_all(gathered: Sequence[tuple[Int32, Floats]]) -> tuple[Int32, Floats]:
    """The things that have all of some words."""
    few, *more = sorted(gathered, key=lambda one: len(one[0]))
    things, scores = few
    for others, theirs in more:
        more_scores = _scores_of(things, others, theirs)
        things, scores = things[more_scores > 0], (scores + more_scores)[more_scores > 0]
    return things, scores


def _scores_of(things: Int32, others: Int32, theirs: Floats) -> Floats:
    """What others score, by place among some things; nothing where they are not among them."""
    if not len(others):
        return np.zeros(len(things), np.float32)
    at = np.minimum(np.searchsorted(others, things), len(others) - 1)
    return np.where(others[at] == things, theirs[at], np.float32(0))


def _the_most(things: Int32, scores: Floats) -> tuple[Int32, Floats]:
    """Each thing once, in order, with the most that is said of it."""
    order = np.lexsort((-scores, things))
    things, scores = things[order], scores[order]
    first_of_each = np.ones(len(things), np.bool_)
    first_of_each[1:] = things[1:] != things[:-1]
    return things[first_of_each], scores[first_of_each]


def _with_most(gathered: Sequence[tuple[Int32, Floats]], size: int, least: int = 0) -> tuple[Int32, Floats]:
    """The things that have most of the words; those with the rarer words, and with them in their titles, before the others.

    Args:
        least: so many words they must have; as many as any has where it is 0.
    """
    things = np.concatenate([one for one, _ in gathered])
    tells = np.concatenate([_telling(one, scores, size) for one, scores in gathered])
    every, at = np.unique(things, return_inverse=True)
    count = np.bincount(at)
    score = np.bincount(at, weights=np.concatenate([one for _, one in gathered])) + EXACT * np.bincount(at, weights=tells)
    most = count >= (least or count.max(initial=0))
    return every[most].astype(np.int32), score[most].astype(np.float32)


def _telling(things: Int32, scores: Floats, size: int) -> Floats:
    """How much it tells of each thing that it has a word: the rarer the word, and the more the thing says it, the more."""
    rare = np.log1p(size / max(len(things), 1))
    return np.asarray(rare * (0.6 + 0.4 * scores / scores.max(initial=1e-9)), np.float32)


def _all_but(passes: Mapping[str, npt.NDArray[np.bool_]], left_out: str, size: int) -> npt.NDArray[np.bool_]:
    kept = np.ones(size, np.bool_)
    for name, one in passes.items():
        if name != left_out:
            kept &= one
    return kept


def _counted(places: Int32, words: Sequence[str]) -> dict[str, int]:
    counts = np.bincount(places[places >= 0], minlength=len(words))
    return {words[int(place)]: int(counts[place]) for place in np.flatnonzero(counts)}


def _order(index: Index, numbers: Int32, scores: Floats, lacks: Flags, has_words: bool) -> npt.NDArray[Any]:
    """Those with all words first, and the best of them; of equals those listed first, and in order of time."""
    lo = index.columns["lo"][numbers].astype(np.int64)
    lo = np.where(lo == UNDATED, np.int64(FOREVER) + 1, lo)
    if not has_words:
        return np.lexsort((numbers, lo, index.columns["sort"][numbers]))
    return np.lexsort((numbers, lo, -scores, lacks))


def nearest_word(index: Index, token: str) -> str:
    """The word of a name that comes closest to one that nothing has; empty where none comes close.

    Of a short word no letter is taken for another: it would as soon be another word.
    """
    if len(token) < BEGINNING or not token.isalpha():
        return ""
    names, is_short = index.names, len(token) <= SHORT
    first, last = names.beginning(token[0])
    there = [word for word in names.words[first:last] if abs(len(word) - len(token)) <= 2 and len(word) > is_short * len(token)]
    found = get_close_matches(token, there, n=1, cutoff=0.8)
    if found:
        return found[0]
    anywhere = [word for word in names.words if word[1:2] == token[1:2] and abs(len(word) - len(token)) <= 1]
    return "" if is_short else next(iter(get_close_matches(token, anywhere, n=1, cutoff=0.8)), "")
