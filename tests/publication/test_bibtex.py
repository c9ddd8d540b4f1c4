"""BibTeX that two independent readers understand: what we write of CSL-JSON comes back."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from legation.publication.bibtex import as_bibtex, latex

SAMPLES = Path(os.environ.get("LEGATION_SAMPLES", "/nowhere")) / "bibliography"
BOOK = {
    "id": "novak & co",
    "type": "book",
    "title": 'Política exterior: 50 % de "lo dicho" {sic} & más_menos',
    "author": [{"family": "Novák", "given": "Fabián"}, {"literal": "Ministerio de Relaciones Exteriores and Co."}],
    "publisher": "Íñigo & Hijos",
    "issued": {"raw": "[2021-06-06..2021-12-31]"},
    "page": "10-19",
    "URL": "https://example.org/a_b%20c?d=é{}",
}


def read(entries: list[dict[str, Any]]) -> BibliographyData:
    text = as_bibtex(entries)
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks and len(library.entries) == len(entries)
    data = parse_string(text, "bibtex")
    assert len(data.entries) == len(entries)
    return data


def plain(text: str) -> str:
    """LaTeX as Unicode, by a reader that is not ours."""
    text = text.replace(r"{\textbraceleft}", "⟨").replace(r"{\textbraceright}", "⟩")  # of which the reader does not know
    return " ".join(LatexNodes2Text().latex_to_text(text).replace("⟨", "{").replace("⟩", "}").replace("--", "–").split())


def test_signs_and_names_survive() -> None:
    entry = read([BOOK]).entries["novak-co"]
    assert entry.type == "book"
    assert plain(entry.fields["title"]) == "Política exterior: 50 % de “lo dicho” {sic} & más_menos"
    first, second = entry.persons["author"]
    assert (plain(first.last_names[0]), plain(first.first_names[0])) == ("Novák", "Fabián")
    assert [plain(one) for one in second.last_names] == ["Ministerio de Relaciones Exteriores and Co."] and not second.first_names
    assert plain(entry.fields["publisher"]) == "Íñigo & Hijos"
    assert entry.fields["pages"] == "10--19"
    assert entry.fields["url"] == "https://example.org/a_b%20c?d=%C3%A9%7B%7D"
    assert entry.fields["year"] == "2021" and "month" not in entry.fields


@pytest.mark.parametrize(
    ("issued", "year", "month"),
    [
        ({"date-parts": [[2021, 2]]}, "2021", "feb"),
        ({"date-parts": [[2021, 2, 3]]}, "2021", "feb"),
        ({"date-parts": [[1999], [2001]]}, "1999--2001", ""),
        ({"raw": "1821"}, "1821", ""),
        ({"raw": "1821-07"}, "1821", "jul"),
        ({"raw": "1821~"}, "1821", ""),
        ({"raw": "1821/1823"}, "1821--1823", ""),
        ({"literal": "sin fecha"}, "sin fecha", ""),
        (None, "", ""),
    ],
)
def test_a_date_says_no_more_than_its_source(issued: object, year: str, month: str) -> None:
    text = as_bibtex([{"id": "a", "type": "book", "title": "T", "issued": issued}])
    written = dict(re.findall(r"^  (year|month) = \{?([^},]*)\}?,$", text, flags=re.M))
    assert (written.get("year", ""), written.get("month", "")) == (year, month)


def test_keys_are_told_apart_and_titles_keep_their_capitals() -> None:
    text = as_bibtex([{"id": key, "type": "book", "title": "Perú"} for key in ("a b", "a-b", "A b")])
    assert re.findall(r"^@book\{([^,]+),", text, flags=re.M) == ["a-b", "a-b-2", "A-b-3"]
    assert "title = {{Per{\\'u}}}" in text
    assert as_bibtex([]) == ""


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=40))
def test_any_text_leaves_the_braces_balanced(text: str) -> None:
    depth = 0
    for sign in latex(text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert len(bibtexparser.parse_string(as_bibtex([{"id": "a", "type": "book", "title": f"x{text}"}])).entries) == 1


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="set LEGATION_SAMPLES to a folder of samples of the standards")
@pytest.mark.parametrize("name", ["xampl", "cyrillic", "extrafields", "IEEEtran"])
def test_the_samples_of_others_come_back(name: str) -> None:
    """CSL-JSON that others made from well-known BibTeX files, written by us, says what those files say."""
    entries = json.loads((SAMPLES / f"{name}.csl.json").read_text(encoding="utf-8"))
    ours = read(entries)
    theirs = parse_string((SAMPLES / f"{name}.bib").read_text(encoding="utf-8"), "bibtex")
    compared = 0
    for key, entry in theirs.entries.items():
        if key not in ours.entries:
            continue
        mine = ours.entries[key]
        for field in ("title", "volume", "number", "pages", "publisher", "address", "edition"):
            wanted, written = (plain(one.fields.get(field, "")) for one in (entry, mine))
            if wanted and written and "\\" not in entry.fields[field] and "$" not in entry.fields[field]:
                assert written.replace("–", "-") == wanted.replace("–", "-"), (key, field)
                compared += 1
        if "author" in entry.persons and "author" in mine.persons:
            family = [[plain(" ".join(one.last_names)) for one in who.persons["author"]] for who in (entry, mine)]
            assert family[0] == family[1], key
            compared += 1
    assert compared > 3
