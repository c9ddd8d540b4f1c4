"""Addresses for Django, made from the table of routes."""

from __future__ import annotations

from django.urls import path, register_converter

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


register_converter(Language, "lang")

urlpatterns = [path(route.pattern, with_policy(route), name=route.name) for route in ROUTES]
handler404 = "legation.office.views.not_found.page_not_found"
handler500 = "legation.office.views.broken.broken"
