"""The histories of standings: for each key, the strands of acts and gates from which every answer follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import TypeVar

from legation.record.actors import Actor
from legation.record.acts import ATTESTATION, FOREVER, Act, Days, Variant, slug
from legation.record.consistency import depths
from legation.record.record import Record
from legation.standings.displacement import without_repeats
from legation.standings.happenings import Gate, Happening, Line, Shape, Strand, Template
from legation.standings.key import Key as Key
from legation.standings.lapses import bounded
from legation.standings.own_clauses import as_its_clause_says
from legation.terms.vocabulary import Effect, KindOfStanding

Said = TypeVar("Said")


@dataclass(frozen=True)
class History:
    """Everything that bears on one standing.

    Args:
        key: which standing.
        names: how each role reads (texts keep their accents; the key holds slugs).
        strands: its own line of evidence and those inherited; suspensions: acts that suspend (as openings) and resume it.
        possible_from: first day on which it may have begun, where acts of the kind ``not_before`` say so.
        effects: for each act that touches it, what it does and by which rule.
    """

    key: Key
    names: tuple[str, ...]
    strands: tuple[Strand, ...]
    suspensions: tuple[Happening, ...]
    possible_from: int | None
    effects: tuple[tuple[str, Effect], ...]
    inherited: tuple[str, ...] = ()

    @cached_property
    def resting(self) -> Line:
        """The acts that suspend and resume it, made ready for questions."""
        return Line(self.suspensions)


@dataclass(slots=True)
class _Draft:
    """What is gathered about one key: by act and by way, the effects that touch it."""

    names: tuple[str, ...]
    ways: dict[str, dict[int, list[Effect]]] = field(default_factory=dict)
    earliest_mark: int | None = None


def histories(record: Record, acts: Mapping[str, Act]) -> dict[Key, History]:
    """The histories of all standings that the acts bring about, by key."""
    drafts: dict[Key, _Draft] = {}
    transfers: list[tuple[str, Act, Variant]] = []
    by_act: dict[str, list[tuple[KindOfStanding, Effect]]] = {}
    for kind in record.vocabulary.standings.values():
        for effect in kind.effects:
            by_act.setdefault(effect.act, []).append((kind, effect))
    for act in acts.values():
        for number, variant in enumerate(act.variants):
            for kind, effect in [*by_act.get(variant.kind, []), *_attested(record, act, variant)]:
                if not _applies(effect, act, variant):
                    continue
                if effect.does == "transfer":
                    transfers.append((kind.id, act, variant))
                    continue
                for key, names in keys_of(record, kind, variant):
                    ways = drafts.setdefault(key, _Draft(names)).ways
                    ways.setdefault(act.id, {}).setdefault(number, []).append(as_its_clause_says(record, effect, variant))
    _mark_earliest(record, acts, drafts)
    found = {key: _history(record, key, draft, drafts, acts) for key, draft in drafts.items()}
    begun = {key.id for key, draft in drafts.items() if _is_brought_about(draft)}
    passed_on = _transferred(record, found, transfers)
    return {key: passed_on[key] for key in sorted(passed_on) if begun & {key.id, *passed_on[key].inherited}}


def keys_of(record: Record, kind: KindOfStanding, variant: Variant) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """The keys of standings of a kind that the roles of an act identify, with the names as written."""
    for names in product(*(variant.role(role) for role in kind.key)):
        if kind.mutual and len(set(names)) < len(names):
            continue
        ordered = tuple(sorted(names, key=lambda name: (name != record.about, name))) if kind.mutual else names
        yield Key(kind.id, tuple(slug(name) for name in ordered)), ordered


def _applies(effect: Effect, act: Act, variant: Variant) -> bool:
    lasted = act.last is not None or act.endless
    return not any(variant.role(role) for role in effect.unless) and (lasted or not effect.lasting)


def _attested(record: Record, act: Act, variant: Variant) -> list[tuple[KindOfStanding, Effect]]:
    kind = record.vocabulary.standings.get(variant.standing)
    if variant.kind != ATTESTATION or kind is None or act.is_count:
        return []
    return [(kind, Effect(act=ATTESTATION, does="attest"))]


def _is_brought_about(draft: _Draft) -> bool:
    effects = (effect for ways in draft.ways.values() for way in ways.values() for effect in way)
    return any(effect.does in ("open", "term", "attest") for effect in effects)


def _mark_earliest(record: Record, acts: Mapping[str, Act], drafts: Mapping[Key, _Draft]) -> None:
    """Note for each key the first day on which it may have begun, where its kind names acts that say so."""
    for kind in record.vocabulary.standings.values():
        for act in acts.values():
            for variant in act.variants:
                if variant.kind not in kind.not_before:
                    continue
                for key, _ in keys_of(record, kind, variant):
                    if (draft := drafts.get(key)) is not None:
                        earliest = draft.earliest_mark
                        draft.earliest_mark = act.begin_fringe.lo if earliest is None else min(earliest, act.begin_fringe.lo)


def _history(record: Record, key: Key, draft: _Draft, drafts: Mapping[Key, _Draft], acts: Mapping[str, Act]) -> History:
    kind = record.vocabulary.standings[key.kind]
    rivals = _displacers(kind, key, drafts)
    displacing = _displacing_ways(rivals)
    lapses = lapses_unseen(record, kind)
    happenings, suspensions = [], []
    effects: list[tuple[str, Effect]] = []
    for name in sorted({*draft.ways, *(act for rival in rivals for act in rival.ways)}):
        act = acts[name]
        own = draft.ways.get(name, {})
        ways: list[Shape | None] = []
        rests: list[Shape | None] = []
        for number in range(len(act.variants)):
            mine = own.get(number, [])
            displaces = not mine and (act.id, number) in displacing
            ways.append(_shape(act, mine, lapses) or (_displacing(act) if displaces else None))
            rests.append(_resting(act, mine))
            effects.extend((name, effect) for effect in mine)
            if not mine and ways[-1] is not None:
                effects.append((name, Effect(act=act.variants[number].kind, does="exclusive_slot")))
        if any(way is not None for way in ways):
            happenings.append(Happening(name, tuple(ways)))
        if any(rest is not None for rest in rests):
            suspensions.append(Happening(name, tuple(rests)))
    suspended = any(effect.does == "suspend" for _, effect in effects)
    kept = without_repeats(bounded(happenings))
    bearing = {happening.act for happening in kept}
    return History(
        key=key,
        names=draft.names,
        strands=(Strand(kept, tuple(_gates(record, kind, draft.names))),),
        suspensions=tuple(suspensions) if suspended else (),
        possible_from=draft.earliest_mark,
        effects=tuple(
            dict.fromkeys((act, effect) for act, effect in effects if effect.does != "exclusive_slot" or act in bearing)
        ),
    )


def _displacers(kind: KindOfStanding, key: Key, drafts: Mapping[Key, _Draft]) -> list[_Draft]:
    """What ends a standing by beginning: others in its slot, and standings of the same key that exclude it."""
    excluding = (Key(other, key.roles) for other in kind.displaced_by)
    found = [drafts[other] for other in excluding if other in drafts and _is_brought_about(drafts[other])]
    if not kind.slot:
        return found
    places = [kind.key.index(role) for role in kind.slot]

    def slot(other: Key) -> tuple[str, ...]:
        return tuple(other.roles[place] for place in places)

    return found + [
        draft
        for other, draft in drafts.items()
        if other.kind == key.kind and other != key and slot(other) == slot(key) and _is_brought_about(draft)
    ]


def lapses_unseen(record: Record, kind: KindOfStanding) -> bool:
    """Whether standings of a kind may end without the record knowing: they lapse by nature, and others may have come between."""
    return kind.lapses and record.coverage[kind.id].beginnings.extent != "exhaustive"


def _shape(act: Act, effects: Iterable[Effect], lapses: bool) -> Shape | None:
    """What the effects of one way of an act amount to, within the act's days (widened where they are uncertain)."""
    templates: list[Template] = []
    last: Days | None = None
    unknown = Days(act.begin_fringe.lo, FOREVER)
    for effect in effects:
        if effect.does == "attest":
            templates.append(Template("attest"))
            if lapses and not act.endless:
                last = act.last_fringe or unknown
                templates.append(Template("close", after_last=True))
        elif effect.does == "close":
            templates.append(Template("close", shift=effect.after))
        elif effect.does in ("open", "term"):
            templates.append(Template("open", shift=effect.after))
            if act.last_fringe is not None:
                last = act.last_fringe
                templates.append(Template("close", after_last=True))
            elif effect.term is not None and not act.endless:
                templates.append(Template("close", shift=effect.term))
            elif (effect.does == "term" or lapses) and not act.endless:
                last = unknown
                templates.append(Template("close", after_last=True))
    return Shape(act.begin_fringe, last, tuple(templates), act.seconds, act.depth) if templates else None


