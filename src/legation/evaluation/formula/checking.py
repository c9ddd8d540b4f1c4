"""Whether a formula makes sense: every name known, every part of the right sort, every unit fitting; all faults, with places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from legation.evaluation.formula.faults import Fault, FormulaError, fault
from legation.evaluation.formula.functions import SIGNATURES, SPANS, STEPS, What
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
    Word,
    date_of,
)
from legation.evaluation.formula.units import (
    BARE,
    CHANGE,
    COUNTED,
    INDEX,
    SHARE,
    UNSTATED,
    Unit,
    fits,
    product_of,
    quotient_of,
    sum_of,
)
from legation.record.claims import LISTS_CLAIMS
from legation.record.record import Record
from legation.terms.messages import LANGUAGES, say
from legation.terms.problems import nearest
from legation.terms.vocabulary import ROLES

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "standings": ("kind", *ROLES, "field"),
    "acts": ("act", "kind", *ROLES, "standing", "qualifier", "unit", "guideline", "source", "field", "value"),
    "figures": ("series", "actor", "counterpart", "period", "unit", "qualifier", "source", "value"),
}
"""What the things of each sort may be filtered by."""
TAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "standings": ("begin", "end", *ROLES),
    "acts": ("begin", "end", "value", *ROLES),
    "figures": ("value", "actor", "counterpart"),
}
"""What may be taken of the things of each sort."""
WRITTEN: Final = frozenset({0, 1, 2, 10, 100, 1_000, 1_000_000})
"""Numbers that a formula may write out: those of arithmetic. A fact is pointed at: ``stated(claim)``."""
DATE_WORDS: Final = ("on", "start")
BARE_WORDS: Final = frozenset(
    {*DATE_WORDS, *STEPS, *SIGNATURES, "any", "and", "or", "not", "by", "in", "is", "standings", "acts", "figures"}
)
"""Names that sets and indicators may not bear."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What a part of a formula is: its kind, its unit where it is of numbers, of what where it is things."""

    what: What
    unit: Unit = BARE
    of: str = ""
    node: Selection | None = None


