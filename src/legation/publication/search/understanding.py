"""Questions of a closed grammar: what kind of thing, with whom, when; over the record's own words, and nothing is guessed.

A question names a kind (of standing, of instrument, of act) by its label or a usual word for it, an actor or a region by a name,
and dates. What is left over is said. Where no kind is named, or neither with whom nor when, or words are left over and no date is
asked, there is no question, only a search.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final, NamedTuple

from legation.publication.search.asked_dates import Dates, dates_in
from legation.publication.search.guideline_asked import GuidelineAsked, GuidelineWords
from legation.publication.search.words import (
    MOST_LETTERS,
    SMALL,
    as_written,
    in_one,
    initials_in,
    plain,
    stem,
    stems_of,
    words_of,
)
from legation.record.record import Record
from legation.terms.days import iso
from legation.terms.regions import regions
from legation.terms.text import Text
from legation.terms.vocabulary import Word

PAGES: Final = (
    "standings", "treaties", "search", "home", "duties", "norms", "docket", "map", "network", "compare", "guidelines",
    "guideline", "pending",
)  # fmt: skip
HEAD_OF_MISSION: Final = "head_of_mission"
_LONGEST: Final = 9


class Meant(NamedTuple):
    """What some words mean, and which: ``standing``, ``instrument``, ``act``, ``shelf``, ``actor``, ``region``, ``page``.

    Or they are of questions alone: ``when`` (a date is asked for), ``knowing`` (what was known is asked for), ``staying``
    (whether one is still with another), ``being`` (whether one is in a body), ``representing`` (who represented one), ``now``,
    ``nothing``.
    """

    sort: str
    id: str


@dataclass(frozen=True)
class Understood:
    """A question as it was understood.

    Args:
        page: which of :data:`PAGES` answers it; asks: what that is asked, by name, dates in EDTF.
        kind, who: what was asked for and with whom, as they are called; dates: when.
        left: the words that were not understood; guideline: what is asked of a guideline, where one is.
    """

    page: str
    asks: Mapping[str, str]
    kind: Text | None
    who: Text | None
    dates: Dates
    left: tuple[str, ...]
    guideline: GuidelineAsked | None = None


class Grammar:
    """The words that questions about one record are made of."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._stems: dict[tuple[str, tuple[str, ...]], Meant] = {}
        self._names: dict[tuple[str, ...], Meant] = {}
        words, more = record.vocabulary, _more_words()
        lists: dict[str, Mapping[str, Word]] = {
            "standing": words.standings, "instrument": words.instruments, "act": words.acts,
        }  # fmt: skip
        for sort, every in lists.items():
            for one in every.values():
                self._means(Meant(sort, one.id), (one.label,))
            for name, said in more.get(sort, {}).items():
                if name in every:
                    self._means(Meant(sort, name), (Text(word, word) for word in said))
        for name, said in more["shelf"].items():
            self._means(Meant("shelf", name), (Text(word, word) for word in said))
        for page, said in more["page"].items():
            self._means(Meant("page", page), (Text(word, word) for word in said))
        self._means(Meant("staying", ""), (Text(word, word) for word in more["staying"]["words"]))
        self._means(Meant("representing", ""), (Text(word, word) for word in more["representing"]["words"]))
        self._stays: Mapping[str, str] = more["stays"]
        self._abroad: Mapping[str, str] = more["abroad"]
        self._having = {tuple(words_of(word)) for word in more["having"]["words"]}
        self._being = {one for word in more["being"]["words"] for one in words_of(word)}
        self._now = {one for word in more["now"]["words"] for one in words_of(word)}
        self._around = _all_stems(more["around"]["words"])
        self._asking = {one for word in more["asking"]["words"] for one in words_of(word)}
        self._when = {one for word in more["when"]["words"] for one in words_of(word)}
        self._knowing = _all_stems(more["knowing"]["words"])
        self._guidelines = GuidelineWords(record, more["guideline"])
        for region in regions().values():
            self._called(Meant("region", region.id), (region.label.en, region.label.es, *region.names))
        for actor in record.actors.values():
            self._called(Meant("actor", actor.id), (actor.id, actor.name.en, actor.name.es, *actor.aliases, *_codes(actor.codes)))

    def _means(self, meant: Meant, labels: Iterable[Text]) -> None:
        for label in labels:
            for language in ("en", "es"):
                key = tuple(stem(word, language) for word in _telling(label[language]))
                if key:
                    self._stems.setdefault((language, key), meant)

    def _called(self, meant: Meant, names: Iterable[str]) -> None:
        for name in names:
            for key in (tuple(_telling(name)), (in_one(name),)):
                if any(key):
                    self._names[key] = meant

    def understood(self, text: str) -> Understood | None:
        """A question as it was understood; None where it is none."""
        text = text[:MOST_LETTERS]
        if self._guidelines.names_one(text):
            return self._of_guideline(text) or self._of_anything_else(text)
        found = self._of_anything_else(text)
        if found is None and self._guidelines.asks_what_was_achieved(text):
            found = self._of_guideline(text)
            return found if found is not None and found.guideline is not None and found.guideline.whole else None
        return found

    def of_guideline(self, guideline: str, text: str) -> GuidelineAsked:
        """What the words of a question name of a guideline that answers to them."""
        return self._guidelines.of(guideline, dates_in(text[:MOST_LETTERS])[1], self._passed_over)

    def guideline_near(self, text: str) -> tuple[GuidelineAsked, Text] | None:
        """The guideline, or the objective of one, that several words name wholly, and what it is called; None where none is."""
        rest = dates_in(text[:MOST_LETTERS])[1]
        named = self._guidelines.named(rest, self._passed_over) if len(_telling(rest)) > 1 else None
        return (named, self._guidelines.label(named)) if named is not None and named.whole else None

    def _of_guideline(self, text: str) -> Understood | None:
        dates, rest = dates_in(text)
        named = self._guidelines.named(rest, self._passed_over)
        if named is None:
            return None
        asks = {"id": named.id, "objective": named.objective, **_of_page("", dates)}
        label = self._guidelines.label(named)
        return Understood("guideline", {key: said for key, said in asks.items() if said}, label, None, dates, named.left, named)

    @cached_property
    def _passed_over(self) -> frozenset[str]:
        """The stems of words that say nothing of a guideline: what is only written around, and the actor whose record it is."""
        own = self.record.actors.get(self.record.about)
        names = () if own is None else (own.name.en, own.name.es)
        return frozenset(self._around) | _all_stems(names) | _all_stems(self._now)

    def _of_anything_else(self, text: str) -> Understood | None:
        dates, rest = dates_in(text[:MOST_LETTERS])
        words = _telling(rest, initials_in(text[:MOST_LETTERS]))
        meanings: list[Meant] = []
        left: list[str] = []
        at = 0
        while at < len(words):
            meant, size = self._longest(words[at : at + _LONGEST])
            if meant is None:
                left.append(words[at])
            else:
                meanings.append(meant)
            at += size
        if not left and self._being.intersection(words_of(text[:MOST_LETTERS])[:1]):
            meanings.append(Meant("being", ""))
        every = words_of(text[:MOST_LETTERS])
        if any(tuple(every[at : at + len(one)]) == one for one in self._having for at in range(len(every))):
            meanings.append(Meant("having", ""))
        return self._composed(meanings, dates, tuple(left))

    def _longest(self, words: list[str]) -> tuple[Meant | None, int]:
        """What the first of some words mean, as many of them as can be taken together, and how many those are.

        Words that are only written around may stand between others that mean something together: *agreements were in force*.
        """
        for size in range(len(words), 0, -1):
            taken = words[:size]
            told = [taken[0], *(one for one in taken[1:-1] if not self._is_around(one)), *taken[1:][-1:]]
            for key in (*_keys(taken), *(_keys(told) if len(told) < size else ())):
                if (meant := self._stems.get(key)) is not None:
                    return meant, size
            if (meant := self._names.get(tuple(taken))) is not None:
                return meant, size
        if words[0] in self._when:
            return Meant("when", ""), 1
        if any(one in self._knowing for one in stems_of(words[0])):
            return Meant("knowing", ""), 1
        if words[0] in self._now:
            return Meant("now", ""), 1
        return (Meant("nothing", ""), 1) if self._is_around(words[0]) else (None, 1)

    def _is_around(self, word: str) -> bool:
        return any(one in self._around for one in stems_of(word))

    def looked_for(self, text: str) -> str:
        """The words of a text that are worth looking for: those of a question without what is only written around them."""
        written = as_written(text[:MOST_LETTERS])
        words = [plain(one) for one in written]
        staying = self._places_of(("staying",), words)
        if not staying.intersection((0, 1)) and not any(one in self._asking or one in self._when for one in words[:2]):
            return text
        if any(one in self._when for one in words):
            staying = set()  # when somebody left is told by what was done
        dropped = self._when | self._now
        kept = [
            written[at] for at, one in enumerate(words) if at not in staying and one not in dropped and not self._is_around(one)
        ]
        return " ".join(kept) if any(plain(one) not in SMALL["en"] | SMALL["es"] for one in kept) else text

    def aside(self, text: str) -> frozenset[str]:
        """The stems of words that are no reason to leave out what does not have them: for a standing with an actor that is named.

        The page that answers tells that standing; beside it the actor is looked for, not what else is called as the kind is.
        """
        words = words_of(text[:MOST_LETTERS])
        told: set[str] = set()
        understood = self.understood(text)
        if understood is not None and any(one in self._when for one in words):  # when it came into force is told by its dates
            told = {words[at] for at in self._places_of(("shelf",), words)}
        elif understood is not None and understood.page == "standings" and self._names_another(understood):
            rest = words_of(dates_in(text[:MOST_LETTERS])[1])
            told = {words[at] for at in self._places_of(("standing", "staying", "now"), words)} | (set(words) - set(rest))
        return frozenset(one for word in told for one in stems_of(word))

    def _names_another(self, understood: Understood) -> bool:
        return understood.asks.get("actor", self.record.about) != self.record.about

    def _places_of(self, sorts: tuple[str, ...], words: list[str]) -> set[int]:
        """The places of some words that mean something of one of some sorts."""
        found: set[int] = set()
        at = 0
        while at < len(words):
            meant, size = self._longest(words[at : at + _LONGEST])
            if meant is not None and meant.sort in sorts:
                found.update(range(at, at + size))
            at += size
        return found

    def _stays_as(self, who: Meant) -> str:
        """The kind of standing by which one is still with an actor, or in it; empty for one of its kind that has none."""
        return "" if who.sort != "actor" or who.id == self.record.about else self._stays.get(self.record.actors[who.id].kind, "")

    def _is_another_state(self, who: Meant) -> bool:
        """Whether an actor is a State, and not the one that the record is about."""
        return (
            who.sort == "actor" and who.id != self.record.about and self.record.actors[who.id].kind in ("state", "former_state")
        )

    def _composed(self, meanings: list[Meant], dates: Dates, left: tuple[str, ...]) -> Understood | None:
        record = self.record
        named = [one for one in meanings if one.sort in ("actor", "region")]
        others = [one for one in named if one.id != record.about] or named
        who = others[0] if others else None
        kinds = {
            sort: next((one.id for one in meanings if one.sort == sort), "")
            for sort in ("standing", "instrument", "act", "shelf")
        }
        if who is not None and kinds["standing"] in self._abroad and self._is_another_state(who):
            kinds["standing"] = self._abroad[kinds["standing"]]
        is_dated = any((dates.on, dates.first, dates.last))
        asked = {one.sort for one in meanings}
        if "knowing" in asked and (dates.on or dates.known) and not left and not any((who, *kinds.values())):
            day = dates.known or dates.on
            assert day is not None
            return Understood("home", {"on": day.text, "known": day.text}, None, None, dates, ())
        if "page" in asked and not left and not any((who, *kinds.values())):
            name, _, status = next(one.id for one in meanings if one.sort == "page").partition(":")
            return Understood(name, _compared(dates) if name == "compare" else _of_page(status, dates), None, None, dates, ())
        if "when" in asked:  # what answers has dates: acts, and instruments by theirs, not what stood on a date
            kinds |= {"standing": "", "shelf": ""}
        elif (
            who is not None
            and not any(kinds.values())
            and ("staying" in asked or ("being" in asked and len(named) > len(others)))
        ):
            kinds["standing"] = self._stays_as(who)
        if "representing" in asked and who is not None and not any(kinds.values()) and self._is_another_state(who):
            kinds["standing"] = HEAD_OF_MISSION
        if not any((kinds["standing"], kinds["instrument"], kinds["act"])) or not (who or is_dated or "now" in asked):
            return None
        if left and not is_dated:
            return None  # words that are not understood are better looked for
        if kinds["instrument"] and not any((kinds["standing"], kinds["act"], kinds["shelf"])) and dates.on and "having" in asked:
            kinds["shelf"] = "in_force"
        asks: dict[str, str] = {}
        words = record.vocabulary
        if kinds["standing"]:
            page, label = "standings", words.standings[kinds["standing"]].label
            asks["kind"] = kinds["standing"]
        elif kinds["instrument"] and kinds["shelf"]:
            page, label = "treaties", words.instruments[kinds["instrument"]].label
            asks |= {"kind": kinds["instrument"], "shelf": kinds["shelf"]}
        elif kinds["instrument"]:
            page, label = "search", words.instruments[kinds["instrument"]].label
            asks |= {"what": "instrument", "kind": kinds["instrument"]}
        else:
            page, label = "search", words.acts[kinds["act"]].label
            asks |= {"what": "act", "kind": kinds["act"]}
        if who is not None:
            asks["actor"] = who.id
        if page == "search":
            first, last = dates.first or dates.on, dates.last or dates.on
            asks |= {"from": iso(first.first) if first else "", "to": iso(last.last) if last else ""}
        else:
            asks["on"] = _on(dates)
        asks["known"] = dates.known.text if dates.known else ""
        ignored = tuple(one.id for one in others[1:] if who is not None and one.id != who.id)
        called = None if who is None else self._name(who)
        return Understood(page, {name: said for name, said in asks.items() if said}, label, called, dates, (*left, *ignored))

    def _name(self, who: Meant) -> Text:
        return self.record.actors[who.id].name if who.sort == "actor" else regions()[who.id].label