def _displacing_ways(rivals: Iterable[_Draft]) -> set[tuple[str, int]]:
    """The acts, each with the number of the way it happened, by which another standing begins or is attested."""
    return {
        (act, number)
        for rival in rivals
        for act, ways in rival.ways.items()
        for number, effects in ways.items()
        if any(effect.does in ("open", "term", "attest") for effect in effects)
    }


def _displacing(act: Act) -> Shape:
    return Shape(act.begin_fringe, None, (Template("displace"),), act.seconds, act.depth)


def _resting(act: Act, effects: Iterable[Effect]) -> Shape | None:
    """The same for the suspension of the standing, which a suspending act opens and a resuming or closing one ends."""
    templates = [
        Template("open" if effect.does == "suspend" else "close", shift=effect.after)
        for effect in effects
        if effect.does in ("suspend", "resume", "close")
    ]
    return Shape(act.begin_fringe, None, tuple(templates), act.seconds, act.depth) if templates else None


def _gates(record: Record, kind: KindOfStanding, names: tuple[str, ...]) -> Iterator[Gate]:
    for role, name in zip(kind.key, names, strict=True):
        if role in kind.ends_with and (actor := record.actors.get(name)) is not None:
            yield from existence(actor)


def existence(actor: Actor) -> Iterator[Gate]:
    """The gates that an actor's first and last days set."""
    if actor.exists_from is not None:
        begins = actor.exists_from.begin_fringe
        if isinstance(begins.lo, int) and isinstance(begins.hi, int):
            yield Gate("begins", Days(begins.lo, begins.hi), actor.id)
    if actor.exists_to is not None:
        ends = actor.exists_to.end_fringe or actor.exists_to.begin_fringe
        if isinstance(ends.lo, int) and isinstance(ends.hi, int):
            yield Gate("ends", Days(ends.lo + 1, ends.hi + 1), actor.id)


