"""Names as parts of ids."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """``text`` as part of an id: small letters, digits and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())
