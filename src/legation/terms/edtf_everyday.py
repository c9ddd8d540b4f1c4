"""Dates as people write them in Spanish and English (``12 de junio de 2011``, ``c. 1850``), in EDTF to be suggested.

Nothing here reads a date into a record. Each way of writing is a function that proposes texts, likeliest first; what
is proposed need not be a date (``2011-13-12``), for the parser keeps only what it can read. Where day and month may
be exchanged, the day comes first, as in Peru.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Final

_MONTH_NAMES: Final = (
    "january enero jan ene", "february febrero feb", "march marzo mar", "april abril apr abr", "may mayo",
    "june junio jun", "july julio jul", "august agosto aug ago", "september septiembre setiembre sep sept set",
    "october octubre oct", "november noviembre nov", "december diciembre dec dic",
)  # fmt: skip
_MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_SEASONS: Final = {
    "spring": 21, "primavera": 21, "summer": 22, "verano": 22,
    "autumn": 23, "fall": 23, "otono": 23, "winter": 24, "invierno": 24,
}  # fmt: skip
_SMALL_WORDS: Final = frozenset({
    "de", "del", "la", "el", "los", "las", "en", "a", "al", "ano", "anos", "of", "the", "in", "on", "year",
    "st", "nd", "rd", "th", "o", "ro", "ero", "er",
})  # fmt: skip
_FIRST: Final = {"primero": "1", "first": "1"}
_ROMANS: Final = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI",
    "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI",
)  # fmt: skip

_DAY_MONTH_YEAR: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ](-?[0-9]{4})")
_MONTH_YEAR: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_YEAR_MONTH_DAY: Final = re.compile(r"(-?[0-9]{4})([-/. ])([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?([?~%]?)")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_YEARS: Final = re.compile(r"([0-9]{4})-([0-9]{4})([?~%]?)")
_BETWEEN: Final = re.compile(r"(?:entre|between)\s+(?P<a>\S.*?)\s+(?:y|e|and)\s+(?P<b>\S.*)")
_FROM_TO: Final = re.compile(
    r"(?:(?:de|del|desde|from)\s+)?(?P<a>\S.*?)"
    r"(?:\s+(?:-|a|al|hasta|to|till|until|through)\s+|\s*(?:/|\.\.)\s*|(?<=[0-9])-(?=[a-z]))(?P<b>\S.*)"
)
_ABOUT: Final = re.compile(
    r"(?:circa|ca\.?|c\.?|about|around|approx(?:\.|imately)?|"
    r"hacia|h\.|alrededor de|aprox(?:\.|imadamente)?|cerca de|por)\s*(\S.*)"
)
_PROBABLY: Final = re.compile(r"(?:probably|possibly|probablemente|posiblemente|quiza|tal vez)\s+(\S.*)")
_ABOUT_AFTER: Final = re.compile(r"(\S.*?)\s*\(?(?:circa|ca\.?|approx(?:\.|imately)?|aprox(?:\.|imadamente)?)\)?")
_PROBABLY_AFTER: Final = re.compile(r"(\S.*?)\s*\(?\?\)?")
_EITHER: Final = re.compile(r"(?:either\s+)?(\S.*?)\s+(?:o|u|or)\s+(\S.*)")
_SEVERAL: Final = re.compile(r"(\S.*?)(?:\s*[,;&]\s*|\s+(?:y|e|and)\s+)(\S.*)")
_SHORT_END: Final = re.compile(r"(-?[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)/([0-9]{2}(?:-[0-9]{2})?)")
_BEFORE: Final = re.compile(r"(?:before|antes de|antes del)\s+(?:ano\s+)?([0-9]{4})")
_AFTER: Final = re.compile(r"(?:after|despues de|despues del)\s+(?:ano\s+)?([0-9]{4})")
_SINCE: Final = re.compile(r"(?:since|from|desde|a partir de)\s+(?:el\s+)?(\S.*)")
_UNTIL: Final = re.compile(r"(?:until|till|hasta)\s+(?:el\s+)?(\S.*)")
_DECADE: Final = re.compile(r"(?:the\s+)?([0-9]{3})0'?s|(?:(?:la\s+)?decada\s+de(?:l)?\s+|(?:los\s+)?anos\s+)([0-9]{3})0")
_CENTURY: Final = re.compile(
    r"(?:el\s+)?(?:siglo|s\.)\s*([ivx]+|[0-9]{1,2})|(?:the\s+)?(?:([0-9]{1,2})(?:st|nd|rd|th)|([ivx]+))\s+century"
)
_BEFORE_CHRIST: Final = re.compile(r"([0-9]{1,4})\s*(?:a\.?\s*c\.?|b\.?\s*c\.?(?:\s*e\.?)?)|bc\s+([0-9]{1,4})")
_SIGNS: Final = {
    "\N{MINUS SIGN}": "-",
    "\N{FRACTION SLASH}": "/",
    "\N{FULLWIDTH SOLIDUS}": "/",
    "\N{HORIZONTAL ELLIPSIS}": "..",
    "\N{NO-BREAK SPACE}": " ",
    "\N{FULLWIDTH QUESTION MARK}": "?",
    "\N{FULLWIDTH TILDE}": "~",
    "\N{FULLWIDTH COMMA}": ",",
}
_NO_DATE: Final = frozenset({
    "s/f", "s.f.", "s.f", "sf", "sin fecha", "sin datos", "desconocida", "desconocido", "se desconoce",
    "n.d.", "n.d", "nd", "no date", "undated", "unknown", "n/a", "na", "none", "null", "unknown/unknown",
    "-", "--", "?",
})  # fmt: skip
_NOW: Final = frozenset({
    "presente", "actualidad", "la actualidad", "hoy", "la fecha", "present", "the present", "today", "now", "date",
})  # fmt: skip


def everyday(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What ``text`` may mean, by each way of writing that it follows; first those that explain most."""
    plain = _plain(text)
    if plain in _NO_DATE:
        yield "undated", ()
    for code, reading in _READINGS:
        candidates = tuple(reading(plain))
        if candidates:
            yield code, candidates
    if re.search("[0-9]", plain) and not re.search("[0-9]{4}", plain) and _names_a_month(plain):
        yield "no_year", ()


