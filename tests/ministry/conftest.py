"""A ministry's office under test: the same Django project with the settings of an office, on a small ledger, in this process.

The portal's own tests run under its own settings; whoever tests an office takes the fixture ``office``, which puts the office's
settings in their place while a module of tests runs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="what accounts need is not installed")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legation.office.settings")

import django

django.setup()

from tests.ministry.small_office import SmallOffice, open_office, prepared  # noqa: E402


@pytest.fixture(scope="session")
def prepared_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger and the database of its office, made once and copied for every module."""
    return prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="module")
def office(prepared_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """An office of its own for a module of tests."""
    folder = tmp_path_factory.mktemp("office") / "here"
    shutil.copytree(prepared_office, folder)
    with open_office(folder) as opened:
        yield opened
