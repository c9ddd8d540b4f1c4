"""Dates as sources give them: EDTF, the extended date/time format, levels 0, 1 and 2.

Source: ISO 8601-2:2019 in the Library of Congress profile (EDTF specification, 4 February 2019). Our readings where
these leave room, or where other readers of EDTF differ:

- The two-digit century and three-digit decade of ISO 8601-2 (``19``, ``193``), fractions of a second and offsets
  without a colon are outside the profile; they are refused, and ``19XX``, ``193X``, ``+02:30`` suggested. So is a
  time in an interval.
- Negative years are level 1, as the Library of Congress says.
- An interval (and a span in a set) is refused when its end begins before its start, whatever their precisions:
  ``2012/2011``, and ``1822-03/1822``, for the year 1822 begins before March. An end with unspecified digits, or in a
  season of no stated hemisphere, says only where it may lie, and is refused only if it lies wholly before:
  ``1822-03/1822-XX`` is well. ``1822/1822`` and ``1822-01-01/1822`` are accepted. Each end is then read by itself.
- ``../..``, ``/..`` and ``../`` are accepted: some end is said to be open. ``/`` says nothing and is refused.
- A season may carry a qualifier (``2011-23~``) and its year unspecified digits (``182X-21``).
- In sets, ``..`` may open only the first member to the past and the last to the future; blanks may stand beside
  commas only.
- The significant digits of ``1950S2`` are checked but neither move the bounds nor widen the fringe.
- 24:00:00 is the end of the day it is written with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from legation.terms.edtf_dates import Date, read_date
from legation.terms.edtf_errors import EdtfError, Fault, excerpt
from legation.terms.edtf_ranges import OPEN_RANGE, UNKNOWN_RANGE, Bound, Range, coarsest, earliest, latest
from legation.terms.edtf_rewriting import WITHOUT_A_DATE, WORTH_MENDING, Rewriting, rewritings

__all__ = ["LONGEST", "Bound", "Edtf", "EdtfError", "Range", "parse"]

LONGEST: Final = 200
"""The most characters a date may have; only sets come near."""

_MOST_SUGGESTIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as a source gives it, and the days it may mean.

    Example: ``parse("1879-04~/1883-10-20")`` began on some day of about April 1879, and 20 October 1883 was its last
    day.

    Attributes:
        text: the date as written.
        form: ``date`` and ``one_of`` happened once; an ``interval`` lasted; ``all_of`` happened on each member.
        level: the lowest level of EDTF that has it.
        begin: the days on which it may have happened; of an interval, on which it may have begun; of ``all_of``, its
            first member.
        end: of an interval and of ``all_of``, the days that may have been its last (included).
        begin_fringe: ``begin``, wider by one unit of what a qualifier covers on either side.
        end_fringe: the same of ``end``.
        precision: the unit of the coarsest member: ``day``, ``month``, ``season``, ``quarter``, ``quadrimester``,
            ``semester``, ``year``, ``decade``, ``century``, ``millennium``, ``ten_millennia``; ``none`` if no date
            is given (``../..``). A unit is what is pinned down: ``1822-XX-05`` is precise to the year.
        qualifiers: which of ``?`` (uncertain), ``~`` (approximate) and ``%`` (both) it carries anywhere.
        seconds: the time of day as written, in seconds, whatever its offset; ``None`` if none is.
    """

    text: str
    form: Literal["date", "interval", "one_of", "all_of"]
    level: int
    begin: Range
    end: Range | None
    begin_fringe: Range
    end_fringe: Range | None
    precision: str
    qualifiers: frozenset[str]
    seconds: int | None

    @property
    def first(self) -> int | Bound:
        """The first possible day of the whole."""
        return self.begin.lo

    @property
    def last(self) -> int | Bound:
        """The last possible day of the whole."""
        return self.begin.hi if self.end is None else self.end.hi

    @property
    def is_exact(self) -> bool:
        """Whether it is one known day, with nothing open and nothing qualified."""
        return isinstance(self.first, int) and self.first == self.last and not self.qualifiers


def parse(text: str) -> Edtf:
    """The date that ``text`` states, read strictly: no blanks trimmed, nothing guessed.

    Raises:
        EdtfError: it states none; the error names the place and, where something is likely meant, how to write it.
    """
    try:
        return _read(text)
    except Fault as fault:
        raise _error(text, fault) from None


