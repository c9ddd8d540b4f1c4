"""Who reads: the rights held today, the level that may be read, and what has to be settled first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest

from legation.office.people.clock import today
from legation.office.people.models import Person, Posting
from legation.office.people.roles import roles
from legation.office.people.trees import on_day, with_all_below
from legation.terms.vocabulary import common

Lacking = Literal["", "password", "second_factor"]


@dataclass
class Reader:
    """Somebody signed in, as they stand today.

    Args:
        person: their account.
    """

    person: Person

    @property
    def username(self) -> str:
        return self.person.username

    @cached_property
    def postings(self) -> list[Posting]:
        """Those held today."""
        return list(self.person.postings.filter(on_day(today())).select_related("unit").order_by("unit_id", "role"))

    @cached_property
    def rights(self) -> frozenset[str]:
        """What they may do, in whichever unit."""
        return frozenset(right for one in self.postings for right in roles()[one.role].rights if one.role in roles())

    def units_with(self, right: str) -> set[str]:
        """The units where they hold a right."""
        return {one.unit_id for one in self.postings if one.role in roles() and right in roles()[one.role].rights}

    def units_below_with(self, right: str) -> set[str]:
        """The same, with all units below them."""
        return with_all_below(self.units_with(right), today())

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether a second factor is set up."""
        from allauth.mfa.utils import is_mfa_enabled

        return bool(is_mfa_enabled(self.person, ["totp"]))

    @cached_property
    def lacks(self) -> Lacking:
        """What they must do first: change a password that somebody else gave; whoever may do or read more than others, set up
        a second factor."""
        if self.person.must_change:
            return "password"
        beyond = bool(self.rights) or self.person.clearance != levels()[0]
        return "second_factor" if beyond and not self.has_second_factor else ""

    @cached_property
    def level(self) -> str:
        """The most restricted level they read today: none but the open one without a posting or before what they must do."""
        known = levels()
        if self.lacks or not self.postings or self.person.clearance not in known:
            return known[0]
        return self.person.clearance

    @property
    def readable(self) -> tuple[str, ...]:
        """The levels they read."""
        return levels()[: levels().index(self.level) + 1]


def levels() -> tuple[str, ...]:
    """The levels of classification, from open to most restricted."""
    return tuple(common().levels)


def reader_of(request: HttpRequest) -> Reader | None:
    """Who sent a request; None for anybody. Without a session nothing is asked of the database."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    person = request.user
    return Reader(person) if isinstance(person, Person) and person.is_authenticated and person.is_active else None


def part_of(path: str) -> str:
    """The part of the office that an address belongs to: ``desk``, ``account``, ``people``, ``units`` or ``trail``."""
    names = path.strip("/").split("/")[1:3]
    if names[:1] == ["office"] and len(names) > 1:
        return "people" if names[1] in ("people", "person") else names[1].split(".")[0]
    return names[0] if names else ""


def in_templates(request: HttpRequest) -> dict[str, Any]:
    """What every page of a ministry's office carries."""
    reader: Reader | None = getattr(request, "reader", None)
    language = getattr(request, "LANGUAGE_CODE", "es")
    level = common().levels[reader.level if reader is not None else levels()[0]]
    return {
        "is_office": True,
        "reader": reader,
        "rights": reader.rights if reader is not None and not reader.lacks else frozenset(),
        "level_read": level.label[language],
        "reads_more": reader is not None and reader.level != levels()[0],
        "lang": language,
        "part": part_of(request.path),
        "languages_here": [(code, label, f"/{code}/{request.path.split('/', 2)[-1]}") for code, label in settings.LANGUAGES],
    }
