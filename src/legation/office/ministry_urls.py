"""Addresses of a ministry's office for Django: those of the portal, and its own under the language of the page."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from legation.office.ministry_routes import OFFICE_ROUTES, with_rights
from legation.office.urls import handler404 as handler404
from legation.office.urls import handler500 as handler500
from legation.office.urls import urlpatterns as of_the_portal

urlpatterns = [
    *i18n_patterns(*(path(route.pattern, with_rights(route), name=route.name) for route in OFFICE_ROUTES)),
    *of_the_portal,
]
