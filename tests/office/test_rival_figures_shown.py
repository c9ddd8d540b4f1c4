"""Rival figures on the page of the docket: what is measured, in words, and each figure with its source."""

from __future__ import annotations

import pytest
from django.test import Client

from legation.office.opened import serve_record
from tests.office.pages_of import text_of
from tests.small_figures import with_figures
from tests.small_records import small_record


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Exports · Peru · 2019 · US dollars"), ("es", "Exportaciones · Peru · 2019")]
)
def test_rival_figures_stand_under_what_they_measure(client: Client, language: str, heading: str) -> None:
    record = small_record([], sources={"book": "2021-02", "paper": "2022"})
    figures = [{"value": value, "source": source, "period": "2019"} for value, source in (("50", "book"), ("52", "paper"))]
    serve_record(with_figures(record, figures))
    html = text_of(client, f"/{language}/docket/")
    assert heading in html
    assert ">50</span>" in html and ">52</span>" in html
