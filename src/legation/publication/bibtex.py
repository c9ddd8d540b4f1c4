"""CSL-JSON as BibTeX: accents and signs as LaTeX writes them, so that every BibTeX of the last thirty years reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from legation.terms.days import civil
from legation.terms.edtf import EdtfError, parse

Entry = Mapping[str, Any]

KINDS: Final = {
    "article": "article", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
}  # fmt: skip
CONTAINERS: Final = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
PUBLISHERS: Final = {"techreport": "institution", "phdthesis": "school", "misc": "howpublished"}
PLAIN: Final = {
    "volume": "volume", "edition": "edition", "chapter-number": "chapter", "publisher-place": "address", "language": "language",
    "version": "version", "ISBN": "isbn", "ISSN": "issn",
}  # fmt: skip
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BRACES: Final = {ord("{"): r"{\textbraceleft}", ord("}"): r"{\textbraceright}", ord("\\"): r"{\textbackslash}"}


def as_bibtex(entries: Iterable[Entry]) -> str:
    """CSL-JSON entries as a BibTeX file.

    A key is the entry's id, in the signs that BibTeX allows. Titles keep their capitals. A source dated within one month gives
    year and month, within one year the year, otherwise the years between which it came out; without a date there is no year.
    """
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares import AddEnclosingMiddleware
    from bibtexparser.model import Entry as Written
    from bibtexparser.model import Field
    from bibtexparser.writer import BibtexFormat

    library = Library()
    keys: set[str] = set()
    for entry in entries:
        kind = KINDS.get(str(entry.get("type")), "misc")
        fields = [Field(name, value) for name, value in _fields(entry, kind).items()]
        for field in fields:
            field.enclosing = "no-enclosing" if field.key == "month" else "{"
        library.add(Written(kind, _key(str(entry["id"]), keys), fields))
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent, form.trailing_comma, form.block_separator = "  ", True, "\n"
    enclose = AddEnclosingMiddleware(
        reuse_previous_enclosing=True, enclose_integers=True, default_enclosing="{", allow_inplace_modification=True
    )
    return str(write_string(library, unparse_stack=[enclose], bibtex_format=form))


def _fields(entry: Entry, kind: str) -> dict[str, str]:
    found = {role: _names(entry.get(role)) for role in ("author", "editor")}
    found["title"] = f"{{{latex(_said(entry, 'title'))}}}" if _said(entry, "title") else ""
    found[CONTAINERS.get(kind, "series")] = latex(_said(entry, "container-title"))
    found.setdefault("series", latex(_said(entry, "collection-title")))
    found[PUBLISHERS.get(kind, "publisher")] = latex(_said(entry, "publisher"))
    found["year"], found["month"] = _issued(entry.get("issued"))
    found.update({name: latex(_said(entry, csl)) for csl, name in PLAIN.items()})
    found["number"] = latex(_said(entry, "issue") or _said(entry, "number") or _said(entry, "collection-number"))
    found["pages"] = re.sub(r"(?<=\w)\s*(?:-|\{\\textendash\})\s*(?=\w)", "--", latex(_said(entry, "page")))
    found["doi"], found["url"] = _verbatim(_said(entry, "DOI")), _verbatim(_said(entry, "URL"))
    found["annote" if "annote" in entry else "note"] = latex(_said(entry, "annote") or _said(entry, "note"))
    return {name: value for name, value in found.items() if value}


def _said(entry: Entry, name: str) -> str:
    value = entry.get(name)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _names(people: Any) -> str:
    return " and ".join(filter(None, map(_name, people))) if isinstance(people, list) else ""


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return ""
    family = _said(person, "family")
    if not family:
        whole = latex(_said(person, "literal") or _said(person, "given"))
        return f"{{{whole}}}" if whole else ""
    particle = " ".join(filter(None, (_said(person, "dropping-particle"), _said(person, "non-dropping-particle"))))
    protected = latex(family)
    if "," in family or re.search(r"\band\b", family) or (not particle and family[0].islower()):
        protected = f"{{{protected}}}"
    last = f"{latex(particle)} {protected}" if particle else protected
    return ", ".join(filter(None, (last, latex(_said(person, "suffix")), latex(_said(person, "given")))))


def _issued(issued: Any) -> tuple[str, str]:
    """Year and month, as far as the date of publication fixes them."""
    if not isinstance(issued, dict):
        return "", ""
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and all(isinstance(part, list) and part for part in parts):
        bounds = [tuple(int(number) for number in part[:2]) for part in parts[:2]]
    else:
        text = str(issued.get("raw") or issued.get("literal") or "")
        try:
            date = parse(text)
        except EdtfError:
            return latex(text), ""
        bounds = [civil(day)[:2] for day in (date.first, date.last) if isinstance(day, int)]
        if len(bounds) < 2:
            return latex(text), ""
    years = list(dict.fromkeys(f"{bound[0]:04d}" for bound in bounds))
    one_month = len(set(bounds)) == 1 and len(bounds[0]) > 1
    return "--".join(years), MONTHS[bounds[0][1] - 1] if one_month else ""


def _key(wanted: str, taken: set[str]) -> str:
    plain = re.sub(r"[^A-Za-z0-9:._/+-]+", "-", wanted) or "entry"
    key, number = plain, 2
    while key.casefold() in taken:
        key, number = f"{plain}-{number}", number + 1
    taken.add(key.casefold())
    return key


def _verbatim(address: str) -> str:
    """An address as it is, except for the signs that would end the field or are not ASCII, which are percent-encoded."""
    return quote(address, safe="!#$%&'()*+,-./:;=?@[]_~")


def latex(text: str) -> str:
    """Text of the Latin alphabet in LaTeX's own signs; other alphabets stay as they are.

    Braces and backslashes become commands, since BibTeX counts every brace, even one after a backslash.
    """
    paired = re.sub(r'(^|[\s(\[])"', "\\1\u201c", text).replace('"', "\u201d")
    return "".join(_sign(sign) for sign in paired)


def _sign(sign: str) -> str:
    if ord(sign) in _BRACES:
        return _BRACES[ord(sign)]
    return sign if "\u0370" <= sign < "\u1e00" or sign > "\u2fff" else str(_encoder().unicode_to_latex(sign))


@cache
def _encoder() -> Any:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(
        replacement_latex_protection="braces-all", unknown_char_policy="keep", unknown_char_warning=False
    )
