"""Words by which people look for one matter: whoever writes one of them is led also to what is said with another."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from legation.publication.search.words import LANGUAGES, stem, telling, words_of

MATTER: Final = "\x02"
"""Begins a term that stands for a matter, not for a word."""


class Said(NamedTuple):
    """Some words of a text that say a matter: where they begin, how many they are, and which matter."""

    at: int
    size: int
    matter: str


def matters_in(stems: Sequence[str], language: str) -> Iterator[Said]:
    """What is said in a text of one language, the longest words for it first.

    Args:
        stems: of its telling words, in order.
    """
    phrases, at = _phrases()[language], 0
    while at < len(stems):
        found = next((one for one in phrases.get(stems[at], ()) if tuple(stems[at : at + len(one[0])]) == one[0]), None)
        if found is not None:
            yield Said(at, len(found[0]), found[1])
        at += 1 if found is None else len(found[0])


def matters_asked(words: Sequence[str]) -> dict[int, Said]:
    """What some words ask for, which may be of either language, by where the words for it begin; none lies over another."""
    found: dict[int, Said] = {}
    for language in LANGUAGES:
        for said in matters_in([stem(word, language) for word in words], language):
            if said.size > found.get(said.at, Said(0, 0, "")).size:
                found[said.at] = said
    taken = 0
    for at, said in sorted(found.items()):
        if at < taken:
            del found[at]
        else:
            taken = at + said.size
    return found


def widening(matter: str) -> list[str]:
    """A matter, and those wider than it."""
    wider = str(_words()[matter].get("wider", ""))
    return [matter, *(widening(wider) if wider else ())]


def stems_for(matter: str) -> frozenset[str]:
    """The stems of all words for a matter, and for those wider than it."""
    every = widening(matter)
    return frozenset(one for phrase, named in _every() if named in every for one in phrase)


@cache
def _phrases() -> dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]:
    """By language and first stem the words for matters, the longest first."""
    found: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {language: {} for language in LANGUAGES}
    for matter, said in _words().items():
        for language in LANGUAGES:
            for text in said[language]:
                key = tuple(stem(word, language) for word in telling(words_of(text)))
                found[language].setdefault(key[0], []).append((key, matter))
    for first in (one for every in found.values() for one in every.values()):
        first.sort(key=lambda one: (-len(one[0]), one))
    return found


def _every() -> Iterator[tuple[tuple[str, ...], str]]:
    return (one for first in _phrases().values() for phrases in first.values() for one in phrases)


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.files(__package__) / "thesaurus.toml").read_text(encoding="utf-8"))
