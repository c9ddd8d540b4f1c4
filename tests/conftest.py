"""Tests give the same answer every time; only the long proofs draw new random examples (``LEGATION_DRAWN_ANEW``)."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same every time", derandomize=True)
if "LEGATION_DRAWN_ANEW" not in os.environ:
    settings.load_profile("same every time")
