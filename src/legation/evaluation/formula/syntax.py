"""Formulas read into a tree: the grammar stands in ``grammar.lark``, what each node means in :mod:`evaluating`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedEOF, UnexpectedToken
from lark.exceptions import VisitError

from legation.evaluation.formula.faults import Fault, FormulaError, fault
from legation.terms.edtf import EdtfError, parse

LONGEST: Final = 4_000
DEEPEST: Final = 60
LARGEST: Final = 15


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula; ``at`` is its first character."""

    at: int

    @property
    def children(self) -> tuple[Node, ...]:
        """The parts it is made of."""
        return ()


class _OfOne(Node):
    """A node made of one part."""

    __slots__ = ()
    of: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.of,)


class _OfTwo(Node):
    """A node made of two parts."""

    __slots__ = ()
    left: Node
    right: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number written out: ``100``."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Date(Node):
    """A date written out: ``1929-06``; its first and last day."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Quoted(Node):
    """A text between quotes: a name of a person or place, or an id that looks like something else."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name on its own: a set, another indicator, ``on``."""

    id: str


@dataclass(frozen=True, slots=True)
class Field(_OfOne):
    """What is taken of each thing: ``acts(incident).object``."""

    of: Node
    name: str
    name_at: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a filter: an id, a text or a number."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: ``object = chile | spain``, ``object is state``, ``object in neighbours``.

    Args:
        field: what is compared; how: ``=``, ``!=``, ``<``, …, ``is`` or ``in``.
        words: any of which will do; within: the set, for ``in``.
    """

    at: int
    field: str
    how: str
    words: tuple[Word, ...]
    within: Node | None = None


@dataclass(frozen=True, slots=True)
class Selection(Node):
    """Standings, acts or figures of some kinds that meet every filter."""

    what: str
    kinds: tuple[Word, ...]
    filters: tuple[Filter, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(one.within for one in self.filters if one.within is not None)


@dataclass(frozen=True, slots=True)
class Grouped(_OfOne):
    """Things taken one group at a time: ``acts(agreement_signed) by instrument``."""

    of: Node
    field: str
    field_at: int


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the language applied: ``count(…)``."""

    name: str
    arguments: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments


@dataclass(frozen=True, slots=True)
class Arithmetic(_OfTwo):
    """``+ - * /``; ``sign_at`` is where the sign stands."""

    sign: str
    left: Node
    right: Node
    sign_at: int


@dataclass(frozen=True, slots=True)
class Negative(_OfOne):
    """The number with the opposite sign."""

    of: Node


@dataclass(frozen=True, slots=True)
class Compared(_OfTwo):
    """Two numbers or dates compared; ``sign_at`` is where the sign stands."""

    sign: str
    left: Node
    right: Node
    sign_at: int


@dataclass(frozen=True, slots=True)
class Joined(_OfTwo):
    """``and``, ``or``."""

    word: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Denied(_OfOne):
    """``not``."""

    of: Node


def is_declared(node: Node) -> bool:
    """Whether a formula only repeats the figures that sources state, and no act or standing bears on it."""
    if not isinstance(node, Call):
        return False
    if node.name == "stated":
        return True
    if node.name not in _REPEATS or not isinstance(node.arguments[0], Field):
        return False
    of = node.arguments[0].of
    while isinstance(of, Call) and of.name == "latest":
        of = of.arguments[0]
    return isinstance(of, Selection) and of.what == "figures" and not of.children


_REPEATS: Final = frozenset({"sum", "minimum", "maximum"})
"""Functions by which a sheet takes over a figure as it stands."""


@lru_cache(4_096)
def read_formula(text: str) -> Node:
    """The tree of a formula; the same text is read once.

    Raises:
        FormulaError: it cannot be read; its fault points at the character.
    """
    if len(text) > LONGEST:
        raise FormulaError(fault(LONGEST, "formula.too_long", most=LONGEST))
    try:
        tree: Any = _parser().parse(text)
    except UnexpectedCharacters as error:
        raise FormulaError(_strange(text, error.pos_in_stream or 0)) from error
    except UnexpectedEOF as error:
        raise FormulaError(_ends_early(text, error.expected)) from error
    except UnexpectedToken as error:
        raise FormulaError(_misplaced(text, error)) from error
    except VisitError as error:
        if isinstance(error.orig_exc, FormulaError):
            raise error.orig_exc from error
        raise
    assert isinstance(tree, Node)
    if _depth(tree) > DEEPEST:
        raise FormulaError(fault(tree.at, "formula.too_deep", most=DEEPEST))
    return tree