def _down_the_line(transfers: list[tuple[str, Act, Variant]]) -> list[tuple[str, Act, Variant]]:
    """Transfers in such an order that what a body received is there when it passes it on.

    In a loop of bodies, such as a State that is restored, and after it: by their days, by what is said within a day, and by the
    names. What an act is called comes last, so that the same facts have the same answers under whatever numbers they were filed.
    """
    before: dict[str, set[str]] = {}
    for _, _, variant in transfers:
        for successor in variant.role("subject"):
            before.setdefault(successor, set()).update(variant.role("object"))
    line = depths(before)

    def order(transfer: tuple[str, Act, Variant]) -> tuple[object, ...]:
        _, act, variant = transfer
        predecessors, successors = variant.role("object"), variant.role("subject")
        received = max((line.get(name, len(line)) for name in predecessors), default=0)
        return received, act.begin.lo, act.begin.hi, act.seconds, act.depth, predecessors, successors, act.is_rival, act.id

    return sorted(transfers, key=order)


def _transferred(record: Record, found: dict[Key, History], transfers: list[tuple[str, Act, Variant]]) -> dict[Key, History]:
    """The histories with what passes from predecessors to successors, down every line of successions."""
    passing = {act.id for _, act, _ in transfers}
    for kind_id, act, variant in _down_the_line(transfers):
        kind = record.vocabulary.standings[kind_id]
        never = act.is_rival or variant.role("subject") == ()
        day = Days(act.begin_fringe.lo, FOREVER if never else act.begin_fringe.hi)
        effect = next(effect for effect in kind.effects if effect.act == variant.kind and effect.does == "transfer")
        for key in [key for key in found if key.kind == kind_id]:
            history = found[key]
            for successor, predecessor in product(variant.role("subject"), variant.role("object")):
                if predecessor not in history.names or successor == predecessor:
                    continue
                names = tuple(successor if name == predecessor else name for name in history.names)
                heir = Key(kind_id, tuple(slug(name) for name in names))
                gates = [*_gates(record, kind, names), Gate("begins", day, act.id)]
                inherited = [
                    replace(
                        strand, gates=(*(gate for gate in strand.gates if gate.why == "begins" and gate.cause in passing), *gates)
                    )
                    for strand in history.strands
                ]
                before = found.get(heir) or History(heir, names, (), (), None, ())
                found[heir] = replace(
                    before,
                    strands=_told_once((*before.strands, *inherited)),
                    effects=_once((*before.effects, (act.id, effect))),
                    inherited=tuple(one for one in _once((*before.inherited, key.id, *history.inherited)) if one != heir.id),
                )
                found[key] = replace(
                    history,
                    strands=tuple(
                        replace(strand, gates=_once((*strand.gates, Gate("ends", day, act.id)))) for strand in history.strands
                    ),
                    effects=_once((*history.effects, (act.id, effect))),
                )
    return found


def _told_once(strands: Iterable[Strand]) -> tuple[Strand, ...]:
    """Of strands of the same acts within the same bounds one, with the gates of all: what came by two ways is there once."""
    found: dict[tuple[object, ...], Strand] = {}
    for strand in strands:
        same = strand.happenings, strand.bounds
        gates = (*found[same].gates, *strand.gates) if same in found else strand.gates
        found[same] = replace(strand, gates=_once(gates))
    return tuple(found.values())


def _once(several: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(several))
