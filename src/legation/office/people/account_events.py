"""What happens to accounts, written in the trail: who came in, who failed to, who changed a password or a second factor."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from legation.office.people.trail import REFUSED, note


def connect() -> None:
    """Listen to allauth too, whose models are loaded by now."""
    from allauth.account.signals import password_changed
    from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

    password_changed.connect(_password, dispatch_uid="trail")
    for signal, deed in (
        (authenticator_added, "second_factor_added"),
        (authenticator_removed, "second_factor_removed"),
        (authenticator_reset, "recovery_codes_renewed"),
    ):
        signal.connect(_factor(deed), weak=False, dispatch_uid=deed)


@receiver(user_logged_in)
def _came_in(sender: Any, request: HttpRequest, user: Any, **rest: Any) -> None:
    note(request, "signed_in", user.username, person=user.username)


@receiver(user_logged_out)
def _left(sender: Any, request: HttpRequest, user: Any, **rest: Any) -> None:
    if user is not None:
        note(request, "signed_out", user.username, person=user.username)


@receiver(user_login_failed)
def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **rest: Any) -> None:
    note(request, "sign_in", credentials.get("username", ""), REFUSED, person="")


def _password(sender: Any, request: HttpRequest, user: Any, **rest: Any) -> None:
    if user.must_change:
        user.must_change = False
        user.save(update_fields=["must_change"])
    note(request, "password_changed", user.username, person=user.username)


def _factor(deed: str) -> Any:
    def noted(sender: Any, request: HttpRequest, user: Any, authenticator: Any, **rest: Any) -> None:
        note(request, deed, user.username, detail=authenticator.type, person=user.username)

    return noted