def in_force_then(asked: Understood) -> Understood | None:
    """The same asked of what was in force, where treaties with somebody are asked that are of one date; None where none are."""
    if asked.page != "search" or asked.asks.get("what") != "instrument" or asked.dates.on is None or "actor" not in asked.asks:
        return None
    kept = {name: said for name, said in asked.asks.items() if name in ("kind", "actor", "known")}
    return replace(asked, page="treaties", asks={**kept, "shelf": "in_force", "on": asked.dates.on.text})


def _all_stems(words: Iterable[str]) -> set[str]:
    return {stem_ for word in words for one in words_of(word) for stem_ in stems_of(one)}


def states_of(record: Record, who: str) -> tuple[str, ...]:
    """The actors that are meant by one: itself, and of a region also the States that the United Nations count to it.

    Args:
        who: id of an actor, which may be called as a region is, or of a region.
    """
    region = regions().get(who)
    if who in record.actors:
        called = {tuple(_telling(name)) for name in (record.actors[who].name.en, record.actors[who].name.es)}
        found = (one for one in regions().values() if called & {tuple(_telling(name)) for name in (one.label.en, one.label.es)})
        region = next(found, None) if record.actors[who].kind == "region" else None
    if region is None:
        return (who,)
    own = [who] if who in record.actors else []
    return (*own, *(one.id for one in record.actors.values() if one.id != who and region.states & set(_codes(one.codes))))