@dataclass(frozen=True)
class Scope:
    """What a formula may name.

    Args:
        sets: of actors or of instruments, by name; indicators: what each gives.
    """

    record: Record
    sets: frozenset[str] = frozenset()
    indicators: Mapping[str, Sort] = field(default_factory=dict)
    stated: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Value and unit of every claim and figure."""
    series_units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    act_units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    act_ids: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()


def scope_of(record: Record, sets: Iterable[str] = (), indicators: Mapping[str, Sort] | None = None) -> Scope:
    """What formulas over a record may name."""
    stated = {claim.id: (claim.value, claim.unit) for claim in record.claims if claim.kind not in LISTS_CLAIMS}
    stated.update({one.id: (one.value, one.unit) for one in record.measures})
    series: dict[str, set[str]] = {}
    for one in record.measures:
        series.setdefault(one.series, set()).add(one.unit)
    kinds: dict[str, set[str]] = {}
    for claim in record.claims:
        if claim.value and claim.kind not in LISTS_CLAIMS:
            kinds.setdefault(claim.kind, set()).add(claim.unit)
    return Scope(
        record, frozenset(sets), indicators or {}, stated,
        {name: frozenset(units) for name, units in series.items()},
        {name: frozenset(units) for name, units in kinds.items()},
        frozenset(claim.act for claim in record.claims),
        frozenset(word.id for word in record.vocabulary.units.values() if word.counted),
    )  # fmt: skip


def check_formula(tree: Node, scope: Scope) -> tuple[Sort | None, list[Fault]]:
    """What a formula gives, or None where it gives nothing sensible, and every fault of it."""
    checker = _Checker(scope)
    sort = checker.sort(tree)
    return sort, sorted(set(checker.faults), key=lambda one: (one.at, one.code, one.values))


class _Checker:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[Fault] = []

    def report(self, at: int, code: str, /, **values: object) -> None:
        self.faults.append(fault(at, code, only_here=False, **values))

    def report_here(self, at: int, code: str, /, **values: object) -> None:
        """Note a fault that hangs on what the record holds."""
        self.faults.append(fault(at, code, only_here=True, **values))

    def unknown(self, at: int, code: str, value: str, there: Iterable[str], *, only_here: bool = False) -> None:
        known = sorted(there)
        near = nearest(value, known) or ", ".join(known[:4]) or "—"
        (self.report_here if only_here else self.report)(at, code, value=value, nearest=near)

    def sort(self, node: Node) -> Sort | None:
        """What a node gives; None where it has a fault that hides it."""
        match node:
            case Number():
                if node.value not in WRITTEN:
                    self.report(node.at, "formula.typed_number", value=node.text)
                return Sort("number", BARE)
            case Date():
                return Sort("date")
            case Quoted():
                self.report(node.at, "formula.text_alone", value=node.text)
                return None
            case Name():
                return self.named(node)
            case Selection():
                return self.selection(node)
            case Field():
                return self.field(node)
            case Grouped():
                self.report(node.field_at, "formula.by_alone")
                return None
            case Call():
                return self.call(node)
            case Negative():
                return self.number(node.of)
            case Arithmetic():
                return self.arithmetic(node)
            case Compared():
                return self.compared(node)
            case Joined():
                self.need(node.left, ("truth",))
                self.need(node.right, ("truth",))
                return Sort("truth")
            case Denied():
                self.need(node.of, ("truth",))
                return Sort("truth")
        raise AssertionError(node)

    def need(self, node: Node, wanted: tuple[What, ...]) -> Sort | None:
        """What a node gives, if it is of a wanted sort; a year written out is a date where dates are wanted."""
        if "date" in wanted and isinstance(node, Number):
            try:
                date_of(node.text.zfill(4), node.at)
            except FormulaError:
                self.report(node.at, "formula.not_a_year", value=node.text)
                return None
            return Sort("date")
        found = self.sort(node)
        if found is not None and found.what not in wanted:
            self.report(node.at, "formula.wrong_sort", **_in_words("found", found.what), **_in_words("wanted", *wanted))
            return None
        return found

    def number(self, node: Node) -> Sort | None:
        return self.need(node, ("number",))

    def named(self, node: Name) -> Sort | None:
        if node.id in DATE_WORDS:
            return Sort("date")
        if node.id in self.scope.sets:
            return Sort("names")
        if node.id in self.scope.indicators:
            return self.scope.indicators[node.id]
        if node.id in SIGNATURES:
            self.report(node.at, "formula.not_called", value=node.id)
            return None
        self.unknown(node.at, "formula.unknown_name", node.id, [*self.scope.sets, *self.scope.indicators, *DATE_WORDS])
        return None

    def selection(self, node: Selection) -> Sort:
        vocabulary = self.scope.record.vocabulary
        words = {"standings": vocabulary.standings, "acts": vocabulary.acts, "figures": vocabulary.measures}[node.what]
        for kind in node.kinds:
            if kind.text == "any":
                if node.what == "standings":
                    self.report(kind.at, "formula.any_standing")
            elif kind.text not in words:
                self.unknown(kind.at, f"formula.unknown_kind_{node.what}", kind.text, words)
        for one in node.filters:
            self.filter(node, one)
        unit = UNSTATED
        if node.what == "figures":
            unit = self.unit_of(node, self.scope.series_units, [kind.text for kind in node.kinds])
        elif node.what == "acts":
            unit = self.unit_of(node, self.scope.act_units, [kind.text for kind in node.kinds])
        return Sort("things", unit, node.what, node)

    def unit_of(self, node: Selection, units: Mapping[str, frozenset[str]], kinds: list[str]) -> Unit:
        """The unit of the values of some things, where all share one."""
        chosen = [word.text for one in node.filters if one.field == "unit" and one.how == "=" for word in one.words]
        found = set(chosen) or {unit for kind in (units if "any" in kinds else kinds) for unit in units.get(kind, ())}
        if len(found) != 1:
            return UNSTATED if not found else Unit("quantity", tuple(sorted(found)))
        return self.unit(found.pop())

    def unit(self, name: str) -> Unit:
        """The unit that the vocabulary calls ``name``."""
        if not name:
            return UNSTATED
        if name == "percent":
            return SHARE
        return Unit("number" if name in self.scope.counted else "quantity", (name,))

    def filter(self, node: Selection, one: Filter) -> None:
        allowed = FIELDS[node.what]
        if one.field not in allowed:
            near = nearest(one.field, allowed) or ", ".join(allowed)
            self.report(one.at, "formula.unknown_field", value=one.field, nearest=near, what=node.what)
            return
        if one.how == "in":
            assert one.within is not None
            if one.field not in (*ROLES, "actor", "counterpart"):
                self.report(one.at, "formula.no_set_here", value=one.field)
            self.need(one.within, ("names",))
        elif one.how == "is":
            if one.field not in ("subject", "object", "actor", "counterpart"):
                self.report(one.at, "formula.no_kind_here", value=one.field)
            for word in one.words:
                if word.text not in self.scope.record.vocabulary.actors:
                    self.unknown(word.at, "formula.unknown_kind_actors", word.text, self.scope.record.vocabulary.actors)
        elif one.field == "value":
            for word in one.words:
                if not word.text.replace(".", "", 1).isdigit():
                    self.report(word.at, "formula.not_a_number", value=word.text)
                elif float(word.text) not in WRITTEN:
                    self.report(word.at, "formula.typed_number", value=word.text)
        elif one.how not in ("=", "!="):
            self.report(one.at, "formula.not_ordered", value=one.field, sign=one.how)
        else:
            for word in one.words:
                self.word(one.field, word)

    def word(self, name: str, word: Word) -> None:
        """A word that a field is compared with is one that the record or the vocabulary holds."""
        record = self.scope.record
        vocabulary = record.vocabulary
        lists: dict[str, tuple[str, Iterable[str]]] = {
            **dict.fromkeys(("subject", "object", "actor", "counterpart"), ("formula.unknown_actor", record.actors)),
            "instrument": ("formula.unknown_instrument", record.instruments),
            "kind": ("formula.unknown_kind_acts", {**vocabulary.acts, **vocabulary.standings}),
            "series": ("formula.unknown_kind_figures", vocabulary.measures),
            "standing": ("formula.unknown_kind_standings", vocabulary.standings),
            "qualifier": ("formula.unknown_word", vocabulary.qualifiers),
            "unit": ("formula.unknown_word", vocabulary.units),
            "field": ("formula.unknown_word", vocabulary.fields),
        }
        if name in lists and word.text not in lists[name][1]:
            self.unknown(word.at, lists[name][0], word.text, lists[name][1])
        elif name == "source" and word.text not in record.sources:
            self.unknown(word.at, "formula.unknown_source", word.text, record.sources)
        elif name == "act" and word.text not in self.scope.act_ids:
            self.unknown(word.at, "formula.unknown_act", word.text, self.scope.act_ids, only_here=True)

    def field(self, node: Field) -> Sort | None:
        found = self.need(node.of, ("things",))
        if found is None:
            return None
        allowed = TAKEN[found.of]
        if node.name not in allowed:
            near = nearest(node.name, allowed) or ", ".join(allowed)
            self.report(node.name_at, "formula.cannot_take", value=node.name, nearest=near, what=found.of)
            return None
        if node.name in ("begin", "end"):
            return Sort("dates")
        if node.name == "value":
            if len(found.unit.over) > 1:
                self.report(node.name_at, "formula.units_mixed", units=", ".join(found.unit.over))
                return None
            return Sort("numbers", found.unit)
        return Sort("names")

    def call(self, node: Call) -> Sort | None:
        signature = SIGNATURES.get(node.name)
        if signature is None:
            self.unknown(node.at, "formula.unknown_function", node.name, SIGNATURES)
            return None
        if len(node.arguments) != len(signature):
            self.report(node.at, "formula.arguments", name=node.name, wanted=len(signature), given=len(node.arguments))
            return None
        given = [self.argument(node, place, wanted) for place, wanted in enumerate(signature)]
        if any(one is None for one in given):
            return None
        return self.result(node, [one for one in given if one is not None])

    def argument(self, node: Call, place: int, wanted: tuple[What, ...]) -> Sort | None:
        argument = node.arguments[place]
        if wanted == ("word",):
            return self.word_argument(node, argument)
        if isinstance(argument, Grouped):
            if node.name not in ("first", "last"):
                self.report(argument.field_at, "formula.by_alone")
                return None
            found = self.need(argument.of, ("things",))
            if found is not None and argument.field not in (*ROLES, "actor", "counterpart"):
                near = nearest(argument.field, ROLES) or ", ".join(ROLES)
                self.report(argument.field_at, "formula.unknown_field", value=argument.field, nearest=near, what=found.of)
                return None
            return Sort("dates") if found else None
        return self.need(argument, wanted)

    def word_argument(self, node: Call, argument: Node) -> Sort | None:
        text = argument.text if isinstance(argument, Quoted) else argument.id if isinstance(argument, Name) else None
        if text is None:
            self.report(argument.at, "formula.word_wanted", name=node.name)
            return None
        if node.name == "each":
            if text not in STEPS:
                self.unknown(argument.at, "formula.unknown_step", text, STEPS)
                return None
            return Sort("word")
        stated = self.scope.stated.get(text)
        if stated is None:
            self.unknown(argument.at, "formula.unknown_claim", text, self.scope.stated, only_here=True)
            return Sort("word", UNSTATED)
        value, unit = stated
        if not value:
            self.report_here(argument.at, "formula.claim_without_value", value=text)
        return Sort("word", self.unit(unit))

    def result(self, node: Call, given: list[Sort]) -> Sort | None:
        name, first = node.name, given[0]
        if name == "count":
            return Sort("number", COUNTED)
        if name == "exists":
            return Sort("truth")
        if name == "share":
            if isinstance(node.arguments[1], Number) and node.arguments[1].value == 0:
                self.report(node.arguments[1].at, "formula.divided_by_zero")
                return None
            if not fits(first.unit, given[1].unit, self.scope.counted):
                self.report(node.at, "formula.units_differ", one=_unit(first.unit), other=_unit(given[1].unit), sign=name)
                return None
            return Sort("number", SHARE)
        if name in ("sum", "mean", "median"):
            return Sort("number", first.unit)
        if name in ("minimum", "maximum"):
            return Sort("number", first.unit) if first.what == "numbers" else Sort("date")
        if name in ("first", "last"):
            return Sort("dates" if isinstance(node.arguments[0], Grouped) else "date")
        if name in SPANS:
            many = "dates" in (first.what, given[1].what)
            return Sort("numbers" if many else "number", Unit("quantity", (name,)))
        if name in ("herfindahl", "evenness"):
            return Sort("number", INDEX)
        if name in ("coverage", "latest"):
            things = given[-1]
            if things.of != "figures":
                self.report(node.arguments[-1].at, "formula.figures_wanted", name=name)
                return None
            return Sort("number", SHARE) if name == "coverage" else things
        if name == "change":
            return Sort("number", CHANGE)
        if name in ("at", "during"):
            return first
        if name == "each":
            return Sort("numbers", given[3].unit)
        return Sort("number", first.unit)  # stated, at_least

    def arithmetic(self, node: Arithmetic) -> Sort | None:
        left, right = self.number(node.left), self.number(node.right)
        if left is None or right is None:
            return None
        if node.sign == "*":
            return Sort("number", product_of(left.unit, right.unit))
        if node.sign == "/":
            if isinstance(node.right, Number) and node.right.value == 0:
                self.report(node.right.at, "formula.divided_by_zero")
                return None
            return Sort("number", quotient_of(left.unit, right.unit))
        if not fits(left.unit, right.unit, self.scope.counted):
            self.report(node.sign_at, "formula.units_differ", one=_unit(left.unit), other=_unit(right.unit), sign=node.sign)
            return None
        return Sort("number", sum_of(left.unit, right.unit))

    def compared(self, node: Compared) -> Sort | None:
        dated = isinstance(node.left, Date) or isinstance(node.right, Date)
        left = self.need(node.left, ("date",) if dated else ("number", "date")) if not isinstance(node.left, Number) else None
        right = self.need(node.right, ("date",) if dated else ("number", "date")) if not isinstance(node.right, Number) else None
        if isinstance(node.left, Number):
            left = self.need(node.left, ("date",)) if right and right.what == "date" else self.sort(node.left)
        if isinstance(node.right, Number):
            right = self.need(node.right, ("date",)) if left and left.what == "date" else self.sort(node.right)
        if left is None or right is None:
            return Sort("truth")
        if left.what != right.what:
            self.report(node.sign_at, "formula.not_comparable", **_in_words("one", left.what), **_in_words("other", right.what))
        elif left.what == "number" and not fits(left.unit, right.unit, self.scope.counted):
            self.report(node.sign_at, "formula.units_differ", one=_unit(left.unit), other=_unit(right.unit), sign=node.sign)
        return Sort("truth")


def _in_words(name: str, *sorts: What) -> dict[str, str]:
    return {f"{name}_{language}": ", ".join(say(f"formula.sort_{one}", language) for one in sorts) for language in LANGUAGES}


def _unit(unit: Unit) -> str:
    return unit.shown or unit.kind or "number"
