"""As-of answers straight from a build: no claim is read, no rule is run."""

from __future__ import annotations

from typing import Any, Final

from legation.publication.table import Cell, Table, rows_of
from legation.standings.compiled import STANDING, Compiled
from legation.standings.rectangles import NEVER, verdict_of
from legation.standings.verdicts import Verdict, weakest
from legation.terms.days import FOREVER, iso
from legation.terms.vocabulary import ROLES

LISTED: Final = ("yes", "presumed", "possible", "unknown")
COLUMNS: Final = ("standing", "kind", *ROLES, "answer", "reason", "suspended", "begin", "end")


def built_standings(
    manifest: dict[str, Any], made: Compiled, first: int, last: int, *,
    known: int = NEVER - 1, name: int | None = None, kind: str | None = None, every: bool = False,
) -> Table:  # fmt: skip
    """What stood on a day, or throughout a period, as known on another.

    Args:
        manifest: of the build; name: only standings with this name in their key; every: also those that did not stand.

    ``begin`` and ``end`` are the days between which that answer holds, the last excluded.
    """
    found = _of_day(made, first, known, name) if first == last else _of_period(made, first, last, known, name)
    entries: list[dict[str, Cell]] = []
    for key, (verdict, begin, end) in sorted(found.items()):
        one = made.keys.key(key)
        if (kind is None or one.kind == kind) and (every or verdict.answer in LISTED):
            roles = dict(zip(manifest["kinds"][one.kind]["key"], made.keys.names_of(key), strict=True))
            entries.append({
                "standing": one.id, "kind": one.kind, **roles, "answer": verdict.answer, "reason": verdict.reason,
                "suspended": verdict.suspended, "begin": _day(begin), "end": _day(end),
            })  # fmt: skip
    return Table("standings", COLUMNS, rows_of(COLUMNS, entries))


Found = dict[int, tuple[Verdict, int, int]]


def _of_day(made: Compiled, day: int, known: int, name: int | None) -> Found:
    found: Found = {}
    for which in (STANDING, "silent"):
        rows = made.rows_asof(day, known, name=name, which=which)
        for key, code, begin, end in zip(*(one.tolist() for one in (rows.key, rows.verdict, rows.begin, rows.end)), strict=True):
            found[key] = (verdict_of(code), begin, end)
    return found


def _of_period(made: Compiled, first: int, last: int, known: int, name: int | None) -> Found:
    heard: dict[int, list[tuple[Verdict, int, int]]] = {}
    rows = made.during(first, last, known, name=name)
    for key, code, begin, end in zip(*(one.tolist() for one in (rows.key, rows.verdict, rows.begin, rows.end)), strict=True):
        heard.setdefault(key, []).append((verdict_of(code), begin, end))
    return {
        key: (weakest(one for one, _, _ in spells), min(begin for _, begin, _ in spells), max(end for _, _, end in spells))
        for key, spells in heard.items()
    }


def _day(day: int) -> str | None:
    return None if abs(day) >= FOREVER // 2 else iso(day)


def name_of(manifest: dict[str, Any], made: Compiled, wanted: str) -> int | None:
    """The number of the name that ``wanted`` gives by id or code, or None."""
    found = made.keys.name(wanted)
    if found is None and (actor := manifest["codes"].get(wanted.casefold())) is not None:
        found = made.keys.name(actor)
    return found
