"""How large a test is: a part by default, which has to end in minutes, more of it in CI and in the long proofs."""

from __future__ import annotations

import os
from typing import Final, TypeVar

Given = TypeVar("Given")

LONG: Final = "LEGATION_LONG" in os.environ


def size(usual: Given, long: Given) -> Given:
    """What is taken by default, or in CI."""
    return long if LONG else usual
