"""What stood on a date, as known on another: the as-of question, asked of a record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from legation.record.acts import ATTESTATION, FOREVER, Act, Days, acts_of, slug
from legation.record.record import Record
from legation.standings.answers import ANSWERS, STANDS, Answer, Verdict, answer_on, turning_days, weakest
from legation.standings.history import History, Key, histories

LISTED_BY_DEFAULT: frozenset[Answer] = frozenset({"yes", "presumed", "possible", "unknown"})


@dataclass(frozen=True, slots=True)
class Spell:
    """Days through which one verdict holds: from ``first`` (included) to ``until`` (excluded)."""

    first: int
    until: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """One standing on the date asked about, with its reasons.

    Args:
        id: e.g. ``relations:peru:chile``.
        roles: what identifies it, by role, as written.
        begins, ends: bounds of the beginning in force on the date and of the end recorded after it; None where not recorded.
        acts: ids of the acts that bear on it.
    """

    id: str
    kind: str
    roles: Mapping[str, str]
    verdict: Verdict
    begins: Days | None
    ends: Days | None
    acts: tuple[str, ...]

    @property
    def answer(self) -> Answer:
        return self.verdict.answer


@dataclass(frozen=True, slots=True)
class Count:
    """How many standings of a kind held: those certain (yes or presumed) and those only possible.

    ``is_floor``: the record names only some, so the count is "at least".
    """

    kind: str
    certain: int
    possible: int
    is_floor: bool
    covered: bool


@dataclass(frozen=True, slots=True)
class AsOf:
    """The answer to an as-of question: the day or period asked about, the standings, and the counts with their coverage."""

    first: int
    last: int
    known: int
    standings: tuple[Standing, ...]
    counts: tuple[Count, ...]

    def of_kind(self, kind: str) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.standings if standing.kind == kind)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What is recorded of one standing, whatever the day asked about.

    Args:
        names: what identifies it, role by role, as written.
        openings, endings: days of every recorded beginning and end, the ends of its parties among them.
        acts: ids of the acts that bear on it, those of its predecessors too, in order of time.
    """

    names: tuple[str, ...]
    openings: tuple[Days, ...]
    endings: tuple[Days, ...]
    acts: tuple[str, ...]