def left_over(text: str) -> str:
    """``text`` without the punctuation that stands around a date, or after it."""
    return text.strip(" \"'()«»“”").rstrip(" -/.,;:Z")


def unblanked(text: str) -> str:
    """``text`` without any blank."""
    return "".join(text.split())


def ascii_signs(text: str) -> str:
    """``text`` with every script's digits written 0-9, every dash a hyphen and every slash a slash."""
    return "".join(_ascii(char) for char in text)


def _ascii(char: str) -> str:
    digit = unicodedata.digit(char, None) if unicodedata.category(char) == "Nd" else None
    if digit is not None:
        return str(digit)
    if unicodedata.category(char) == "Pd":
        return "-"
    return _SIGNS.get(char, char)


def _plain(text: str) -> str:
    """Lower case, without accents, blanks at the ends or doubled, or marks of question around."""
    unaccented = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(unaccented.lower().replace("¿", "").split())


def _swapped(plain: str) -> Iterator[str]:
    match = _DAY_MONTH_YEAR.fullmatch(plain)
    if match:
        one, two, year = int(match[1]), int(match[2]), match[3]
        if one <= 12 and two <= 12 and one != two:
            yield f"{year}-{two:02d}-{one:02d}"
            yield f"{year}-{one:02d}-{two:02d}"


def _year_last(plain: str) -> Iterator[str]:
    match = _DAY_MONTH_YEAR.fullmatch(plain)
    if match:
        one, two, year = int(match[1]), int(match[2]), match[3]
        yield f"{year}-{two:02d}-{one:02d}"
        yield f"{year}-{one:02d}-{two:02d}"
    match = _MONTH_YEAR.fullmatch(plain)
    if match:
        yield f"{match[2]}-{int(match[1]):02d}"


def _year_first(plain: str) -> Iterator[str]:
    match = _YEAR_MONTH_DAY.fullmatch(plain)
    if not match:
        return
    year, separator, month, day, qualifier = match.groups()
    if day or separator != "-" or len(month) == 1:
        yield "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])]) + qualifier
    if separator == "/" and not day and len(month) == 2:
        yield f"{year}/{year[:-2]}{month}{qualifier}"


