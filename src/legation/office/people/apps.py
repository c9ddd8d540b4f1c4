"""People as a part of the office."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles, units and the trail."""

    name = "legation.office.people"
    label = "people"

    def ready(self) -> None:
        """Have what happens to accounts written in the trail."""
        from legation.office.people import account_events

        account_events.connect()
