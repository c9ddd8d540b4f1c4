"""How allauth works here: nobody signs up, addresses carry the language, failures are told alike, secrets are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy


class Accounts(DefaultAccountAdapter):  # type: ignore[misc, unused-ignore]
    """Accounts are made by an administrator."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": gettext_lazy("Too many failed attempts with this account. Wait five minutes and try again."),
        "username_password_mismatch": gettext_lazy(
            "This account and this password do not go together. See whether capitals are locked; "
            "an administrator can give a new first password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the language of the page."""
        return reverse("desk")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The home page, in the language of the page."""
        return reverse("home", args=[getattr(request, "LANGUAGE_CODE", "es")])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The desk."""
        return reverse("desk")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc, unused-ignore]
    """Secrets of second factors are encrypted under the office's key: the database alone does not give them away."""

    def _box(self) -> Fernet:
        derived = hashlib.sha256(b"second factors\0" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(derived))

    def encrypt(self, text: str) -> str:
        """The text, closed."""
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text, open."""
        return self._box().decrypt(encrypted_text.encode()).decode()
