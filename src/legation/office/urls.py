"""Addresses for Django, made from the table of routes."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, include, path, register_converter

from legation.office.routes import ROUTES, with_policy


class Language:
    """The first part of every address: the language of the page."""

    regex = "es|en"

    def to_python(self, value: str) -> str:
        """The language named."""
        return value

    def to_url(self, value: str) -> str:
        """The language as written in an address."""
        return value


class OneOf:
    """A part of an address that is one of a few words."""

    def to_python(self, value: str) -> str:
        """The word named."""
        return value

    def to_url(self, value: str) -> str:
        """The word as written in an address."""
        return value


class FormOfCitation(OneOf):
    """How the address of a citation ends."""

    regex = "bib|csl\\.json|txt"


class FollowedThing(OneOf):
    """What sort of thing a feed of acts follows."""

    regex = "actor|field"


register_converter(Language, "lang")
register_converter(FormOfCitation, "form")
register_converter(FollowedThing, "what")

GATHERED: Final = ("api/v1/", "<lang:language>/")
"""How most addresses begin: looked at once for all that begin so, since Django tries one pattern after another."""


def _beginning(start: str) -> list[URLPattern]:
    return [
        path(route.pattern.removeprefix(start), with_policy(route), name=route.name)
        for route in ROUTES
        if route.pattern.startswith(start)
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    *(path(start, include(_beginning(start))) for start in GATHERED),
    *(path(route.pattern, with_policy(route), name=route.name) for route in ROUTES if not route.pattern.startswith(GATHERED)),
]
handler404 = "legation.office.views.not_found.page_not_found"
handler500 = "legation.office.views.broken.broken"
