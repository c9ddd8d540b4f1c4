"""Desks as a part of the office."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Drafts and their files."""

    name = "legation.office.desk"
    label = "desk"