def _error(text: str, fault: Fault) -> EdtfError:
    """The refusal of ``text``: as a known way of writing if it follows one, else as the strict reader found it."""
    code, column = fault.code, fault.column
    suggestions = tuple(fix for fix in fault.fixes if _is_date(fix))
    values = dict(fault.values)
    known = _known_writing(text) if len(text) <= LONGEST else None
    if known is not None:
        code, suggestions = known
        values["text"] = excerpt(text)
    if code == "blank" and not text[column - 1 : column].isspace():
        column = next(index for index, char in enumerate(text, start=1) if char.isspace())
    return EdtfError(
        text, f"dates.{code}", values | {"column": column}, column, tuple(dict.fromkeys(suggestions))[:_MOST_SUGGESTIONS]
    )


def _known_writing(text: str) -> Rewriting | None:
    """The first way of writing known by name that ``text`` follows, and the dates it may mean so read."""
    found = [(code, [each for each in candidates if each != text]) for code, candidates in rewritings(text)]
    for code, candidates in found:
        dates = [candidate for candidate in candidates if _is_date(candidate)]
        if dates or code in WITHOUT_A_DATE:
            return code, tuple(dates)
    for code, candidates in found:
        mended = _mended(candidates[0]) if candidates and code in WORTH_MENDING else None
        if mended is not None:
            return code, (mended,)
    return None


def _mended(text: str) -> str | None:
    """The first fix of the one fault in ``text``: 31 June becomes 30 June."""
    try:
        _read(text)
    except Fault as fault:
        return next((fix for fix in fault.fixes if _is_date(fix)), None)
    return None


def _is_date(text: str) -> bool:
    try:
        _read(text)
    except Fault:
        return False
    return True


@lru_cache(maxsize=1 << 14)  # a record writes the same dates many times
def _read(text: str) -> Edtf:
    if len(text) > LONGEST:
        raise Fault("long", LONGEST + 1, text=excerpt(text), length=len(text), most=LONGEST)
    if not text:
        raise Fault("empty", 1)
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    date = read_date(text)
    return Edtf(text, "date", date.level, date.range, None, date.fringe, None, date.precision, date.qualifiers, date.seconds)


def _interval(text: str) -> Edtf:
    middle = text.index("/")
    if "/" in text[middle + 1 :]:
        raise Fault("interval_parts", text.index("/", middle + 1) + 1, text=excerpt(text))
    if text == "/":
        raise Fault("interval_empty", 1, text=text)
    begin = _end_of_interval(text, 0, middle)
    end = _end_of_interval(text, middle + 1, len(text))
    if isinstance(begin, Date) and isinstance(end, Date):
        _check_order(text, (0, middle), begin, (middle + 1, len(text)), end)
    dates = [side for side in (begin, end) if isinstance(side, Date)]
    level = max((2 if date.has_gaps else date.level for date in dates), default=1)
    return Edtf(
        text=text,
        form="interval",
        level=max(level, 1 if len(dates) < 2 else 0),
        begin=_range(begin),
        end=_range(end),
        begin_fringe=_fringe(begin),
        end_fringe=_fringe(end),
        precision=coarsest(date.precision for date in dates),
        qualifiers=frozenset[str]().union(*(date.qualifiers for date in dates)),
        seconds=None,
    )


def _end_of_interval(text: str, start: int, stop: int) -> Date | Bound:
    part = text[start:stop]
    if not part:
        return Bound.UNKNOWN
    return Bound.OPEN if part == ".." else _member(text, start, stop)


def _member(text: str, start: int, stop: int) -> Date:
    """The date at ``text[start:stop]``, which may have no time of day."""
    try:
        date = read_date(text[start:stop])
    except Fault as fault:
        raise fault.within(text, start, stop) from None
    if date.seconds is not None:
        day = text[start:stop].partition("T")[0]
        column = start + len(day) + 1
        raise Fault("time_in_span", column, [text[:start] + day + text[stop:]], text=excerpt(text))
    return date


