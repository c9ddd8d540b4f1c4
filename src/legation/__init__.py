"""Legation: what a foreign ministry did, what stood on any date, and with what proof.

``import legation`` gives the scholar's verbs: ``legation.open("peru").asof("1875-01-01").standings()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation.reading_room import OpenRecord, QuestionError, Table, View, open

__version__ = "0.1.0"
__all__ = ["OpenRecord", "QuestionError", "Table", "View", "open"]


def __getattr__(name: str) -> Any:
    """The verbs are loaded when first asked for, so that no stage drags in the later ones."""
    if name in __all__:
        from legation import reading_room

        return getattr(reading_room, name)
    raise AttributeError(f"module 'legation' has no attribute {name!r}")
