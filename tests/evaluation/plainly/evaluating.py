"""Formulas evaluated over a record as known, at a moment: numbers, dates and truths with their bounds, reasons and inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import inf
from typing import Final

from legation.evaluation.formula.comparing import against_period, at_least_one, compare
from legation.evaluation.formula.edges import Changes
from legation.evaluation.formula.evaluating import perhaps_longer
from legation.evaluation.formula.functions import SPANS
from legation.evaluation.formula.syntax import (
    Arithmetic,
    Call,
    Compared,
    Date,
    Denied,
    Field,
    Filter,
    Grouped,
    Joined,
    Name,
    Negative,
    Node,
    Number,
    Quoted,
    Selection,
    date_of,
)
from legation.evaluation.formula.values import (
    Reason,
    Truth,
    Value,
    both,
    denied,
    either,
    exactly,
    joined,
    merged,
    minus,
    negative,
    no_data,
    opened,
    over,
    plus,
    reason,
    share,
    times,
)
from legation.record.acts import FOREVER
from legation.standings.history import Key
from legation.terms.days import civil, day_number
from tests.evaluation.plainly.ground import Chosen, Ground, Moment
from tests.evaluation.plainly.many import Names, Numbers, Thing, Things, concentration, extreme, middle, spans, total

Result = Value | Truth | Things | Names | Numbers
Test = Callable[[Thing], tuple[bool, bool]]
DAYS_IN: Final[Mapping[str, float]] = {"years": 365.2425, "months": 365.2425 / 12, "days": 1.0}
"""Days in a mean year and month of the Gregorian calendar."""
ARITHMETIC: Final[Mapping[str, Callable[[Value, Value], Value]]] = {"+": plus, "-": minus, "*": times, "/": over}
MOST_STEPS: Final = 1_000


class Evaluator:
    """Evaluates checked formulas over one ground.

    Args:
        ground: the record as known.
        lasting: the named sets that are the same at every moment.
        sets, formulas: the tree of each other set and of each indicator, by name.
    """

    def __init__(
        self, ground: Ground, sets: Mapping[str, Node], formulas: Mapping[str, Node], lasting: Mapping[str, Names] | None = None
    ) -> None:
        self.ground = ground
        self.sets = sets
        self.lasting = lasting or {}
        self.formulas = formulas
        self._chosen: dict[Selection, Chosen] = {}
        self._chosen_at: dict[int, tuple[Chosen, Selection]] = {}
        self._narrow: dict[tuple[int, ...], tuple[Things, tuple[Result, ...]]] = {}
        self._found: dict[tuple[int, Moment], Result] = {}
        self._made: dict[tuple[int, ...], tuple[Result, Node, tuple[Result, ...]]] = {}
        self._kept: list[Node] = []

    def value(self, tree: Node, moment: Moment) -> Value:
        """What a formula that gives a number or a date comes to."""
        found = self.of(tree, moment)
        assert isinstance(found, Value)
        return found

    def values(self, tree: Node, moments: Sequence[Moment]) -> list[Value]:
        """What a formula that gives a number or a date comes to at many moments, worked out once between two changes."""
        edges = self.changes.of(tree) if len(moments) > 1 else None
        if edges is None:
            return [self.value(tree, moment) for moment in moments]
        found: dict[tuple[int, int, int], Value] = {}
        values = []
        for moment in moments:
            stretch = edges.stretch(moment)
            if stretch not in found:
                found[stretch] = self.value(tree, moment)
            values.append(found[stretch])
        return values

    @cached_property
    def changes(self) -> Changes:
        """When formulas may change."""
        return Changes(self._asked_by, lambda name: None if name in self.lasting else self.sets.get(name) or self.formulas[name])

    def truth(self, tree: Node, moment: Moment) -> Truth:
        """Whether a formula that gives a truth holds."""
        found = self.of(tree, moment)
        assert isinstance(found, Truth)
        return found

    def of(self, node: Node, moment: Moment) -> Result:
        """What a part of a formula comes to, worked out once for a moment."""
        key = (id(node), moment)
        if key not in self._found:
            self._kept.append(node)
            self._found[key] = self._of(node, moment)
        return self._found[key]

    def _of(self, node: Node, moment: Moment) -> Result:
        match node:
            case Number():
                return self._same(node, (), lambda: exactly(node.value))
            case Date():
                return self._same(node, (), lambda: Value(node.first, node.last, dated=True))
            case Name():
                return self._named(node, moment)
            case Selection():
                return self._selected(node, moment)
            case Field():
                return self._field(node, moment)
            case Call():
                return self._call(node, moment)
            case Negative():
                number = self.value(node.of, moment)
                return self._same(node, (number,), lambda: negative(number))
            case Arithmetic():
                left, right = self.value(node.left, moment), self.value(node.right, moment)
                return self._same(node, (left, right), lambda: ARITHMETIC[node.sign](left, right))
            case Compared():
                return self._compared(node, moment)
            case Joined():
                join = both if node.word == "and" else either
                return join(self.truth(node.left, moment), self.truth(node.right, moment))
            case Denied():
                return denied(self.truth(node.of, moment))
        raise AssertionError(node)

    def _same(self, node: Node, given: tuple[Result, ...], make: Callable[[], Result]) -> Result:
        """What a node makes of what it is given, made once: most days give what the day before gave."""
        key = (id(node), *map(id, given))
        if key not in self._made:
            self._made[key] = (make(), node, given)
        return self._made[key][0]

    def _named(self, node: Name, moment: Moment) -> Result:
        if node.id == "on":
            return Value(moment.on, moment.on, dated=True)
        if node.id == "start":
            start = self.ground.record.period[0]
            return Value(start, start, dated=True)
        if node.id in self.lasting:
            return self.lasting[node.id]
        return self.of(self.sets.get(node.id) or self.formulas[node.id], moment)

    def _selected(self, node: Selection, moment: Moment) -> Things:
        moving = self._moving(node)
        base = self._asked_by(node).at(moment)
        if not moving:
            return base
        sets = [self.of(one.within, moment) for one in moving if one.within is not None]
        key = (id(base), *map(id, sets))
        if key not in self._narrow:
            names = [one for one in sets if isinstance(one, Names)]
            tests = [_within(one.field, held) for one, held in zip(moving, names, strict=True)]
            self._narrow[key] = (_narrowed(base, tests, names), (base, *sets))
        return self._narrow[key][0]

    def _moving(self, node: Selection) -> list[Filter]:
        """The filters by sets that are not the same at every moment."""
        return [
            one
            for one in node.filters
            if one.within is not None and not (isinstance(one.within, Name) and one.within.id in self.lasting)
        ]

    def ever(self, node: Selection) -> tuple[Key, ...]:
        """The standings that a selection may choose on any day; sets that change with time leave none out."""
        return self._asked_by(node).keys

    def _asked_by(self, node: Selection) -> Chosen:
        """What a selection chooses, where the filters that vary by the moment are left aside."""
        if id(node) not in self._chosen_at:
            moving = self._moving(node)
            fixed = replace(node, filters=tuple(one for one in node.filters if one not in moving)) if moving else node
            self._chosen_at[id(node)] = (self._chosen_alike(fixed), node)
        return self._chosen_at[id(node)][0]

    def _chosen_alike(self, node: Selection) -> Chosen:
        """One choice for all selections that ask the same, in whichever formula."""
        node = replace(
            node, at=0, kinds=tuple(replace(one, at=0) for one in node.kinds), filters=tuple(map(_placeless, node.filters))
        )
        if node not in self._chosen:
            kinds = tuple(dict.fromkeys(word.text for word in node.kinds))
            tests = [self._test(one) for one in node.filters]
            named = {one.field: frozenset(word.text for word in one.words) for one in node.filters if one.how == "="}
            self._chosen[node] = Chosen(self.ground, node.what, kinds, _every(tests), named)
        return self._chosen[node]

    def _test(self, one: Filter) -> Test:
        if isinstance(one.within, Name):
            return _within(one.field, self.lasting[one.within.id])
        return _test(one, self.ground.kinds_of_actors)

    def _things(self, node: Node, moment: Moment) -> Things:
        found = self.of(node, moment)
        assert isinstance(found, Things)
        return found

    def _field(self, node: Field, moment: Moment) -> Names | Numbers:
        things = self._things(node.of, moment)
        if node.name in ("begin", "end", "value"):
            return things.numbers(node.name)
        return things.names(node.name)

    def date(self, node: Node, moment: Moment) -> Value:
        """A date: one computed, or one written out, of which a bare year is one too."""
        if isinstance(node, Number):
            written = date_of(node.text.zfill(4), node.at)
            found = self._same(node, (), lambda: Value(written.first, written.last, dated=True))
            assert isinstance(found, Value)
            return found
        return self.value(node, moment)

    def _dates(self, node: Node, moment: Moment) -> Value | Numbers:
        if isinstance(node, Number):
            return self.date(node, moment)
        found = self.of(node, moment)
        assert isinstance(found, Value | Numbers)
        return found

    def _compared(self, node: Compared, moment: Moment) -> Truth:
        left = None if isinstance(node.left, Number) else self.value(node.left, moment)
        right = None if isinstance(node.right, Number) else self.value(node.right, moment)
        dated = any(one is not None and one.dated for one in (left, right))
        one = left or (self.date(node.left, moment) if dated else self.value(node.left, moment))
        other = right or (self.date(node.right, moment) if dated else self.value(node.right, moment))
        if dated and isinstance(node.right, Number | Date):
            return against_period(one, node.sign, other)
        if dated and isinstance(node.left, Number | Date):
            return against_period(other, {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(node.sign, node.sign), one)
        return compare(one, node.sign, other)

    def _call(self, node: Call, moment: Moment) -> Result:
        name, arguments = node.name, node.arguments
        if name in ("at", "during"):
            return self._elsewhen(node, moment)
        if name == "each":
            return self._each(node, moment)
        if name == "change":
            return self._change(node, moment)
        if name == "stated":
            claim = arguments[0]
            return self.stated(claim.text if isinstance(claim, Quoted) else claim.id if isinstance(claim, Name) else "")
        if name in SPANS:
            begin, end = self._dates(arguments[0], moment), self._dates(arguments[1], moment)
            return self._same(node, (begin, end), lambda: spans(begin, end, DAYS_IN[name]))
        if name in ("first", "last"):
            return self._outermost(node, name == "first", moment)
        given = [self.of(argument, moment) for argument in arguments]
        return self._same(node, tuple(given), lambda: _applied(name, given))

    def _outermost(self, node: Call, first: bool, moment: Moment) -> Result:
        argument = node.arguments[0]
        if isinstance(argument, Grouped):
            things = self._things(argument.of, moment)
            return self._same(node, (things,), lambda: things.grouped(argument.field, first))
        found = self.of(argument, moment)
        return self._same(node, (found,), lambda: _extreme_of(found, first))

    def stated(self, claim: str) -> Value:
        """What a claim or figure states; no data where it is not known."""
        found = self.ground.stated(claim)
        return no_data(reason("claim_not_known", claim=claim)) if found is None else found

    def _elsewhen(self, node: Call, moment: Moment) -> Result:
        limits = [self.date(argument, moment) for argument in node.arguments[1:]]
        asked = self._moment(node, limits, moment)
        if isinstance(asked, Moment):
            found = self.of(node.arguments[0], asked)
            return perhaps_longer(found) if any(one.floor or one.ceiling for one in limits) else found
        return _absent_as(self.of(node.arguments[0], moment), asked)

    def _moment(self, node: Call, limits: list[Value], moment: Moment) -> Moment | Reason:
        """The moment that ``at`` and ``during`` ask about; the reason where their dates are not certain."""
        written = [isinstance(argument, Number | Date) for argument in node.arguments[1:]]
        for value, exact in zip(limits, written, strict=True):
            if value.missing is not None:
                return value.missing
            if not exact and value.lo != value.hi:
                return reason("date_uncertain")
        if _shorter(limits) or (node.name == "at" and (limits[0].floor or limits[0].ceiling)):
            return reason("date_uncertain")
        if node.name == "at":
            on = int(limits[0].hi)
            return Moment(on, moment.first, on)
        first, last = int(limits[0].lo), int(limits[1].hi)
        return Moment(min(moment.on, last), first, min(last, moment.on)) if first <= last else reason("period_backwards")

    def _change(self, node: Call, moment: Moment) -> Value:
        now = self.value(node.arguments[0], moment)
        limit = self.date(node.arguments[1], moment)
        if limit.missing is not None:
            return no_data(limit.missing, now.inputs)
        if not isinstance(node.arguments[1], Number | Date) and (limit.lo != limit.hi or limit.floor or limit.ceiling):
            return no_data(reason("date_uncertain"), now.inputs)
        before = self.value(node.arguments[0], Moment(int(limit.hi), moment.first, int(limit.hi)))
        return minus(times(over(now, before), exactly(100)), exactly(100))

    def _each(self, node: Call, moment: Moment) -> Numbers:
        step, begin, end, what = node.arguments
        assert isinstance(step, Name | Quoted)
        limits = [self.date(one, moment) for one in (begin, end)]
        missing = next((one.missing for one in limits if one.missing), None)
        if missing is None and (_shorter(limits) or any(one.lo != one.hi for one in limits if not one.dated)):
            missing = reason("date_uncertain")
        if missing is not None:
            return Numbers(missing=missing)
        first, last = int(limits[0].lo), min(int(limits[1].hi), moment.on)
        word = step.id if isinstance(step, Name) else step.text
        members, inputs, because, absent = [], [], [], 0
        for number, (name, asked) in enumerate(steps(word, first, last)):
            if number >= MOST_STEPS:
                return Numbers(missing=reason("too_many_steps", most=MOST_STEPS))
            value = self.value(what, asked)
            inputs.append(value.inputs)
            if value.missing is None:
                members.append((name, value, True))
                because.append(value.because)
            else:
                absent += 1
        why = (reason("steps_without_data", count=absent),) if absent else ()
        longer = any(one.floor or one.ceiling for one in limits)
        return Numbers(longer, joined(*because, why), None, tuple(members), merged(*inputs))


def _shorter(limits: list[Value]) -> bool:
    return len(limits) == 2 and (limits[0].floor or limits[1].ceiling)


def steps(step: str, first: int, last: int) -> Iterator[tuple[str, Moment]]:
    """The years or decades that lie within some days, the first and last cut to them, each asked at its end."""
    begin = first
    while begin <= last:
        year = civil(begin)[0]
        end_year = year if step == "year" else year - year % 10 + 9
        end = min(day_number(end_year, 12, 31), last)
        yield (f"{year:04d}" if step == "year" else f"{year // 10:03d}X"), Moment(end, begin, end)
        begin = end + 1


def coverage(names: Names, figures: Things) -> Value:
    """What share of the figures' total falls to counterparts of a set: exports with partners that have an agreement, say."""
    if names.missing is not None or figures.missing is not None:
        return no_data(names.missing or figures.missing or reason("nothing_there"), names.inputs)
    chosen = _narrowed(figures, [_within("counterpart", names)], [names])
    part = total(chosen.numbers("value")) if chosen.members else Value(0, 0, chosen.floor, because=chosen.because)
    whole = total(figures.numbers("value"))
    found = share(part, whole)
    if found.missing is not None:
        return found
    lo, hi = max(found.lo, 0.0), min(found.hi, 100.0)
    floor, ceiling = found.floor and hi < 100, found.ceiling and lo > 0
    because = joined(opened(found.because, floor, ceiling), (reason("of_those_listed"),))
    inputs = merged(found.inputs, names.inputs)
    return Value(lo, hi, floor, ceiling, because, inputs, least=max(found.least, 0.0), most=min(found.most, 100.0))


