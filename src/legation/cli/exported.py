"""What can be exported whole."""

from __future__ import annotations

from enum import StrEnum


class Exported(StrEnum):
    """What can be exported whole."""

    ACTS = "acts"
    CLAIMS = "claims"
    STANDINGS = "standings"
    MEASURES = "measures"
    ACTORS = "actors"
    SOURCES = "sources"
    DOCKET = "docket"
    INSTRUMENTS = "instruments"
    SPELLS = "spells"
    WORDS = "words"
    ALL = "all"
