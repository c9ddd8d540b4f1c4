"""The trees of units: who stands under whom on a day, in any of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from legation.office.people.models import Branch, Unit


def name_in(unit: Unit, language: str) -> str:
    """What a unit is called."""
    return str(unit.name_es if language == "es" else unit.name_en)


def on_day(day: datetime.date) -> Q:
    """What holds on a day: begun, and not yet ended."""
    return Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def branches(day: datetime.date) -> QuerySet[Branch]:
    """The branches that hold on a day."""
    return Branch.objects.filter(on_day(day))


def with_all_below(units: Iterable[str], day: datetime.date) -> set[str]:
    """Units with all below them on a day, along whichever trees."""
    under: dict[str, set[str]] = {}
    for unit, above in branches(day).values_list("unit_id", "under_id"):
        under.setdefault(above, set()).add(unit)
    found: set[str] = set()
    left = list(units)
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(under.get(one, ()))
    return found


def would_loop(tree: str, unit: str, under: str, begins: datetime.date, ends: datetime.date | None) -> bool:
    """Whether a new branch would put a unit below itself in that tree on some day of its time."""
    span = Q(begins__lt=ends) if ends is not None else Q()
    overlapping = Branch.objects.filter(Q(tree=tree) & span & (Q(ends__isnull=True) | Q(ends__gt=begins)))
    above: dict[str, set[str]] = {}
    for child, parent in overlapping.values_list("unit_id", "under_id"):
        above.setdefault(child, set()).add(parent)
    left, seen = [under], set()
    while left:
        one = left.pop()
        if one == unit:
            return True
        if one not in seen:
            seen.add(one)
            left.extend(above.get(one, ()))
    return False
