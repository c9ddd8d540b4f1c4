"""Acts as pages list them: in order of time, by decade where they are many, and by year for a line of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from legation.office.question import Question
from legation.office.words import act_date
from legation.publication.answer_tables import title_of
from legation.record.acts import Act
from legation.terms.days import civil

MOST_ACTS: Final = 200
"""Longer lists are shown a decade at a time."""
UNDATED: Final = "undated"


def act_shown(question: Question, act: Act) -> dict[str, Any]:
    """An act as one row of a table."""
    kinds = question.record.vocabulary.acts
    return {
        "id": act.id, "title": title_of(act, question.language), "date": act_date(act, question.language),
        "kind": kinds[act.kind].label[question.language] if act.kind in kinds else act.kind,
        "claims": len(act.claims), "disputed": bool(act.contradictions),
    }  # fmt: skip


def acts_shown(question: Question, acts: Iterable[Act], wanted: str, link: Callable[[str], str]) -> dict[str, Any]:
    """Acts in order of time, the undated last; where they are many, those of one decade.

    Args:
        wanted: first year of the decade to show, ``undated``, or empty for the decade of the date asked about.
        link: the address of the same page for another decade.
    """
    found = sorted(acts, key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
    if len(found) <= MOST_ACTS:
        return {"acts": [act_shown(question, act) for act in found], "acts_total": len(found), "decades": []}
    by_decade: dict[str, list[Act]] = {}
    for act in found:
        by_decade.setdefault(decade_of(question, act), []).append(act)
    asked = str(question.first_year // 10 * 10)
    chosen = next((one for one in (wanted, asked) if one in by_decade), next(iter(by_decade)))
    decades = [{"name": one, "acts": len(acts), "chosen": one == chosen, "link": link(one)} for one, acts in by_decade.items()]
    return {"acts": [act_shown(question, act) for act in by_decade[chosen]], "acts_total": len(found), "decades": decades}


def decade_of(question: Question, act: Act) -> str:
    """The decade in which an act first may have happened, by its first year; those before the record's years in its first."""
    if act.undated:
        return UNDATED
    return str(civil(max(act.begin.lo, question.record.period[0]))[0] // 10 * 10)


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Acts counted by the year in which each surely happened, drawn as columns.

    Args:
        columns: left, top and height in percent; width: of each.
        most: the greatest count; ticks: years under the columns with their place and anchor.
        wide: acts whose dates are wider than a year; undated: those without any.
    """

    columns: tuple[tuple[str, str, str], ...]
    width: str
    most: int
    first: int
    last: int
    ticks: tuple[tuple[int, str, str], ...]
    wide: int
    undated: int


def line_of_acts(acts: Iterable[Act], first: int, last: int) -> TimeLine:
    """The acts of the years ``first`` through ``last``, as columns."""
    counts: dict[int, int] = {}
    wide = undated = 0
    for act in acts:
        if act.undated:
            undated += 1
            continue
        year, until = civil(act.begin.lo)[0], civil(act.begin.hi)[0]
        if year != until:
            wide += 1
        elif first <= year <= last:
            counts[year] = counts.get(year, 0) + 1
    most = max(counts.values(), default=0) or 1
    years = last - first + 1
    columns = tuple(
        (f"{100 * (year - first) / years:.3f}%", f"{100 - 92 * count / most:.2f}%", f"{92 * count / most:.2f}%")
        for year, count in sorted(counts.items())
    )
    return TimeLine(columns, f"{100 / years * 0.86:.3f}%", most, first, last, ticks_of(first, last), wide, undated)


def ticks_of(first: int, last: int) -> tuple[tuple[int, str, str], ...]:
    """Years to write under a drawing of years: about four, at their places."""
    years = last - first + 1
    step = next(step for step in (1, 2, 5, 10, 25, 50, 100, 250, 500, 10_000) if years / step <= 5)
    inner = [
        year for year in range(first + step - first % step, last, step) if step / 2 < year - first and step / 2 < last - year
    ]
    found = []
    for year in [first, *inner, last] if last > first else [first]:
        left = "100%" if year == last and last > first else f"{100 * (year - first) / years:.3f}%"
        found.append((year, left, "start" if year == first else "end" if year == last else "middle"))
    return tuple(found)
