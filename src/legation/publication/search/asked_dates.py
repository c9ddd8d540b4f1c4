"""The dates in a question: on which day, between which, as known when; as people write them in Spanish and English."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from legation.publication.asked import Asked, QuestionError, asked
from legation.publication.search.words import plain
from legation.terms.days import iso
from legation.terms.edtf_everyday import everyday

_MONTH: Final = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
)
_DATE: Final = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th|ro|o)?(?: de)? {_MONTH}(?: (?:de|del|of))? [0-9]{{4}}|"
    rf"{_MONTH} [0-9]{{1,2}},? [0-9]{{4}}|{_MONTH}(?: (?:de|del|of))? [0-9]{{4}}|"
    r"(?:el )?siglo [ivx]+|(?:the )?[0-9]{1,2}(?:st|nd|rd|th) century|decada de(?:l)? [0-9]{4}|(?:los )?anos [0-9]{3}0|"
    r"(?:the )?[0-9]{3}0'?s|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}|[0-9]{4})(?![0-9])"
)
_THE: Final = r"(?:the end of |the year |el fin de |fines de |el ano |el |la |los |the )?"
_PATTERNS: Final = tuple(
    (name, re.compile(rf"(?<![\w-]){pattern}"))
    for name, pattern in (
        ("known", rf"(?:as )?known(?: in| on| by| at)? {_THE}({_DATE})"),
        ("known", rf"(?:segun lo )?(?:conocid|sabid)[oa]s?(?: en| al| a)? {_THE}({_DATE})"),
        (
            "between",
            rf"(?:between|from|entre|desde|de|del) {_THE}({_DATE}) (?:and|to|through|until|y|a|al|hasta) {_THE}({_DATE})",
        ),
        ("between", rf"{_THE}({_DATE}) (?:with|con) {_THE}({_DATE})"),
        ("before", rf"(?:before|prior to|antes de|antes del) {_THE}({_DATE})"),
        ("until", rf"(?:until|till|up to|through|hasta) {_THE}({_DATE})"),
        ("after", rf"(?:after|despues de|despues del|tras) {_THE}({_DATE})"),
        ("since", rf"(?:since|from|starting in|desde|a partir de) {_THE}({_DATE})"),
        ("on", rf"(?:(?:in|on|at|by|during|en|durante|al|de|del|of) )?{_THE}({_DATE})"),
    )
)


_END_OF_YEAR: Final = re.compile(r"\b(?:end of|fin de|fines de|finales de|final de) (?:the year |ano )?([0-9]{4})(?![0-9-])")


@dataclass(frozen=True)
class Dates:
    """The dates of a question: ``on`` a day or period; from ``first`` through ``last``; as ``known``; None where not asked."""

    on: Asked | None = None
    known: Asked | None = None
    first: Asked | None = None
    last: Asked | None = None


def dates_in(text: str) -> tuple[Dates, str]:
    """The dates of a question, and the rest of it without them, its accents and case gone."""
    rest = _END_OF_YEAR.sub(r"\1-12-31", " ".join(plain(text).split()))
    found = Dates()
    for name, pattern in _PATTERNS:
        match = pattern.search(rest)
        if match is None or (name != "known" and _has(found, name)):
            continue
        days = [_asked(one) for one in match.groups()]
        read = [one for one in days if one is not None]
        if len(read) == len(days):
            found = _with(found, name, read)
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    return found, rest


def _has(found: Dates, name: str) -> bool:
    if name in ("between", "on"):
        return any((found.on, found.first, found.last))
    return (found.last if name in ("before", "until") else found.first) is not None


def _with(found: Dates, name: str, days: list[Asked]) -> Dates:
    one = days[0]
    if name == "known":
        return replace(found, known=one)
    if name == "between":
        return replace(found, first=one, last=days[1])
    if name == "before":
        day = one.first - 1
        return replace(found, last=Asked(iso(day), day, day))
    if name == "until":
        return replace(found, last=one)
    if name == "after":
        day = one.last + 1
        return replace(found, first=Asked(iso(day), day, day))
    return replace(found, first=one) if name == "since" else replace(found, on=one)


def _asked(text: str) -> Asked | None:
    said = text.removeprefix("el ").removeprefix("the ")
    candidates = [said, *(one for _, readings in everyday(said) for one in readings)]
    for one in candidates:
        try:
            return asked(one)
        except QuestionError:
            continue
    return None