def _on(dates: Dates) -> str:
    """The day or period on which something stood: of a span without an end its first day, without a beginning its last."""
    if dates.on is not None:
        return dates.on.text
    if dates.first is not None and dates.last is not None:
        return f"{dates.first.text}/{dates.last.text}"
    one = dates.last or dates.first
    return one.text if one else ""


def _of_page(status: str, dates: Dates) -> dict[str, str]:
    """What a page is asked: its date, as known when, and what of it is meant."""
    asks = {"status": status, "on": _on(dates), "known": dates.known.text if dates.known else ""}
    return {name: said for name, said in asks.items() if said}


def _compared(dates: Dates) -> dict[str, str]:
    """What a comparison is asked: both its dates, where there are two."""
    if dates.first is None or dates.last is None:
        return _of_page("", dates)
    return {"from": dates.first.text, "on": dates.last.text}


def _telling(text: str, initials: frozenset[str] = frozenset()) -> list[str]:
    small = (SMALL["en"] | SMALL["es"]) - initials
    words = words_of(text)
    return [word for word in words if word not in small] or words


def _keys(words: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stems of some words, as words of either language."""
    for language in ("en", "es"):
        yield language, tuple(stem(word, language) for word in words)


def _codes(codes: Iterable[tuple[str, str]]) -> Iterator[str]:
    for scheme, dated in codes:
        if scheme == "iso3166":
            yield from (code.partition("@")[0].strip() for code in dated.split(";"))


@cache
def _more_words() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "questions.toml").read_text(encoding="utf-8"))
