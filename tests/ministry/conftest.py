"""A ministry's office under test: the same Django project with the settings of an office, on a small ledger, in this process.

The portal's own tests run under its own settings; whoever tests an office takes the fixture ``office``, which puts the office's
settings in their place while a module of tests runs.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

pytest.importorskip("allauth", reason="what accounts need is not installed")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legation.office.settings")

import django

django.setup()

from tests.ledger.postgres_server import Server, started  # noqa: E402
from tests.ministry.small_office import SmallOffice, fill_at, move_to, open_office, prepared  # noqa: E402

PREPARED = "office_prepared"
_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def prepared_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger and the database of its office, made once and copied for every module."""
    return prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server | str]:
    """A PostgreSQL for this run, or why there is none."""
    with started() as found:
        yield found


@pytest.fixture(scope="session")
def prepared_server(prepared_office: Path, server: Server | str) -> str:
    """The name of a database on the server with what an office keeps, made once and copied for every module."""
    if isinstance(server, str):
        pytest.skip(server)
    fill_at(prepared_office, server.database(PREPARED))
    return PREPARED


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have a module of tests run on each of the databases that it names, PostgreSQL where there is time for it."""
    if "office" in metafunc.fixturenames:
        named = getattr(metafunc.module, "DATABASES", ("sqlite", "postgresql"))
        marked = [pytest.param(one, marks=[pytest.mark.long] if one == "postgresql" else []) for one in named]
        metafunc.parametrize("kept_in", marked, scope="module", indirect=True)


@pytest.fixture(scope="module", autouse=True)
def of_any_size() -> Iterator[None]:
    """The ledger as it is or, where ``LEGATION_IN_COLUMNS`` is set, as one so long that it is held in columns."""
    from legation.office import served_ledger

    with patch.object(served_ledger, "LARGE", 1 if "LEGATION_IN_COLUMNS" in os.environ else served_ledger.LARGE):
        yield


@pytest.fixture(scope="module")
def kept_in(request: pytest.FixtureRequest) -> str:
    """Which database the office under test is kept in."""
    return str(request.param)


@pytest.fixture(scope="module")
def office(
    kept_in: str, prepared_office: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[SmallOffice]:
    """An office of its own for a module of tests."""
    folder = tmp_path_factory.mktemp("office") / "here"
    shutil.copytree(prepared_office, folder)
    if kept_in == "postgresql":
        template = request.getfixturevalue("prepared_server")
        server = request.getfixturevalue("server")
        move_to(folder, server.database(f"office_{next(_NUMBERS)}", template))
    with open_office(folder) as opened:
        yield opened