def latest(figures: Things) -> Things:
    """Of each series and actor the figures of the latest period, all of one period together."""
    newest: dict[tuple[tuple[str, ...], ...], tuple[bool, int]] = {}
    for thing, certain in figures.members:
        newest[_line(thing)] = max(newest.get(_line(thing), (False, -FOREVER)), _lateness(thing, certain))
    kept = tuple((thing, certain) for thing, certain in figures.members if _lateness(thing, certain) == newest[_line(thing)])
    return Things(figures.floor, figures.because, figures.missing, kept)


def _line(thing: Thing) -> tuple[tuple[str, ...], ...]:
    return tuple(thing.ways[0][field] for field in ("series", "actor", "unit"))


def _lateness(thing: Thing, certain: bool) -> tuple[bool, int]:
    """Figures wholly within the time asked about come before those only partly within."""
    assert thing.end is not None
    return certain, thing.end.hi


def _absent_as(found: Result, missing: Reason) -> Result:
    if isinstance(found, Value):
        return no_data(missing)
    if isinstance(found, Truth):
        return Truth("unknown", missing=missing)
    return type(found)(missing=missing)


def _placeless(one: Filter) -> Filter:
    within = replace(one.within, at=0) if isinstance(one.within, Name) else one.within
    return replace(one, at=0, words=tuple(replace(word, at=0) for word in one.words), within=within)


