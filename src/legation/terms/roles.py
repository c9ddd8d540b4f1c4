"""The roles in which an act, or the key of a standing, names someone or something."""

from __future__ import annotations

from typing import Final

ROLES: Final = ("subject", "object", "instrument", "office", "person", "place")
