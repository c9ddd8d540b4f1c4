"""What was expected, and what the record knows of it since: it happened, it was given up, or that is not known.

An expectation is an act of kind ``expected`` (a source expects that a standing will begin), or an entry of ``expectations.toml``
for what a source tells in another way: talks under way, whose fruit would be a standing. Nothing is inferred from silence: a
record that names only some things never says that one did not happen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from legation.evaluation.formula.values import Ref
from legation.evaluation.sheet import Entry, entries_of
from legation.record.acts import FOREVER, Act, Days, Variant
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.history import Key, keys_of
from legation.standings.known_logged import KnownLogged
from legation.terms.problems import Problem, in_order, nearest
from legation.terms.slug import slug
from legation.terms.vocabulary import ROLES, Text

FILE: Final = "expectations.toml"
KEYS: Final = ("acts", "standing", "label")
EXPECTED, GIVEN_UP = "expected", "no_longer_expected"
Basis = Literal["expected", "under_way"]
Became = Literal["happened", "given_up", "not_known"]
BECAME: Final[tuple[Became, ...]] = ("happened", "given_up", "not_known")
_BEGIN: Final = frozenset({"open", "term"})
_NOT_DEEDS: Final = frozenset({"attestation", "expected", "opinion", "difference", "gap", "retraction", "adjudication"})
_Dated = list[tuple[Days, str]]
"""Days, each with the act that gives them."""


@dataclass(frozen=True)
class UnderWay:
    """An entry of ``expectations.toml``: the acts that tell of something under way, and the standing that would come of it."""

    id: str
    acts: tuple[str, ...]
    standing: Key
    label: Text


@dataclass(frozen=True)
class Expectation:
    """Something expected, as far as its sources are known.

    Args:
        id: that of the act or the entry; label: what is expected, as the record words it.
        basis: whether a source says that it expects it, or only tells of talks or work under way.
        standing: what would have begun.
        acts: the acts that state it.
        stated: days on which the first source that states it may have come out.
        due: the time by which it was expected, where a source gives one.
    """

    id: str
    label: Text
    basis: Basis
    standing: Key
    acts: tuple[str, ...]
    stated: Days
    due: Days | None


@dataclass(frozen=True)
class Outcome:
    """What became of an expectation by a day.

    Args:
        date: bounds of the beginning, or of the giving up; ``±FOREVER`` where nothing bounds it, None where neither is known.
        waited: least and most days from the statement to that date; None where there is none.
        since: acts done since the statement that bear on the same thing, in order of time.
        because: why, as a code of ``terms/messages/expectations.toml``.
        rests_on: the claims behind it.
    """

    expectation: Expectation
    became: Became
    date: Days | None
    waited: Days | None
    since: tuple[str, ...]
    because: str
    rests_on: tuple[Ref, ...]


def read_expectations(record: Record) -> tuple[tuple[UnderWay, ...], list[Problem]]:
    """The entries of ``expectations.toml``, those too wrong left out; and every problem."""
    problems: list[Problem] = []
    acts = {claim.act for claim in record.claims}
    found = [_under_way(entry, record, acts) for entry in entries_of(record, FILE, problems)]
    return tuple(one for one in found if one is not None), in_order(problems)


def expectation_problems(record: Record) -> list[Problem]:
    """What is wrong with ``expectations.toml``."""
    return read_expectations(record)[1]


def _under_way(entry: Entry, record: Record, there: Collection[str]) -> UnderWay | None:
    entry.keys(KEYS)
    label, given = entry.text("label"), entry.strings("acts")
    if not given:
        entry.report("acts", "indicators.missing", id=entry.id, key="acts")
    acts = tuple(one for one in given if one in there)
    for one in given:
        if one not in there:
            entry.report("acts", "expectations.unknown_act", value=one, nearest=nearest(one, there) or "—")
    key = _key(entry, record)
    return UnderWay(entry.id, acts, key, label) if acts and key is not None else None


def _key(entry: Entry, record: Record) -> Key | None:
    """The standing that an entry names: its kind and what identifies it, ``membership:chile:pacific-alliance``."""
    text = entry.string("standing", needed=True)
    if not text:
        return None
    name, *roles = text.split(":")
    kind = record.vocabulary.standings.get(name)
    if kind is None:
        near = nearest(name, record.vocabulary.standings) or "—"
        entry.report("standing", "expectations.unknown_standing", value=name, nearest=near)
        return None
    if len(roles) != len(kind.key):
        entry.report("standing", "expectations.roles", value=text, shape=":".join((name, *kind.key)))
        return None
    known = {"subject": record.actors, "object": record.actors, "instrument": record.instruments}
    wrong = [one for role, one in zip(kind.key, roles, strict=True) if role in known and one not in known[role]]
    for one in wrong:
        near = nearest(one, [*record.actors, *record.instruments]) or "—"
        entry.report("standing", "indicators.unknown_member", value=one, nearest=near)
    roles = sorted(roles, key=lambda one: (one != record.about, one)) if kind.mutual else roles
    return None if wrong else Key(name, tuple(slug(one) for one in roles))


def expectations(known: KnownRecord, entries: Iterable[UnderWay] = ()) -> list[Expectation]:
    """What was expected as far as is known, in order of when it was stated."""
    found = [*_from_acts(known), *_from_entries(known, entries)]
    return sorted(found, key=lambda one: (one.stated.lo, one.stated.hi, one.id, one.standing.id))


def outcomes(known: KnownRecord, on: int, entries: Iterable[UnderWay] = ()) -> list[Outcome]:
    """What became, by the end of day ``on``, of everything that may have been expected by then."""
    stated = expectations(known.own if isinstance(known, KnownLogged) else known, entries)
    expected = [one for one in stated if one.stated.lo <= on]
    if isinstance(known, KnownLogged):
        known = _bearing_on(known, expected)
    return [outcome(known, one, on) for one in expected]


def _bearing_on(known: KnownLogged, expected: Sequence[Expectation]) -> KnownRecord:
    """A record with those acts of its log that bear on what was expected, or name who is concerned: no row of a log expects."""
    asked: dict[tuple[tuple[str, ...], str | None], None] = {}
    for one in expected:
        wanted = dict(zip(known.record.vocabulary.standings[one.standing.kind].key, one.standing.roles, strict=True))
        text = wanted.get("instrument")
        asked[(tuple(sorted(wanted.values())), None) if text is None else ((text,), "instrument")] = None
    rows = [known.behind(one.standing for one in expected), *(known.naming(names, role) for names, role in asked)]
    return known.with_rows(np.unique(np.concatenate(rows)))


def outcome(known: KnownRecord, expectation: Expectation, on: int) -> Outcome:
    """What became of one expectation by the end of day ``on``."""
    begun, attested, ended = _effects(known, expectation, on)
    since = _since(known, expectation, on)
    became, date, because, acts = _became(known, expectation, on, begun, attested, ended)
    if because == "silent" and since:
        because = "steps"
    waited = None if date is None else _between(expectation.stated, date)
    claims = {claim.id for act in (*expectation.acts, *acts, *since) for claim in known.acts[act].used}
    refs: tuple[Ref, ...] = tuple(("claim", claim) for claim in sorted(claims))
    return Outcome(expectation, became, date, waited, since, because, refs)


def _became(
    known: KnownRecord, expectation: Expectation, on: int, begun: _Dated, attested: _Dated, ended: _Dated
) -> tuple[Became, Days | None, str, list[str]]:
    """The outcome, its date, why, and the acts behind it."""
    stated = expectation.stated
    sure = [one for one in begun if one[0].hi <= on]
    if sure:
        date = _first(sure)
        because = "before_stated" if date.hi < stated.lo else "begun"
        return "happened", date, because, [act for _, act in sure]
    seen = [one for one in attested if one[0].hi <= on]
    if seen:
        latest = min(days.hi for days, _ in seen)
        earliest = min([stated.lo, *(days.lo for days, _ in begun)])
        return "happened", Days(min(earliest, latest), latest), "attested", [act for _, act in seen]
    ways = [*ended, *_given_up(known, expectation, on)]
    dropped = [one for one in ways if one[0].hi <= on]
    if dropped:
        return "given_up", _first(dropped), "dropped", [act for _, act in dropped]
    maybe = [act for _, act in (*begun, *attested, *ways)]
    if maybe:
        return "not_known", None, "perhaps", maybe
    if expectation.due is not None and expectation.due.hi < on:
        return "not_known", None, "overdue", []
    return "not_known", None, "silent", []


def _effects(known: KnownRecord, expectation: Expectation, on: int) -> tuple[_Dated, _Dated, _Dated]:
    """Beginnings, attestations and endings of the standing that may lie between the statement and the day, each with its act.

    A standing that ended before the statement is another one; one that goes on since before was there already.
    """
    history = known.histories.get(expectation.standing)
    if history is None:
        return [], [], []
    begun: _Dated = []
    attested: _Dated = []
    ended: _Dated = []
    for name, effect in history.effects:
        act = known.acts[name]
        days = act.begin if not act.undated or effect.does == "attest" else act.begin_fringe
        if days.lo > on:
            continue
        if effect.does in _BEGIN:
            begun.append((days, name))
        elif effect.does == "attest":
            attested.append((days, name))
        elif effect.does == "close":
            ended.append((Days(*(effect.after.add_to(one) if effect.after else one for one in (days.lo, days.hi))), name))
    over = max((days.hi for days, _ in ended if days.hi < expectation.stated.lo), default=-FOREVER)
    return (
        [one for one in begun if one[0].hi >= over],
        [one for one in attested if one[0].hi >= max(over, expectation.stated.lo)],
        [one for one in ended if one[0].hi >= expectation.stated.lo],
    )


def _given_up(known: KnownRecord, expectation: Expectation, on: int) -> Iterator[tuple[Days, str]]:
    for act in known.acts.values():
        if any(_keys(known.record, variant, GIVEN_UP) & {expectation.standing} for variant in act.variants):
            days = _stated([act], known.record) if act.undated else act.begin
            if expectation.stated.lo <= days.hi and days.lo <= on:
                yield days, act.id


def _keys(record: Record, variant: Variant, kind: str) -> set[Key]:
    """The standings that an act of a kind of evidence speaks of."""
    of = record.vocabulary.standings.get(variant.standing)
    return {key for key, _ in keys_of(record, of, variant)} if variant.kind == kind and of is not None else set()


def _from_acts(known: KnownRecord) -> Iterator[Expectation]:
    for act in known.acts.values():
        for key in sorted({key for variant in act.variants for key in _keys(known.record, variant, EXPECTED)}):
            due = None if act.undated else Days(act.begin.lo, act.begin.hi if act.last is None else act.last.hi)
            yield Expectation(act.id, act.used[0].title, "expected", key, (act.id,), _stated([act], known.record), due)


def _from_entries(known: KnownRecord, entries: Iterable[UnderWay]) -> Iterator[Expectation]:
    for entry in entries:
        acts = [known.acts[name] for name in entry.acts if name in known.acts]
        if acts:
            names = tuple(act.id for act in acts)
            yield Expectation(entry.id, entry.label, "under_way", entry.standing, names, _stated(acts, known.record), None)


def _stated(acts: Iterable[Act], record: Record) -> Days:
    """Days on which the first source of some acts may have come out."""
    sources = [record.sources[claim.source] for act in acts for claim in act.used]
    first = min(sources, key=lambda source: (source.known, source.issued_first, source.id))
    return Days(first.issued_first, first.known)


def _since(known: KnownRecord, expectation: Expectation, on: int) -> tuple[str, ...]:
    """Dated acts done surely or perhaps since the statement that name the same instrument, or all who are concerned."""
    kind = known.record.vocabulary.standings[expectation.standing.kind]
    wanted = dict(zip(kind.key, expectation.standing.roles, strict=True))
    found = [
        act
        for act in known.acts.values()
        if not act.undated
        and act.begin.hi >= expectation.stated.lo
        and act.begin.lo <= on
        and any(variant.kind not in _NOT_DEEDS and _bears(variant, wanted) for variant in act.variants)
    ]
    return tuple(act.id for act in sorted(found, key=lambda act: (act.begin.lo, act.begin.hi, act.id)))


def _bears(variant: Variant, wanted: Mapping[str, str]) -> bool:
    if "instrument" in wanted:
        return wanted["instrument"] in {slug(name) for name in variant.role("instrument")}
    named = {slug(name) for role in ROLES for name in variant.role(role)}
    return set(wanted.values()) <= named


def _first(dated: _Dated) -> Days:
    return min((days for days, _ in dated), key=lambda one: (one.lo, one.hi))


def _between(first: Days, second: Days) -> Days:
    least = second.lo - first.hi if second.lo > -FOREVER else -FOREVER
    return Days(least, second.hi - first.lo)