def _every(tests: list[Test]) -> Test:
    def passes(thing: Thing) -> tuple[bool, bool]:
        answers = [test(thing) for test in tests]
        return all(sure for sure, _ in answers), all(perhaps for _, perhaps in answers)

    return passes


def _test(one: Filter, kinds_of_actors: Mapping[str, str]) -> Test:
    words = frozenset(word.text for word in one.words)
    if one.field == "value":
        return _value_test(one)
    if one.how == "is":
        return _ways_test(one.field, lambda name: kinds_of_actors.get(name) in words, False)
    return _ways_test(one.field, lambda name: name in words, one.how == "!=")


def _ways_test(field: str, meets: Callable[[str], bool], inverse: bool) -> Test:
    def test(thing: Thing) -> tuple[bool, bool]:
        answers = [any(map(meets, way.get(field, ()))) != inverse for way in thing.ways]
        return all(answers), any(answers)

    return test


def _value_test(one: Filter) -> Test:
    limits = [exactly(float(word.text)) for word in one.words]

    def test(thing: Thing) -> tuple[bool, bool]:
        if thing.value is None:
            return False, False
        answers = {compare(thing.value, one.how, limit).answer for limit in limits}
        return "yes" in answers, answers != {"no"}

    return test


def _within(field: str, names: Names) -> Test:
    certain, possible = names.certain, names.possible

    def test(thing: Thing) -> tuple[bool, bool]:
        held = [way.get(field, ()) for way in thing.ways]
        return (
            all(any(name in certain for name in way) for way in held),
            any(any(name in possible for name in way) for way in held),
        )

    return test


