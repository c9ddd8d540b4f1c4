"""The portal under test: Django set up once, serving the bundled record, or a small one made in the test.

The bundled record is edited by people: tests on it use only what its sources state beyond doubt (relations with France,
Brazil and China stand in 1875, those with Spain not yet, Gran Colombia no longer exists).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legation.office.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up before it is imported further
from django.test import Client  # noqa: E402

from legation.office.opened import OpenedRecord, opened, serve_record  # noqa: E402

ON = "?on=1875-01-01"


@pytest.fixture(scope="session")
def portal_record() -> OpenedRecord:
    """The bundled record, opened once for all tests; skips where it cannot be opened."""
    return opened()


@pytest.fixture
def client(portal_record: OpenedRecord) -> Iterator[Client]:
    """A browser without scripts, on the bundled record."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    serve_record(None)
    _keep(portal_record)
    yield Client()
    settings.ALLOWED_HOSTS = [host for host in settings.ALLOWED_HOSTS if host != "testserver"]
    _keep(portal_record)


def _keep(portal_record: OpenedRecord) -> None:
    serve_record(portal_record)
