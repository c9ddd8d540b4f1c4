"""The guide's pages on formulas are those that the language makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.publication.formula_pages import PAGES, formulas_page

GUIDE = Path(__file__).parents[2] / "docs" / "guide"


@pytest.mark.parametrize("language", list(PAGES))
def test_the_page_is_as_made(language: str) -> None:
    kept = (GUIDE / PAGES[language]).read_text(encoding="utf-8")
    assert kept == formulas_page(language), "run: python -m legation.publication.formula_pages docs/guide"
