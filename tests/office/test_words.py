"""The portal speaks both languages wholly: every text of templates and code has its Spanish, compiled as it stands."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.test import Client
from django.utils import translation

from legation.office import translations
from legation.office.opened import OpenedRecord
from legation.office.words import act_date, day_words, days_words, life_words, on_words, span_words, with_article
from legation.publication.places import COLUMNS, place_words
from legation.record.acts import FOREVER, Days
from legation.standings.asof import KnownRecord
from legation.terms.said_numbers import MARKS
from tests.small_records import day, small_record

TEMPLATES = sorted(translations.TEMPLATES.rglob("*.html"))
SAME_IN_BOTH = frozenset(
    {
        "Legation",
        "CSV",
        "JSON",
        "CC BY 4.0",
        "Atom",
        "JSON Feed",
        "BibTeX",
        "CSL-JSON",
        "JSON-LD",
        "SVG",
        "PNG",
        "API",
        "sha256",
        "csv",
        "Python",
        "openapi.json",
    }
)
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content", "label")
NOT_SPOKEN = frozenset({"documents", "width=device-width, initial-scale=1", "light dark"})


def test_every_text_has_its_spanish() -> None:
    """A new text in a template or in code fails here until it is translated: run python -m legation.office.translations."""
    assert translations.lacking(translations.catalogue()) == []


def test_no_spanish_is_left_over() -> None:
    """Texts that nothing says any more are dropped."""
    used = set(translations.gathered())
    kept = {message.id[0] if isinstance(message.id, tuple) else message.id for message in translations.catalogue() if message.id}
    assert kept - used == set()


def test_the_compiled_catalogue_is_what_the_texts_compile_to() -> None:
    """The .mo in the repository is that of the .po beside it."""
    assert translations.MO.read_bytes() == translations.compiled(translations.catalogue())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_say_nothing_untranslated(path: Path) -> None:
    """Outside translation tags a template holds markup only, in attributes that are read out too."""
    plain: list[str] = []
    inside = False
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type == TokenType.BLOCK:
            if token.contents.startswith("blocktranslate"):
                inside = True
            elif token.contents.startswith("endblocktranslate"):
                inside = False
            plain.append("\0")
        elif token.token_type == TokenType.TEXT and not inside:
            plain.append(token.contents)
        else:
            plain.append("\0")
    markup = re.sub(r'<input type="hidden"[^>]*>', "", "".join(plain))
    markup = re.sub(r'(<(?:button|option)\b[^>]*?) value="[^"]*"', r"\1", markup)  # sent, never shown
    for name in SPOKEN:
        for value in re.findall(rf'\b{name}="([^"]*)"', markup):
            spoken = value.replace("\0", "").strip(" -")
            assert not re.search(r"[^\W\d_]{2,}", spoken) or spoken in NOT_SPOKEN, (name, value)
    assert not re.search(r'<input[^>]*type="(submit|button)"', markup), "a button's words are its content"
    markup = re.sub(r"<code[^>]*>[^<]*</code>", "\n", markup)  # what is to be typed is the same in both
    text = re.sub(r"&\w+;", " ", re.sub(r"<[^>]*>", "\n", markup)).replace("\0", "\n")
    for line in (one.strip(" ·:,;/.()→–") for one in text.split("\n")):
        assert not re.search(r"[^\W\d_]{2,}", line) or line in SAME_IN_BOTH, line


def test_days_in_words() -> None:
    """As short as can be said, and never more exact than the bounds."""
    first, last = day("1875-01-01"), day("1875-12-31")
    for language, exact, month, span, between in (
        ("es", "1 de enero de 1875", "abril de 2019", "durante todo 1875", "entre 1875 y 1881"),
        ("en", "1 January 1875", "April 2019", "throughout 1875", "between 1875 and 1881"),
    ):
        with translation.override(language):
            assert day_words(first, language) == exact
            assert days_words(Days(first, last), language) == "1875"
            assert span_words(day("2019-04-01"), day("2019-04-30"), language) == month
            assert on_words(first, last, language) == span
            assert days_words(Days(-FOREVER, FOREVER), language) == ""
            assert exact in days_words(Days(-FOREVER, first), language)
            assert exact in days_words(Days(first, FOREVER), language)
            assert span_words(first, day("1881-12-31"), language) == "1875–1881"
            assert days_words(Days(first, day("1881-12-31")), language) == between
    assert with_article("1 de abril de 1818", "es") == "el 1 de abril de 1818"
    assert with_article("1826", "es") == "1826"
    with translation.override("es"):
        assert with_article("entre 1968 y 1971", "es") == "algún día entre 1968 y 1971"
        assert life_words("", "22 de septiembre de 1830", "es") == "hasta el 22 de septiembre de 1830"
    with translation.override("en"):
        assert with_article("between 1968 and 1971", "en") == "some day between 1968 and 1971"
        assert life_words("1821", "", "en") == "from 1821"
    assert day_words(-(10**7), "en").startswith("-")


def test_an_act_of_which_no_end_is_told_is_dated_from_its_beginning() -> None:
    """Not “1947 – not before 1 January 1947”; where its end is told too, both are said."""
    rows = [
        {"act": act, "kind": "joined", "date": date, "subject": "peru", "object": "org-a"}
        for act, date in (("begun", "1947/"), ("ended", "1947/1952"))
    ]
    acts = KnownRecord(small_record(rows)).acts
    with translation.override("en"):
        assert act_date(acts["begun"], "en") == "from 1947" and act_date(acts["ended"], "en") == "1947 – 1952"
    with translation.override("es"):
        assert act_date(acts["begun"], "es") == "desde 1947"


def test_places_in_words() -> None:
    """The fixed words of a locator are Spanish on a Spanish page; the rest, and an English page, stay as written."""
    locator = "III economic, list under negotiation, l. 12; I.1 fn. 3; headings"
    assert place_words(locator, "es") == "III económica, lista en negociación, l. 12; I.1 nota 3; títulos"
    assert place_words(locator, "en") == locator
    column = "peru, pe-1865-hove-01, began"
    assert place_words(column, "es") == "peru, pe-1865-hove-01, inicio (began)" and place_words(column, "en") == column
    assert place_words("Heading; closing formula", "es") == "encabezamiento; fórmula final"


def test_columns_of_data_sets_are_in_words(portal_record: OpenedRecord) -> None:
    """No column of a data set that the record cites is left without a word on a Spanish page."""
    locators = {claim.locator for claim in portal_record.record.claims}
    named = {one for locator in locators for one in re.findall(r"(?:^|[,;] )([a-z]+_[a-z_]+|State[A-Z]\w+)(?=$|[,;])", locator)}
    assert "signed_date" in named and not named - set(COLUMNS) - {"ggo_parties"}


def test_axes_and_counts_are_written_as_figures_are(client: Client) -> None:
    """One place decides how numbers are written: charts and pages of a language ask it."""
    for language, marks in MARKS.items():
        number = client.get(f"/{language}/chart/relations.json").json()["formats"]["number"]
        assert (number["thousands"], number["decimal"]) == (marks.thousands, marks.decimal)
        page = unescape(client.get(f"/{language}/search/?q=peru").content.decode())
        assert re.search(rf">\d{re.escape(marks.thousands)}\d{{3}} ", page), language
