"""Words as they are compared in a search: accents, case and endings forgiven, in Spanish and English alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import filterfalse
from threading import Lock
from typing import Final

import snowballstemmer

LANGUAGES: Final = ("en", "es")
MOST_LETTERS: Final = 200
"""So much of what somebody writes is read."""
_STEMMERS: Final = {"en": snowballstemmer.stemmer("english"), "es": snowballstemmer.stemmer("spanish")}
_ONE_AT_A_TIME: Final = Lock()
"""A stemmer keeps the word that it works on, and a server answers several readers at once."""
_WORD: Final = re.compile(r"[^\W_]+")
_CAPITALS: Final = re.compile(r"[A-Z]{2,}")
_INITIALS: Final = re.compile(r"(?:[A-Z]{1,2}\. ?){2,}")
_STOPS: Final = re.compile(r"[. ]")
SMALL: Final = {
    "en": frozenset((
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on", "or", "that", "the", "their",
        "this", "to", "was", "were", "which", "with",
    )),
    "es": frozenset((
        "a", "al", "como", "con", "cual", "de", "del", "e", "el", "en", "entre", "es", "la", "las", "lo", "los", "o", "para",
        "por", "que", "se", "su", "sus", "u", "un", "una", "uno", "unos", "unas", "y",
    )),
}  # fmt: skip
"""Words that say nothing of what is looked for."""
ASKING: Final = frozenset((
    "about", "after", "against", "are", "before", "between", "can", "could", "did", "do", "does", "first", "had", "has", "have",
    "how", "many", "much", "what", "when", "where", "who", "whom", "whose", "why", "cual", "cuales", "cuando", "cuantas",
    "cuanto", "cuantos", "contra", "desde", "donde", "era", "estaba", "fue", "fueron", "ha", "habia", "han", "hasta", "hay",
    "hubo", "primer", "primera", "primero", "quien", "quienes", "sobre", "son", "tenia", "tiene", "tras", "tuvo",
))  # fmt: skip
"""Words that ask, or only join others: they are no reason to leave out what has all the others."""
_SMALL_ANYWHERE: Final = SMALL["en"] | SMALL["es"]
_ACCENTED: Final = (("cion", "ción"), ("sion", "sión"), ("logia", "logía"))
"""Endings that the rules of Spanish know by their accent, which readers leave out."""
_IRREGULAR: Final = {"children": "child", "men": "man", "women": "woman"}
_SHORTEST: Final = 5


def plain(text: str) -> str:
    """A text without accents and case."""
    if text.isascii():
        return text.lower()
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text))).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text, in order, without accents and case; stops inside initials (``EE.UU.``) part words."""
    return _WORD.findall(plain(text))


def as_written(text: str) -> list[str]:
    """The words of a text, in order, with their accents and case; those of :func:`words_of` where signs fall apart otherwise."""
    found, words = _WORD.findall(text), words_of(text)
    return found if len(found) == len(words) else words


def initials_in(text: str) -> frozenset[str]:
    """The words of a text that are written in capitals among others that are not: *UN* is not the Spanish *un*."""
    return frozenset() if text.isupper() else frozenset(plain(word) for word in _WORD.findall(text) if _CAPITALS.fullmatch(word))


def in_one(text: str) -> str:
    """Initials with stops as people write them in one word (``EE.UU.``, ``eeuu``); empty for what is not initials with stops."""
    return plain(_STOPS.sub("", text)) if _INITIALS.fullmatch(text) else ""


def telling(words: Iterable[str]) -> list[str]:
    """The words that say something; all of them, where none does."""
    every = list(words)
    return [word for word in every if word not in _SMALL_ANYWHERE] or every


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """What a word has in common with its other forms, in one language.

    The rules are those of Snowball. Before them Spanish endings get the accent back by which the rules know them; after them the
    last vowel or ``ic`` goes, so that noun and verb meet (*ratificación* and *ratificaron*, *ratified* and *ratification*).

    Args:
        word: as :func:`words_of` gives it.
    """
    if not word.isalpha():
        return word
    if language == "en":
        word = _IRREGULAR.get(word, word)
    if language == "es":
        word = next((word[: -len(bare)] + full for bare, full in _ACCENTED if word.endswith(bare)), word)
    with _ONE_AT_A_TIME:
        found = plain(_STEMMERS[language].stemWord(word))
    for ending in ("ic", "i"):
        if len(found) - len(ending) >= _SHORTEST - 1 and found.endswith(ending):
            return found[: -len(ending)]
    return found


def stems_of(word: str) -> tuple[str, ...]:
    """The stems of a word that may be of either language."""
    return tuple(dict.fromkeys(stem(word, language) for language in LANGUAGES))


def exact_form(text: str, language: str) -> str:
    """A whole text as it is compared with what somebody looks for: the stems of its telling words, in order."""
    return " ".join(stem(word, language) for word in telling(words_of(text)))


@lru_cache(maxsize=50_000)
def terms_of(text: str, language: str) -> tuple[str, ...]:
    """The stems of the telling words of a text in one language, each once."""
    small = SMALL[language]
    return tuple(dict.fromkeys(stem(word, language) for word in words_of(text) if word not in small))


def marked(text: str, wanted: frozenset[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is a word of which a stem is wanted."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in _WORD.finditer(text):
        if any(part in wanted for word in words_of(found[0]) for part in stems_of(word)):
            if found.start() > at:
                pieces.append((text[at : found.start()], False))
            pieces.append((found[0], True))
            at = found.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces


def snippet(text: str, wanted: frozenset[str], longest: int = 180) -> list[tuple[str, bool]]:
    """The stretch of a text that has most of the words wanted, in pieces as :func:`marked` gives them."""
    if len(text) > longest:
        places = [found.start() for found in _WORD.finditer(text) if any(one in wanted for one in _stems_in(found[0]))]
        best = max(places, key=lambda at: (sum(at <= one < at + longest for one in places), -at), default=0)
        first = 0 if best < longest // 2 else text.rfind(" ", 0, best - longest // 6) + 1
        last = len(text) if len(text) - first <= longest else text.rfind(" ", first, first + longest)
        last = last if last > first else first + longest
        text = ("… " if first else "") + text[first:last] + (" …" if last < len(text) else "")
    return marked(text, wanted)


def _stems_in(text: str) -> Iterator[str]:
    return (part for word in words_of(text) for part in stems_of(word))