class KnownRecord:
    """A record as known at the end of one day and readable at one level: its acts and the histories of its standings.

    Args:
        acts: its acts, where they are at hand.
    """

    def __init__(
        self, record: Record, known: int | None = None, level: str = "public", acts: Mapping[str, Act] | None = None
    ) -> None:
        self.record = record
        self.known = latest_knowledge(record) if known is None else known
        self.level = level
        self._given = acts

    @property
    def written(self) -> KnownRecord:
        """What the keepers of the record wrote, with those acts of a log beside it that bear on what its sources attest."""
        return self

    def apart(self, key: Key) -> KnownRecord:
        """The same with all that bears on one standing, act by act: of a log beside the record its acts alone."""
        return self

    @cached_property
    def unattested(self) -> KnownRecord:
        """The same without what sources only attest: what the acts alone amount to."""
        return KnownRecord(without_attestations(self.record), self.known, self.level)

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        return acts_of(self.record, self.known, self.level) if self._given is None else self._given

    @cached_property
    def histories(self) -> dict[Key, History]:
        return histories(self.record, self.acts)

    @property
    def keys(self) -> KeysView[Key]:
        """The standings that the acts bring about, in order."""
        return self.histories.keys()

    @cached_property
    def _spells(self) -> dict[Key, list[Spell]]:
        return {}

    def spells(self, key: Key) -> list[Spell]:
        """Every change of the answer for one standing, over all days."""
        if key not in self._spells:
            history, coverage = self.histories[key], self.record.coverage[key.kind]
            self._spells[key] = list(
                _spells([-FOREVER, *turning_days(history, coverage)], lambda day: answer_on(history, coverage, day))
            )
        return self._spells[key]

    def verdict(self, key: Key, first: int, last: int | None = None) -> Verdict:
        """The answer for one standing on a day, or throughout the days from ``first`` through ``last``."""
        if last in (None, first) and key not in self._spells:
            return answer_on(self.histories[key], self.record.coverage[key.kind], first)
        spells = self.spells(key)
        begin = bisect_right(spells, first, key=lambda spell: spell.first) - 1
        end = bisect_right(spells, first if last is None else last, key=lambda spell: spell.first)
        return weakest(spell.verdict for spell in spells[begin:end])

    def find(self, wanted: str) -> Key | None:
        """The key of a standing by its id; the parties of a mutual one may stand in either order."""
        kind_id, *roles = wanted.split(":")
        given = tuple(slug(role) for role in roles)
        kind = self.record.vocabulary.standings.get(kind_id)
        if kind is None:
            return None
        for candidate in (given, given[::-1]) if kind.mutual else (given,):
            if (key := Key(kind_id, candidate)) in self.keys:
                return key
        return None

    def asof(
        self, first: int, last: int | None = None, *, actor: str | None = None, kind: str | None = None, every: bool = False
    ) -> AsOf:
        """What stood on a day (or throughout a period), of one actor or one kind or all.

        Args:
            first, last: day numbers, both included; one day where ``last`` is None.
            every: list also the standings whose answer is *no*.
        """
        last = first if last is None else last
        chosen = [
            key for key in self.keys if (kind is None or key.kind == kind) and (actor is None or actor in self.bearing(key).names)
        ]
        standings = [self.standing(key, first, last) for key in chosen]
        kinds = [kind] if kind is not None else list(self.record.vocabulary.standings)
        counts = tuple(self.count_of(name, standings, first, last) for name in kinds)
        listed = tuple(one for one in standings if every or one.answer in LISTED_BY_DEFAULT)
        return AsOf(first, last, self.known, listed, counts)

    def standing(self, key: Key, first: int, last: int | None = None) -> Standing:
        """One standing on a day or throughout a period."""
        bearing, roles = self.bearing(key), self.record.vocabulary.standings[key.kind].key
        verdict = self.verdict(key, first, last)
        begins, ends = self.bounds(key, first) if verdict.answer != "no" else self.around(key, first)
        return Standing(key.id, key.kind, dict(zip(roles, bearing.names, strict=True)), verdict, begins, ends, bearing.acts)

    def acts_of_kinds(self, kinds: Sequence[str]) -> list[Act]:
        """The acts that are, or may be, of some kinds."""
        return list({act.id: act for kind in kinds for act in self._acts_by_kind.get(kind, ())}.values())

    @cached_property
    def _acts_by_kind(self) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for act in self.acts.values():
            for kind in dict.fromkeys(variant.kind for variant in act.variants):
                found.setdefault(kind, []).append(act)
        return found

    def keys_of(self, kind: str) -> list[Key]:
        """The standings of a kind."""
        return self._keys_by_kind.get(kind, [])

    @cached_property
    def _keys_by_kind(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        for key in self.keys:
            found.setdefault(key.kind, []).append(key)
        return found

    def names(self, key: Key) -> tuple[str, ...]:
        """What identifies a standing, role by role, as written."""
        return self.histories[key].names

    def acts_behind(self, key: Key) -> tuple[str, ...]:
        """Ids of the acts that bear on a standing, those of its predecessors too, in order of time."""
        return self.bearing(key).acts

    def bearing(self, key: Key) -> Bearing:
        """What is recorded of a standing."""
        if key not in self._bearings:
            history = self.histories[key]
            found = {act for act, _ in history.effects}
            for strand in history.strands:
                found |= {happening.act for happening in strand.happenings}
            acts = tuple(sorted(found, key=lambda act: (self.acts[act].begin.lo, self.acts[act].begin.hi, act)))
            self._bearings[key] = Bearing(history.names, *self._recorded(key), acts)
        return self._bearings[key]

    @cached_property
    def _bearings(self) -> dict[Key, Bearing]:
        return {}

    def bounds(self, key: Key, day: int) -> tuple[Days | None, Days | None]:
        """Bounds of the beginning that may be in force on ``day``, and of the first end recorded that may come after it."""
        openings, endings = self.bearing(key).openings, self.bearing(key).endings
        last_end = max((days.lo for days in endings if days.hi <= day), default=-FOREVER)
        begun = [days for days in openings if days.lo <= day and days.hi >= last_end]
        after = [days for days in endings if days.hi > day]
        first, following = (min(found, key=lambda days: (days.lo, days.hi), default=None) for found in (begun, after))
        return first, following

    def around(self, key: Key, day: int) -> tuple[Days | None, Days | None]:
        """Of a standing that does not hold on ``day``: bounds of its next recorded beginning, and of the end before.

        That is the first after its last beginning: what comes later, such as another in the same office, ends it no more.
        """
        openings, endings = self.bearing(key).openings, self.bearing(key).endings
        following = [days for days in openings if days.lo > day]
        before = [days for days in endings if days.hi <= day]
        begun = max((days.lo for days in openings if days.lo <= day), default=None)
        since = [] if begun is None else [days for days in before if days.lo >= begun]
        latest = max(before, key=lambda days: (days.hi, days.lo), default=None)
        return (
            min(following, key=lambda days: (days.lo, days.hi), default=None),
            min(since, key=lambda days: (days.hi, days.lo), default=latest),
        )

    def _recorded(self, key: Key) -> tuple[tuple[Days, ...], tuple[Days, ...]]:
        """Every recorded beginning and end of a standing, the ends of its parties among them."""
        history = self.histories[key]
        openings = [self.acts[act].begin for act, effect in history.effects if effect.does in ("open", "term")]
        endings = []
        for act, effect in history.effects:
            begin, final = self.acts[act].begin, self.acts[act].last
            if effect.does in ("close", "exclusive_slot"):
                endings.append(Days(*(effect.after.add_to(one) if effect.after else one for one in (begin.lo, begin.hi))))
            elif effect.does in ("open", "term") and final is not None:
                endings.append(Days(max(final.lo, begin.lo) + 1, final.hi + 1))
        for strand in history.strands:
            endings.extend(gate.day for gate in strand.gates if gate.why == "ends")
        return tuple(openings), tuple(endings)

    def count_of(self, kind: str, standings: Iterable[Standing], first: int, last: int) -> Count:
        """How many of some standings of a kind stood on a day or throughout a period."""
        coverage = self.record.coverage[kind]
        of_kind = [standing.answer for standing in standings if standing.kind == kind]
        return Count(
            kind=kind,
            certain=sum(answer in STANDS for answer in of_kind),
            possible=sum(answer == "possible" for answer in of_kind),
            is_floor=not (coverage.beginnings.exhaustive_on(first) and coverage.beginnings.exhaustive_on(last)),
            covered=coverage.covers(first) and coverage.covers(last),
        )

    def counts_over(self, kind: str, days: Iterable[int]) -> list[tuple[int, int, int] | None]:
        """For each day ``(day, certain, possible)``; None where the day is outside coverage (which is not zero)."""
        coverage = self.record.coverage[kind]
        certain, possible = (
            _Held.of(spell for key in self.keys_of(kind) for spell in self.spells(key) if spell.verdict.answer in answers)
            for answers in (STANDS, {"possible"})
        )
        return [(day, certain.on(day), possible.on(day)) if coverage.covers(day) else None for day in days]

    def acts_between(self, first: int, last: int) -> list[Act]:
        """Acts that happened or may have happened within the days, undated ones left out, in order of time."""
        found = [act for act in self.acts.values() if not act.undated and act.begin.lo <= last and act.begin.hi >= first]
        return sorted(found, key=lambda act: (act.begin.lo, act.begin.hi, act.id))


@dataclass(frozen=True, slots=True)
class _Held:
    """How many spells hold on a day: those begun by then without those that have ended, each in order."""

    begun: list[int]
    ended: list[int]

    @classmethod
    def of(cls, spells: Iterable[Spell]) -> _Held:
        bounds = [(spell.first, spell.until) for spell in spells]
        return cls(sorted(first for first, _ in bounds), sorted(until for _, until in bounds))

    def on(self, day: int) -> int:
        return bisect_right(self.begun, day) - bisect_right(self.ended, day)


def without_attestations(record: Record) -> Record:
    """A record without what its sources only attest."""
    return record.with_claims(tuple(claim for claim in record.claims if claim.kind != ATTESTATION))


def latest_knowledge(record: Record) -> int:
    """The day at whose end every claim and every figure of the record was known."""
    used = {claim.source for claim in record.claims} | {one.source for one in record.measures} or set(record.sources)
    return max((record.sources[source].known for source in used), default=0)


def _spells(days: list[int], ask: Callable[[int], Verdict]) -> Iterator[Spell]:
    verdicts = [(day, ask(day)) for day in sorted(set(days))]
    current, since = verdicts[0][1], verdicts[0][0]
    for day, verdict in verdicts[1:]:
        if verdict != current:
            yield Spell(since, day, current)
            current, since = verdict, day
    yield Spell(since, FOREVER, current)


__all__ = ["ANSWERS", "AsOf", "Bearing", "Count", "KnownRecord", "Spell", "Standing", "latest_knowledge"]
