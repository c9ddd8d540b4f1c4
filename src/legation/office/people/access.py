"""The way in of an account: taken away, or given anew to who lost a password or a second factor."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from legation.office.people.models import Person


def first_password() -> str:
    """A password that nobody guesses, to be changed at the first use."""
    return secrets.token_urlsafe(15)


def give_anew(one: Person) -> str:
    """A new first password, without a second factor, which is set up again after it; whoever is signed in is no more."""
    password = first_password()
    one.set_password(password)
    one.must_change = True
    one.save(update_fields=["password", "must_change"])
    Authenticator.objects.filter(user=one).delete()
    sign_out(one)
    return password


def sign_out(one: Person) -> None:
    """End every session of a person."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(one.pk):
            session.delete()
