"""The API does what its description says: drawn requests, valid and not, held against the OpenAPI document by Schemathesis.

``LEGATION_REQUESTS`` says how many are drawn for each question; the default suite draws few, CI more, ``make proof`` 500.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from django.conf import settings as portal
from hypothesis import strategies as st
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events

from legation.archive.shelf import open_record
from legation.office.opened import OpenedRecord, opened, serve_record
from legation.office.wsgi import application
from tests.authored import write_folder

LONG = "LEGATION_LONG" in os.environ
DRAWN = int(os.environ.get("LEGATION_REQUESTS", "15" if LONG else "3"))
WHOLE = "LEGATION_REQUESTS" in os.environ

years = st.integers(1800, 2030).map(lambda year: f"{year:04d}")
months = st.builds("{}-{:02d}".format, years, st.integers(1, 12))
days = st.builds("{}-{:02d}".format, months, st.integers(1, 28))
spans = st.tuples(st.integers(1800, 1900), st.integers(1901, 2030)).map(lambda pair: f"{pair[0]}/{pair[1]}")
schemathesis.openapi.format("edtf", st.one_of(years, months, days, spans, st.sampled_from(["1879?", "188X", "1879-21"])))
schemathesis.openapi.format("edition", st.sampled_from(["all", "documents"]).map(lambda sources: opened(sources).edition[:12]))
schemathesis.openapi.format("cursor", st.nothing())
schemathesis.openapi.format("toml", st.sampled_from(["without = []", 'title = { en = "If", es = "Si" }', "# nothing supposed"]))


def unpacked(environ: dict[str, Any], start_response: Any) -> Any:
    """The application, for a client that does not unpack what it says it takes packed."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application(environ, start_response)


def test_every_answer_is_as_described(portal_record: OpenedRecord, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every check of Schemathesis, in every phase where more than a few are drawn; of the bundled record for the proof."""
    portal.ALLOWED_HOSTS = ["*"]
    folder = write_folder(tmp_path_factory.mktemp("small") / "small")
    serve_record(portal_record if WHOLE else open_record(folder))
    config = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "generation": {"max-examples": DRAWN, "no-shrink": True},
            "phases": {"coverage": {"enabled": LONG or WHOLE}, "stateful": {"enabled": False}},
        }
    )
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json?lang=en", unpacked, config=config)
    found, asked, checked = [], 0, 0
    for event in engine.from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.interactions)
            for case, checks in event.recorder.checks.items():
                checked += len(checks)
                found += [
                    f"{one.name}: {event.recorder.cases[case].value.as_curl_command()}\n{one.failure_info.failure}"
                    for one in checks
                    if one.failure_info is not None
                ]
    print(f"{asked:,} requests, {checked:,} checks, {len(found)} failures")
    assert not found, "\n\n".join(found[:20])
    assert asked > 30 * DRAWN / 2 and checked > 5 * asked