def _narrowed(things: Things, tests: list[Test], sets: list[Names]) -> Things:
    """Those of some things that lie within sets whose members may be only possible."""
    missing = next((one.missing for one in (things, *sets) if one.missing is not None), None)
    if missing is not None:
        return Things(missing=missing)
    members = []
    for thing, certain in things.members:
        answers = [test(thing) for test in tests]
        if all(perhaps for _, perhaps in answers):
            members.append((thing, certain and all(sure for sure, _ in answers)))
    floor = things.floor or any(one.floor for one in sets)
    alone = things.alone and floor == things.floor
    because = joined(things.because, *(one.because for one in sets))
    return Things(floor, because, None, tuple(members), alone, things.once)


def _extreme_of(found: Result, first: bool) -> Value:
    many = found.numbers("begin") if isinstance(found, Things) else found
    assert isinstance(many, Numbers)
    return extreme(many, first)


def _applied(name: str, given: list[Result]) -> Result:
    match name, given:
        case "count", [Things() | Names() | Numbers() as many]:
            return many.counted
        case "exists", [Things() | Names() as many]:
            return at_least_one(many.counted)
        case "share", [Value() as part, Value() as whole]:
            return share(part, whole)
        case "sum", [Numbers() as many]:
            return total(many)
        case "mean" | "median", [Numbers() as many]:
            return middle(many, name)
        case "minimum" | "maximum", [Numbers() as many]:
            return extreme(many, name == "minimum")
        case "herfindahl" | "evenness", [Names() as names]:
            return concentration(names, name == "evenness")
        case "coverage", [Names() as names, Things() as figures]:
            return coverage(names, figures)
        case "latest", [Things() as figures]:
            return latest(figures)
        case "at_least", [Value() as number]:
            why = joined(number.because, (reason("declared_floor"),))
            return replace(number, floor=True, most=inf, because=opened(why, True, number.ceiling))
    raise AssertionError(name)
