"""The notation of the 2012 draft of EDTF, rewritten in that of 2019 to be suggested; it is never read silently.

Source: "Differences" in the Library of Congress EDTF specification of 4 February 2019. ``u`` and the masked ``x``
are now ``X``; ``unknown`` is an empty end, ``open`` is ``..``; ``?~`` is ``%``; ``y``, ``e``, ``p`` are ``Y``,
``E``, ``S``; a group in parentheses is qualified component by component, before the component; a season's hemisphere
has its own number.
"""

from __future__ import annotations

import re
from typing import Final

_ATOM: Final = re.compile(r"(?:(?!\.\.)[^/,\[\]{}\s])+")
_FAR_YEAR: Final = re.compile(r"Y-?[0-9]+(?:E[0-9]+)?(?:[PS][0-9]+)?[?~%]{0,2}", re.IGNORECASE | re.ASCII)
_SEASON: Final = re.compile(r"(-?[0-9]{4}-)(2[1-4])\^([A-Za-z]+)([?~%]?)")
_COMPONENTS: Final = re.compile(r"[-0-9uUxX?~%()]+")
_TOKEN: Final = re.compile(r"[0-9X]+|[-()]|[?~%]+")
_DRAFT_MARK: Final = re.compile(r"[uUx()]|[?~%]{2}")
_KEYWORDS: Final = {"unknown": "", "open": ".."}
_HEMISPHERES: Final = {"northernhemisphere": 4, "southernhemisphere": 8}


def modern(text: str) -> str | None:
    """``text`` in the notation of 2019; ``None`` if nothing in it is written in the old one."""
    is_interval = "/" in text

    def rewrite(match: re.Match[str]) -> str:
        atom = match[0]
        if is_interval and atom.lower() in _KEYWORDS:
            return _KEYWORDS[atom.lower()]
        return _modern_date(atom) or atom

    rewritten = _ATOM.sub(rewrite, text)
    return None if rewritten == text else rewritten


def _modern_date(atom: str) -> str | None:
    if _FAR_YEAR.fullmatch(atom):
        bare = atom.rstrip("?~%")
        return bare.upper().replace("P", "S") + _mark(set(atom[len(bare) :]))
    season = _SEASON.fullmatch(atom)
    if season:
        year, number, hemisphere, qualifier = season.groups()
        return f"{year}{int(number) + _HEMISPHERES.get(hemisphere.lower(), 0)}{qualifier}"
    unsigned = atom.removeprefix("+")
    if not _COMPONENTS.fullmatch(unsigned):
        return None
    if not _DRAFT_MARK.search(unsigned):
        return unsigned
    components = _Groups(unsigned.replace("u", "X").replace("U", "X").replace("x", "X")).components()
    return None if components is None else _written(components)


class _Groups:
    """A date whose parts are grouped and qualified as in the draft: ``(2004-(06)?-01)~``.

    A qualifier after a parenthesis covers the group; otherwise it covers what its own group holds to the left.
    """

    def __init__(self, atom: str) -> None:
        self.tokens = _TOKEN.findall(atom)
        self.digits: list[str] = []
        self.marks: list[set[str]] = []
        self.open_groups: list[int] = []
        self.sign = ""
        self.closed_group: int | None = None
        self.may_begin = True

    def components(self) -> list[tuple[str, set[str]]] | None:
        """Year, month and day, each with its qualifiers; ``None`` if the parentheses make no sense."""
        if not all(self._take(token) for token in self.tokens) or self.open_groups or self.may_begin:
            return None
        year, *others = self.digits
        if len(year) < 4 or len(others) > 2 or any(len(part) != 2 for part in others):
            return None
        return list(zip([self.sign + year, *others], self.marks, strict=True))

    def _take(self, token: str) -> bool:
        """Reads one token; false if it cannot stand here."""
        if token == "-":
            return self._take_hyphen()
        if token == "(":
            self.open_groups.append(len(self.digits))
            return self.may_begin
        if token == ")":
            self.closed_group = self.open_groups.pop() if self.open_groups else None
            return self.closed_group is not None and not self.may_begin
        if self.may_begin:
            self.digits.append(token)
            self.marks.append(set())
            self.may_begin = False
            return token[0] not in "?~%"
        start = self.closed_group
        if start is None:
            start = self.open_groups[-1] if self.open_groups else 0
        for marks in self.marks[start:]:
            marks.update(token)
        return token[0] in "?~%"

    def _take_hyphen(self) -> bool:
        self.closed_group = None
        if self.may_begin and not self.digits and not self.sign:
            self.sign = "-"
            return True
        was_inside = not self.may_begin
        self.may_begin = True
        return was_inside


def _written(components: list[tuple[str, set[str]]]) -> str:
    """Components and their qualifiers in the notation of 2019, with as few marks as it takes."""
    first_marks = components[0][1]
    alike = next((index for index, (_, marks) in enumerate(components) if marks != first_marks), len(components))
    head = "-".join(digits for digits, _ in components[:alike]) + _mark(first_marks)
    return "-".join([head, *(_mark(marks) + digits for digits, marks in components[alike:])])


def _mark(marks: set[str]) -> str:
    """The one character for some qualifiers: ``?`` and ``~`` together are ``%``."""
    return "%" if "%" in marks or len(marks) > 1 else "".join(marks)