def _check_order(text: str, first: tuple[int, int], begin: Date, second: tuple[int, int], end: Date) -> None:
    """Refuses a span whose end lies, or begins, before its start."""
    begin_lo, end_lo, end_hi = begin.range.lo, end.range.lo, end.range.hi
    if isinstance(begin_lo, Bound) or isinstance(end_lo, Bound) or isinstance(end_hi, Bound):
        return  # a date read by itself has days
    if begin_lo <= (end_hi if end.has_gaps or end.is_vague else end_lo):
        return
    begin_text, end_text = text[slice(*first)], text[slice(*second)]
    between = text[first[1] : second[0]]
    if begin_lo > end_hi:
        fixes = [text[: first[0]] + end_text + between + begin_text + text[second[1] :]]
        raise Fault("order", second[0] + 1, fixes, text=excerpt(text), begin=begin_text, end=end_text)
    bare = end_text.rstrip("?~%")
    fixes = [f"{text[: second[0]]}{bare}-XX{end_text[len(bare) :]}{text[second[1] :]}"]
    raise Fault("order_coarse", second[0] + 1, fixes, text=excerpt(text), begin=begin_text, end=end_text)


def _set(text: str) -> Edtf:
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing) or len(text) < 2:
        fixes = [text.rstrip("[]{}") + closing]
        raise Fault("set_unclosed", len(text), fixes, text=excerpt(text), opening=text[0], closing=closing)
    spans = [_span(text, start, stop, place) for start, stop, place in _member_places(text)]
    dates = [side for span in spans for side in span if isinstance(side, Date)]
    once = closing == "]"

    def hull(part: Callable[[Date | Bound], Range]) -> tuple[Range, Range | None]:
        begins, ends = [part(begin) for begin, _ in spans], [part(end) for _, end in spans]
        if once:
            return Range(earliest(begin.lo for begin in begins), latest(end.hi for end in ends)), None
        first = Range(earliest(begin.lo for begin in begins), earliest(begin.hi for begin in begins))
        return first, Range(latest(end.lo for end in ends), latest(end.hi for end in ends))

    (begin, end), (begin_fringe, end_fringe) = hull(_range), hull(_fringe)
    return Edtf(
        text=text,
        form="one_of" if once else "all_of",
        level=2,
        begin=begin,
        end=end,
        begin_fringe=begin_fringe,
        end_fringe=end_fringe,
        precision=coarsest(date.precision for date in dates),
        qualifiers=frozenset[str]().union(*(date.qualifiers for date in dates)),
        seconds=None,
    )


def _member_places(text: str) -> Iterator[tuple[int, int, Literal["first", "inner", "last", "only"]]]:
    """Where each member of a set stands, without the blanks beside commas, and its place in the order."""
    members = text[1:-1].split(",")
    start = 1
    for index, member in enumerate(members):
        is_first, is_last = index == 0, index == len(members) - 1
        skipped = 0 if is_first else len(member) - len(member.lstrip(" "))
        dropped = 0 if is_last else len(member) - len(member.rstrip(" "))
        stop = start + len(member)
        place: Literal["first", "inner", "last", "only"] = (
            "only" if is_first and is_last else "first" if is_first else "last" if is_last else "inner"
        )
        yield min(start + skipped, stop), max(stop - dropped, min(start + skipped, stop)), place
        start = stop + 1


def _span(text: str, start: int, stop: int, place: str) -> tuple[Date | Bound, Date | Bound]:
    """A member of a set: one date as its own begin and end, or a span ``a..b``, ``..b`` or ``a..``."""
    if start == stop:
        raise Fault("set_member", start + 1, text=excerpt(text))
    dots = text.find("..", start, stop)
    if dots < 0:
        date = _member(text, start, stop)
        return date, date
    if stop - start == 2:
        raise Fault("set_member", start + 1, text=excerpt(text))
    begin = Bound.OPEN if dots == start else _member(text, start, dots)
    end = Bound.OPEN if dots + 2 == stop else _member(text, dots + 2, stop)
    if (begin is Bound.OPEN and place not in ("first", "only")) or (end is Bound.OPEN and place not in ("last", "only")):
        raise Fault("set_open", dots + 1, text=excerpt(text))
    if isinstance(begin, Date) and isinstance(end, Date):
        _check_order(text, (start, dots), begin, (dots + 2, stop), end)
    return begin, end


def _range(side: Date | Bound) -> Range:
    if isinstance(side, Bound):
        return OPEN_RANGE if side is Bound.OPEN else UNKNOWN_RANGE
    return side.range


def _fringe(side: Date | Bound) -> Range:
    return side.fringe if isinstance(side, Date) else _range(side)
