"""What can be found in a record: its acts as known from day to day, and what they speak of, each with its words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import groupby, pairwise
from typing import Final

from legation.evaluation.book import read_evaluation
from legation.evaluation.norms.reading import norms_of
from legation.publication.search.words import in_one
from legation.record.actors import Actor
from legation.record.acts import FOREVER, Act, Days, acts_of
from legation.record.record import Record
from legation.terms.messages import say
from legation.terms.text import Text
from legation.terms.vocabulary import ROLES, Word

SORTS: Final = (
    "actor", "instrument", "guideline", "field", "kind", "place", "indicator", "norm", "act_kind", "source", "act",
)  # fmt: skip
"""What sorts of thing there are, in the order in which those that answer equally well are listed."""
PUBLIC: Final = "public"


@dataclass(frozen=True)
class Thing:
    """One thing that can be found.

    Args:
        sort: one of :data:`SORTS`; id: which it is; kind: of which kind within its sort; field: of which field, empty for none.
        title: what it is called; names: what else, in any language; text: what is said of it.
        known_from, known_to: the days at whose end it is told so, the last excluded.
        lo, hi: the first and last day on which it may have happened, of an instrument those of the
            dated act that was over first; None without a date.
        actors: those who have part in it; instruments: those that it is about.
        sources: of instruments, how many tell of it; others: of acts, what other sources call it, in ``text`` too.
    """

    sort: str
    id: str
    title: Text
    kind: str = ""
    field: str = ""
    names: tuple[str, ...] = ()
    text: tuple[Text, ...] = ()
    known_from: int = -FOREVER
    known_to: int = FOREVER
    lo: int | None = None
    hi: int | None = None
    actors: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    sources: int = 1
    others: tuple[Text, ...] = ()


def things_of(record: Record, acts_known: Mapping[str, Act] | None = None, level: str = PUBLIC) -> Iterator[Thing]:
    """Everything that can be found in a record at a level, sort after sort, each in order of id and knowledge.

    Args:
        acts_known: its acts with all of it known, where they are at hand.
        level: the most restricted whose claims can be found.
    """
    levels = list(record.vocabulary.levels)
    readable = frozenset(levels[: levels.index(level) + 1])
    acts = list(_acts(record, acts_known, level, readable))
    yield from _actors(record)
    yield from _instruments(record, acts)
    yield from _of_evaluation(record)
    yield from _words(record, readable)
    yield from _sources(record)
    yield from acts


def _actors(record: Record) -> Iterator[Thing]:
    for one in record.actors.values():
        names = (*one.aliases, *filter(None, map(in_one, one.aliases)), *_codes(one), *demonyms_of(one))
        yield Thing("actor", one.id, one.name, one.kind, names=names, text=(one.note,), actors=(one.id,))


def _codes(actor: Actor) -> Iterator[str]:
    for scheme, dated in actor.codes:
        if scheme == "iso3166":
            yield from (code.partition("@")[0].strip() for code in dated.split(";"))


def demonyms_of(actor: Actor) -> tuple[str, ...]:
    """What belongs to a State, as people write it: ``peruano``, ``Peruvian``."""
    return tuple(dict.fromkeys(word for code in _codes(actor) for word in _demonyms().get(code, ())))


@cache
def _demonyms() -> dict[str, list[str]]:
    return tomllib.loads((resources.files(__package__) / "demonyms.toml").read_text(encoding="utf-8"))


def _instruments(record: Record, acts: Iterable[Thing]) -> Iterator[Thing]:
    first: dict[str, tuple[int, int]] = {}
    fields: dict[str, str] = {}
    of: dict[str, dict[str, None]] = {}
    acts = list(acts)
    told = _told_of_instruments(acts)
    last_of_each = {one.id: one for one in acts}
    for act in last_of_each.values():
        for instrument in (name for name in act.instruments if name in record.instruments):
            of.setdefault(instrument, {}).update(dict.fromkeys(act.actors))
            fields.setdefault(instrument, act.field)
            if act.lo is not None and act.hi is not None:
                first[instrument] = min(first.get(instrument, (act.hi, act.lo)), (act.hi, act.lo))
    for one in record.instruments.values():
        hi, lo = first.get(one.id, (None, None))
        label = record.vocabulary.instruments.get(one.kind)
        thing = Thing(
            "instrument", one.id, one.title, one.kind, fields.get(one.id, ""),
            text=((label.label,) if label else ()) + _names(record, one.parties) + _aliases(record, one.parties) + (one.note,),
            lo=lo, hi=hi, actors=tuple(dict.fromkeys((*one.parties, *of.get(one.id, ())))), sources=max(len(one.sources), 1),
        )  # fmt: skip
        for known_from, known_to, titles in _from_day_to_day(told.get(one.id, ())):
            yield replace(thing, text=(*thing.text, *titles), known_from=known_from, known_to=known_to)


def _told_of_instruments(acts: Iterable[Thing]) -> dict[str, list[Thing]]:
    """By instrument the acts, as told from day to day, that are about it alone: by their titles it is found too."""
    found: dict[str, list[Thing]] = {}
    for act in acts:
        if len(act.instruments) == 1:
            found.setdefault(act.instruments[0], []).append(act)
    return found


def _from_day_to_day(told: Iterable[Thing]) -> Iterator[tuple[int, int, tuple[Text, ...]]]:
    """From which day until which other one there were which titles, all days through."""
    acts = list(told)
    days = sorted({-FOREVER, FOREVER, *(day for act in acts for day in (act.known_from, act.known_to))})
    spans = [
        (
            first,
            last,
            tuple(
                dict.fromkeys(one for act in acts if act.known_from <= first < act.known_to for one in (act.title, *act.others))
            ),
        )
        for first, last in pairwise(days)
    ]
    for titles, alike in groupby(spans, key=lambda one: one[2]):
        every = list(alike)
        yield every[0][0], every[-1][1], titles


def _of_evaluation(record: Record) -> Iterator[Thing]:
    book = read_evaluation(record)
    for one in book.guidelines.values():
        measured = (sheet.name for sheet in book.indicators.values() if one.id in sheet.guideline)
        called = Text(say("search.sort_guideline", "en"), say("search.sort_guideline", "es"))
        yield Thing(
            "guideline", one.id, one.label, field=one.field, text=(called, one.definition, *one.objectives.values(), *measured)
        )
    for sheet in book.indicators.values():
        fields = [book.guidelines[name].field for name in sheet.guideline if name in book.guidelines]
        yield Thing("indicator", sheet.id, sheet.name, field=fields[0] if fields else "", text=(sheet.definition,))
    for norm in norms_of(record)[0].values():
        yield Thing("norm", norm.id, norm.label, norm.kind, text=(norm.definition,))


def _words(record: Record, readable: frozenset[str]) -> Iterator[Thing]:
    words = record.vocabulary
    used = {claim.kind for claim in record.claims}
    for field_ in words.fields.values():
        yield Thing("field", field_.id, field_.label, field=field_.id, text=(field_.definition,))
    for kind in words.standings.values():
        yield Thing("kind", kind.id, kind.label, field=kind.field, text=(kind.definition,))
    for place in sorted({claim.place for claim in record.claims if claim.place and claim.level in readable}):
        yield Thing("place", place, words.places[place].label if place in words.places else Text(place, place))
    for act in words.acts.values():
        if act.id in used:
            yield Thing("act_kind", act.id, act.label, field=act.field, text=(act.definition,))


def _sources(record: Record) -> Iterator[Thing]:
    for one in record.sources.values():
        yield Thing(
            "source", one.id, one.called, names=(one.title, "; ".join(one.authors)), text=(one.note,), known_from=one.known
        )


def _acts(record: Record, acts_known: Mapping[str, Act] | None, level: str, readable: frozenset[str]) -> Iterator[Thing]:
    """Every act as told from each day on which something more of it was known; days between which nothing changes are one."""
    turning: dict[str, set[int]] = {}
    for claim in (one for one in record.claims if one.level in readable):
        turning.setdefault(claim.act, set()).add(record.sources[claim.source].known)
    on_days: dict[int, set[str]] = {}
    for act, known in turning.items():
        for day in known if len(known) > 1 else ():
            on_days.setdefault(day, set()).add(act)
    several = {act for acts in on_days.values() for act in acts}
    told = acts_of(record, FOREVER, level) if acts_known is None else acts_known
    found = {
        act: [_act(record, told[act], min(known), FOREVER)]
        for act, known in turning.items()
        if act in told and act not in several
    }
    for day, acts in sorted(on_days.items()):
        told = acts_of(_only(record, acts), day, level)
        for name in sorted(acts):
            before = found.setdefault(name, [])
            if before and before[-1].known_to == FOREVER:
                before[-1] = replace(before[-1], known_to=day)
            if name in told:
                before.append(_act(record, told[name], day, FOREVER))
    for name in sorted(found):
        yield from found[name]


def _only(record: Record, acts: Iterable[str]) -> Record:
    wanted = frozenset(acts)
    return record.with_claims(tuple(claim for claim in record.claims if claim.act in wanted))


def _act(record: Record, act: Act, known_from: int, known_to: int) -> Thing:
    words = record.vocabulary
    kinds = [words.acts[kind] for kind in dict.fromkeys(one.kind for one in act.variants) if kind in words.acts]
    roles: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for variant in act.variants:
        for role in ROLES:
            roles[role].update(dict.fromkeys(variant.role(role)))
    title = Text(*(next((c.title[language] for c in act.used if c.title[language]), act.id) for language in ("en", "es")))
    others = tuple(dict.fromkeys(claim.title for claim in act.used if claim.title != title))
    actors = tuple(name for role in ("subject", "object") for name in roles[role])
    named = (*_names(record, (*actors, *roles["instrument"])), *(Text(one, one) for one in roles["person"]))
    parties = (record.actors[name] for name in actors if name in record.actors)
    belonging = (Text(word, word) for one in parties for word in demonyms_of(one))
    called = (*_aliases(record, dict.fromkeys(actors)), *belonging)
    labels = [*_labels(words.places, roles["place"]), *_labels(words.offices, roles["office"])]
    return Thing(
        "act", act.id, title, act.kind, kinds[0].field if kinds else "",
        text=(*(kind.label for kind in kinds), *named, *called, *labels, *others, *(claim.note for claim in act.used)),
        known_from=known_from, known_to=known_to, lo=None if act.undated else act.begin.lo, hi=_last(act), actors=actors,
        instruments=tuple(roles["instrument"]), others=others,
    )  # fmt: skip


def _last(act: Act) -> int | None:
    if act.undated:
        return None
    ends: Days = act.last or act.begin
    return FOREVER if act.endless else ends.hi


def _names(record: Record, names: Iterable[str]) -> tuple[Text, ...]:
    found = []
    for name in names:
        if name in record.actors:
            found.append(record.actors[name].name)
        elif name in record.instruments:
            found.append(record.instruments[name].title)
    return tuple(found)


def _aliases(record: Record, names: Iterable[str]) -> tuple[Text, ...]:
    """What else actors are called, apart from the one whose record it is."""
    every = (record.actors[name].aliases for name in names if name in record.actors and name != record.about)
    return tuple(Text(name, name) for aliases in every for alias in aliases for name in (alias, in_one(alias)) if name)


def _labels(words: Mapping[str, Word], names: Iterable[str]) -> Iterator[Text]:
    return (words[name].label if name in words else Text(name, name) for name in names)
