"""Tests give the same answer every time; only the long proofs draw new random examples (``LEGATION_DRAWN_ANEW``).

They have a cache of builds of their own, shared by the processes of one run and gone after it. Records and answers are kept
through the whole run, so what may be let go of is looked for seldom: to look through them again and again would take a tenth
of the time.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

gc.set_threshold(100_000, 20, 50)
settings.register_profile("on any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same every time", settings.get_profile("on any machine"), derandomize=True)
settings.load_profile("on any machine" if "LEGATION_DRAWN_ANEW" in os.environ else "same every time")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ["LEGATION_CACHE"] = tempfile.mkdtemp(prefix="legation-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["LEGATION_CACHE"], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "LEGATION_LONG" not in os.environ:
        skipped = pytest.mark.skip(reason="takes minutes: CI and the proof run it, and LEGATION_LONG=1")
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(skipped)