def walk(tree: Node) -> Iterator[Node]:
    """Every node of a tree, the outermost first."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def names_in(tree: Node) -> tuple[str, ...]:
    """The names on their own in a tree, each once: sets, indicators, words of the language."""
    return tuple(dict.fromkeys(node.id for node in walk(tree) if isinstance(node, Name)))


def _depth(tree: Node) -> int:
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in node.children)
    return deepest


@cache
def _parser() -> Lark:
    grammar = (resources.files(__package__) / "grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Tree(), maybe_placeholders=False)


def _strange(text: str, place: int) -> Fault:
    character = text[place] if place < len(text) else ""
    if character == '"':
        return fault(place, "formula.quote_open")
    if character.isupper():
        return fault(place, "formula.capital", found=character)
    return fault(place, "formula.character", found=character)


def _ends_early(text: str, expected: object) -> Fault:
    return fault(len(text.rstrip()), "formula.ends_early", expected=_wanted(expected))


def _misplaced(text: str, error: UnexpectedToken) -> Fault:
    if error.token.type == "$END":
        return _ends_early(text, error.accepts or error.expected)
    return fault(
        error.token.start_pos or 0, "formula.misplaced", found=error.token, expected=_wanted(error.accepts or error.expected)
    )


_SIGNS: Final = {
    "LPAR": "(", "RPAR": ")", "COMMA": ",", "VBAR": "|", "DOT": ".", "PLUS": "+", "MINUS": "-", "TIMES": "*", "OVER": "/",
    "COMPARED": "=", "AND": "and", "OR": "or", "NOT": "not", "BY": "by", "IN": "in", "IS": "is", "NAME": "count",
    "NUMBER": "100", "DATE": "1929-06", "TEXT": '"…"', "SELECTED": "acts",
}  # fmt: skip
_USUAL_FIRST: Final[tuple[str, ...]] = ("RPAR", "COMMA", "NAME", "SELECTED", "COMPARED", "NUMBER", "IN", "IS", "PLUS")


def _wanted(expected: object) -> str:
    names = {str(name) for name in expected} if isinstance(expected, set | list | frozenset | tuple) else set()
    chosen = [name for name in _USUAL_FIRST if name in names] or sorted(names & _SIGNS.keys())
    return "  ".join(_SIGNS[name] for name in chosen[:4]) or ")"


def _unquoted(token: Token) -> str:
    return str(token)[1:-1] if token.type == "TEXT" else str(token)


class _Tree(Transformer[Token, Node]):
    """Builds the nodes while the parser reduces, so that no formula is too deep for it."""

    def start(self, children: list[Any]) -> Any:
        return children[0]

    def bracketed(self, children: list[Any]) -> Any:
        return children[0]

    def number(self, children: list[Token]) -> Number:
        (token,) = children
        if len(token) > LARGEST:
            raise FormulaError(fault(_place(token), "formula.number_long", most=LARGEST))
        return Number(_place(token), float(token), str(token))

    def date(self, children: list[Token]) -> Date:
        return date_of(str(children[0]), _place(children[0]))

    def text(self, children: list[Token]) -> Quoted:
        return Quoted(_place(children[0]), _unquoted(children[0]))

    def name(self, children: list[Token]) -> Name:
        return Name(_place(children[0]), str(children[0]))

    def field(self, children: list[Any]) -> Field:
        return Field(children[0].at, children[0], str(children[1]), _place(children[1]))

    def selection(self, children: list[Any]) -> Selection:
        what, kinds, *filters = children
        return Selection(_place(what), str(what), kinds, tuple(filters))

    def kinds(self, children: list[Word]) -> Any:
        return tuple(children)

    def word(self, children: list[Token]) -> Any:
        return Word(_place(children[0]), _unquoted(children[0]))

    def compares(self, children: list[Any]) -> Any:
        field, how, *words = children
        return Filter(_place(field), str(field), str(how), tuple(words))

    def is_of(self, children: list[Any]) -> Any:
        field, *words = children
        return Filter(_place(field), str(field), "is", tuple(words))

    def is_in(self, children: list[Any]) -> Any:
        field, within = children
        return Filter(_place(field), str(field), "in", (), within)

    def call(self, children: list[Any]) -> Call:
        name, *arguments = children
        return Call(_place(name), str(name), tuple(arguments))

    def grouped(self, children: list[Any]) -> Grouped:
        return Grouped(children[0].at, children[0], str(children[1]), _place(children[1]))

    def arithmetic(self, children: list[Any]) -> Arithmetic:
        left, sign, right = children
        return Arithmetic(left.at, str(sign), left, right, _place(sign))

    def compared(self, children: list[Any]) -> Compared:
        left, sign, right = children
        return Compared(left.at, str(sign), left, right, _place(sign))

    def negative(self, children: list[Any]) -> Negative:
        return Negative(_place(children[0]), children[1])

    def denied(self, children: list[Any]) -> Denied:
        return Denied(_place(children[0]), children[1])

    def either(self, children: list[Any]) -> Joined:
        return Joined(children[0].at, "or", children[0], children[1])

    def both(self, children: list[Any]) -> Joined:
        return Joined(children[0].at, "and", children[0], children[1])


def date_of(text: str, at: int) -> Date:
    """The date that a text of a formula states.

    Raises:
        FormulaError: the calendar has no such date.
    """
    try:
        found = parse(text)
    except EdtfError as error:
        raise FormulaError(fault(at, "formula.date", value=text, en=error.message("en"), es=error.message("es"))) from error
    assert isinstance(found.first, int) and isinstance(found.last, int)
    return Date(at, text, found.first, found.last)


def _place(token: Token) -> int:
    return token.start_pos or 0
