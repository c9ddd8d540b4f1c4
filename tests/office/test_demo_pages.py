"""The fictional record in the portal: its pages open in both languages, and each says that nothing in it happened."""

from __future__ import annotations

import pytest
from django.test import Client

from legation.archive.shelf import open_record
from legation.office.opened import opened, serve_record
from tests.office.pages_of import one_of_each, text_of
from tests.sizes import size

SAID = {"en": "Invented example", "es": "Ejemplo inventado"}


@pytest.mark.parametrize(("language", "first"), [("en", 0), ("es", 2)])
def test_pages_open_and_say_that_it_is_invented(client: Client, language: str, first: int) -> None:
    serve_record(open_record("demo"))
    paths = one_of_each(opened())
    assert len(paths) > 50
    for path in paths[first :: size(8, 4)]:  # the other pages are built alike
        assert SAID[language] in text_of(client, f"/{language}/{path}"), path