def _compact(plain: str) -> Iterator[str]:
    match = _COMPACT.fullmatch(plain)
    if match:
        if int(match[2]) <= 12:
            yield "-".join(part for part in match.groups() if part)
        elif match[3]:
            yield f"{plain[4:]}-{plain[2:4]}-{plain[:2]}"


def _short_end(plain: str) -> Iterator[str]:
    """An end without the year or month it shares with the start: ``1879-04-05/10-20``."""
    match = _SHORT_END.fullmatch(plain)
    if match:
        begin, end = match.groups()
        if len(end) < len(begin):
            yield f"{begin}/{begin[: len(begin) - len(end)]}{end}"


class _Wording:
    """The names and numbers of a wording: ``del 2 al 5 de mayo de 1866`` has one name, a year and two days."""

    def __init__(self, plain: str) -> None:
        words = [word for word in re.findall(r"[0-9]+|[a-z]+", plain) if word not in _SMALL_WORDS]
        numbers = [_FIRST.get(word, word) for word in words if word.isdigit() or word in _FIRST]
        self.names = [word for word in words if not word.isdigit() and word not in _FIRST]
        self.months = [_month(name, plain) for name in self.names]
        self.days = [number.zfill(2) for number in numbers if len(number) <= 2]
        years = [number for number in numbers if len(number) == 4]
        self.year = years[0] if len(years) == 1 and len(numbers) == 1 + len(self.days) else None


def _words(plain: str) -> Iterator[str]:
    """A month or season by its name, with a year and perhaps a day: ``1.º de junio de 1879``, ``June 12th, 2011``."""
    said = _Wording(plain)
    if said.year is None or len(said.names) != 1 or len(said.days) > 1:
        return
    if said.months[0]:
        yield "-".join([said.year, said.months[0], *said.days])
    elif said.names[0] in _SEASONS and not said.days:
        yield f"{said.year}-{_SEASONS[said.names[0]]}"


def _words_span(plain: str) -> Iterator[str]:
    """Two days of one month or two months of one year: ``del 2 al 5 de mayo de 1866``, ``mayo-junio de 1866``."""
    said = _Wording(plain)
    if said.year is None or not said.months or "" in said.months or not re.search(r"-|\b(?:al?|to)\b", plain):
        return
    year, months, days = said.year, said.months, said.days
    if len(months) == 1 and len(days) == 2:
        yield f"{year}-{months[0]}-{days[0]}/{year}-{months[0]}-{days[1]}"
    elif len(months) == 2 and not days:
        yield f"{year}-{months[0]}/{year}-{months[1]}"
    elif len(months) == 2 and len(days) == 2:
        yield f"{year}-{months[0]}-{days[0]}/{year}-{months[1]}-{days[1]}"


def _month(name: str, plain: str) -> str:
    """The two digits of a month named in words, in Roman numerals or with a slip of the pen; empty if it is none.

    A Roman numeral stands between a day and a year: the X of ``1822-X`` is a digit left open.
    """
    if name in _SEASONS:
        return ""
    number = _MONTHS.get(name, 0)
    if name.upper() in _ROMANS[:12] and re.search(rf"[0-9][-/. ]+{name}[-/. ]+(?:de )?[0-9]{{4}}", plain):
        number = _ROMANS.index(name.upper()) + 1
    if not number and len(name) >= 4:
        number = next((_MONTHS[near] for near in get_close_matches(name, _MONTHS, n=1, cutoff=0.8)), 0)
    return f"{number:02d}" if number else ""


def _names_a_month(plain: str) -> bool:
    return any(word in _MONTHS for word in re.findall("[a-z]+", plain))


def _about(plain: str) -> Iterator[str]:
    match = _ABOUT.fullmatch(plain) or _ABOUT_AFTER.fullmatch(plain)
    if match:
        for date in _simple(match[1]):
            yield f"{date.rstrip('?~%')}{'%' if '?' in date else '~'}"


