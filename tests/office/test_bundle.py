"""The chart bundle kept in the repository is the one whose hash it states, and asks nothing of anyone."""

from __future__ import annotations

import json

from django.test import Client

from legation.office.line_of_years import formats
from legation.office.vendor_bundle import BUNDLE, FOLDER, LANGUAGES, LOCALES, digest, stated_sums


def test_hashes() -> None:
    """Every vendored file has its stated hash."""
    stated = stated_sums()
    assert set(stated) == {BUNDLE, LOCALES}
    for name, expected in stated.items():
        assert digest(FOLDER / name) == expected, name


def test_formats_of_both_languages() -> None:
    """Numbers and dates of charts are written as each language writes them."""
    assert set(formats()) == set(LANGUAGES)
    assert formats()["es"]["number"]["decimal"] == ","


def test_the_line_has_gaps_and_no_invented_zeros(client: Client) -> None:
    """One value a year over the years covered; the possible stand beside the certain; the date asked about is marked."""
    found = json.loads(client.get("/es/chart/relations.json?on=1875-01-01").content)
    values = found["spec"]["data"]["values"]
    years = {one["year"]: one for one in values}
    assert years[1875]["certain"] >= 3
    assert len(years) == len(values) and max(years) == 1 + max(year for year in years if year != max(years))
    assert all(one["top"] == one["certain"] + one["possible"] for one in values if one["certain"] is not None)
    assert {"year": 1875} in [value for layer in found["spec"]["layer"] for value in layer.get("data", {}).get("values", [])]
    outside = json.loads(client.get("/es/chart/relations.json?on=1790-01-01").content)
    assert outside["spec"]["layer"][3]["data"]["values"] == []
    assert client.get("/es/chart/nothing.json").status_code == 404
