"""What the office remembers of attempts to sign in, for all workers together."""

from __future__ import annotations

from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache

USED: Final = "allauth.mfa.totp.used"
STEPS: Final = 3
"""Steps of time in which a code counts: its own, and one before and after."""


class OfficeCache(DatabaseCache):  # type: ignore[misc, unused-ignore]
    """A cache in which a code of a second factor is known as used for as long as it would count (RFC 6238, 5.2)."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Remember a value where none is; a used code through all steps in which it could be typed again."""
        if key.startswith(USED) and isinstance(timeout, int):
            timeout *= STEPS
        return bool(super().add(key, value, timeout, version))