def _probably(plain: str) -> Iterator[str]:
    match = _PROBABLY.fullmatch(plain) or _PROBABLY_AFTER.fullmatch(plain)
    if match:
        yield from (f"{date}?" for date in _simple(match[1]))


def _either(plain: str) -> Iterator[str]:
    match = _EITHER.fullmatch(plain)
    if match:
        yield from (f"[{a}, {b}]" for a in _simple(match[1]) for b in _simple(match[2]))


def _several(plain: str) -> Iterator[str]:
    match = _SEVERAL.fullmatch(plain)
    if match:
        pairs = [f"{a}, {b}" for a in _simple(match[1]) for b in _simple(match[2])]
        yield from (f"{{{pair}}}" for pair in pairs)
        yield from (f"[{pair}]" for pair in pairs)


def _between(plain: str) -> Iterator[str]:
    match = _BETWEEN.fullmatch(plain)
    if match:
        yield from (f"[{a}..{b}]" for a in _simple(match["a"]) for b in _simple(match["b"]))


def _span(plain: str) -> Iterator[str]:
    years = _YEARS.fullmatch(plain)
    if years:
        yield f"{years[1]}/{years[2]}{years[3]}"
    match = _FROM_TO.fullmatch(plain)
    if match and match["b"] in _NOW:
        yield from (f"{a}/.." for a in _simple(match["a"]))
    elif match:
        yield from (f"{a}/{b}" for a in _simple(match["a"]) for b in _simple(match["b"]))
        if ".." in plain:
            yield from (f"[{a}..{b}]" for a in _simple(match["a"]) for b in _simple(match["b"]))


def _open_span(plain: str) -> Iterator[str]:
    since, until = _SINCE.fullmatch(plain), _UNTIL.fullmatch(plain)
    if since:
        yield from (f"{date}/.." for date in _simple(since[1]))
    if until:
        yield from (f"/{date}" for date in _simple(until[1]))


def _before_or_after(plain: str) -> Iterator[str]:
    before, after = _BEFORE.fullmatch(plain), _AFTER.fullmatch(plain)
    if before and int(before[1]):
        yield f"[..{int(before[1]) - 1:04d}]"
    if after:
        yield f"[{int(after[1]) + 1:04d}..]"


def _decade(plain: str) -> Iterator[str]:
    match = _DECADE.fullmatch(plain)
    if match:
        digits = match[1] or match[2]
        if digits.endswith("0"):
            yield f"{digits[:2]}XX"
        yield f"{digits}X"


def _century(plain: str) -> Iterator[str]:
    match = _CENTURY.fullmatch(plain)
    if match:
        written = (match[1] or match[2] or match[3]).upper()
        number = int(written) if written.isdigit() else _ROMANS.index(written) + 1 if written in _ROMANS else 0
        if 1 <= number <= 99:
            yield f"{number - 1:02d}XX"


def _before_christ(plain: str) -> Iterator[str]:
    match = _BEFORE_CHRIST.fullmatch(plain)
    if match:
        number = int(match[1] or match[2])
        if number:
            yield f"-{number - 1:04d}" if number > 1 else "0000"


def _simple(plain: str) -> list[str]:
    """One date inside a longer wording: as it stands, or its first likely meaning."""
    upper = plain.upper()
    found = [upper] if re.fullmatch(r"[-0-9X?~%]{4,}", upper) else []
    for reading in (_year_last, _year_first, _words, _century, _decade):
        found += list(reading(plain))[:1]
    return found[:2]


_READINGS: Final[tuple[tuple[str, Callable[[str], Iterator[str]]], ...]] = (
    ("day_or_month", _swapped),
    ("year_last", _year_last),
    ("year_first", _year_first),
    ("compact", _compact),
    ("short_end", _short_end),
    ("before_christ", _before_christ),
    ("decade", _decade),
    ("century", _century),
    ("between", _between),
    ("before_or_after", _before_or_after),
    ("span", _span),
    ("span", _words_span),
    ("open_span", _open_span),
    ("about", _about),
    ("probably", _probably),
    ("words", _words),
    ("either", _either),
    ("several", _several),
)
