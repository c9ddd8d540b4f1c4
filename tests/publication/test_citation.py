"""An answer is cited with the sources behind its rows, and no others."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import legation
from legation.publication.table import Table
from tests.authored import write_folder

SCHEMA = Path(os.environ.get("LEGATION_SAMPLES", "/nowhere")) / "bibliography" / "csl-data.schema.json"
SOURCES = """[
  {"id": "book", "type": "book", "title": "A book", "author": [{"family": "Novak"}], "issued": {"date-parts": [[2021, 2]]}},
  {"id": "paper", "type": "article", "title": "A paper", "issued": {"raw": "2022"}},
  {"id": "list", "type": "dataset", "title": "A list of States", "issued": {"raw": "2020"}}
]
"""
ACTORS = (
    "peru,state,Peru,Perú,,1821-07-28,..,,PER,135,135,book,,",
    "chile,state,Chile,Chile,,,..,,CHL,155,155,book,,",
    "unasur,organisation,UNASUR,UNASUR,,,,,,,,book,,",
    "gran-colombia,former_state,Gran Colombia,Gran Colombia,,1819,1830-09-22,,,,,list,,",
)
CLAIMS = (
    "c-1,relations-chile,relations_established,1822,,peru,chile,,,,,,,,,,,book,p. 1,Relations,Relaciones,,",
    "c-2,unasur-denunciation,denunciation_notified,2019-03-28,,peru,unasur,,,,,,,,,,,book,p. 2,Denunciation,Denuncia,,",
    "c-3,unasur-denunciation,denunciation_notified,2019-05-28,,peru,unasur,,,,,,,,,,,paper,p. 9,Denunciation,Denuncia,,",
    "c-4,relations-colombia,relations_established,1822,,peru,gran-colombia,,,,,,,,,,,book,p. 3,Relations,Relaciones,,",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> legation.OpenRecord:
    return legation.open(write_folder(tmp_path_factory.mktemp("small"), sources=SOURCES, actors=ACTORS, claims=CLAIMS))


def places(table: Table) -> list[tuple[str, str, str]]:
    return [(one.source, one.claim, one.locator) for one in table.grounds]


def test_only_the_sources_behind_the_rows_are_cited(small: legation.OpenRecord) -> None:
    stood = small.asof("1900").standings("relations", every=True)
    assert places(stood.where(object="chile")) == [("book", "c-1", "p. 1")]
    assert places(stood.where(object="gran-colombia")) == [("book", "c-4", "p. 3"), ("list", "", "")], "its end rests on the list"
    assert [entry["id"] for entry in stood.where(object="chile").cite().entries][1:] == ["book"]
    assert places(stood.where(object="nowhere")) == [] and len(stood.where(object="nowhere").cite().entries) == 1
    both = small.acts(kind="denunciation_notified")
    assert places(both) == [("book", "c-2", "p. 2"), ("paper", "c-3", "p. 9")]
    assert places(both.where(act="nothing")) == []


def test_every_kind_of_answer_can_be_cited(small: legation.OpenRecord) -> None:
    why = small.asof("1900").why("relations:peru:gran-colombia")
    assert places(why) == [("book", "c-4", "p. 3"), ("list", "", "")]
    changed = small.diff(first="1820", last="1825")
    assert ("book", "c-1", "p. 1") in places(changed.where(standing="relations:peru:chile"))
    learnt = small.diff(on="2019-04-15", known_first="2021-03", known_last="2022")
    assert {source for source, _, _ in places(learnt)} == {"book", "paper"}
    assert "as known at the end of 31 March 2021 and of 31 December 2022" in repr(learnt.cite())
    assert places(small.docket().where(claim="c-3")) == [("paper", "c-3", "p. 9")]
    assert places(small.export("actors").where(actor="gran-colombia")) == [("list", "", "")]
    assert places(small.export("sources").where(source="paper")) == [("paper", "", "")]
    assert len(places(small.export("claims"))) == 4
    assert places(small.export("instruments")) == [("book", "", "")]
    counted = small.counts("relations", first="1900", last="1901")
    assert places(counted) == [("book", "c-1", "p. 1")]
    grouped = small.acts().count_by("subject")
    assert grouped.rows == (("peru", 3),) and len(places(grouped)) == 4


def test_what_is_cited_says_the_edition_and_the_dates(small: legation.OpenRecord) -> None:
    cited = small.asof("1900", known="2021-03", language="es").standings("relations").cite()
    own, book = cited.entries[0], cited.entries[1]
    assert own["version"] == small.edition and own["id"].endswith(small.edition[:12])
    assert own["title"] == "Un registro pequeño (conjunto de datos)"
    assert own["note"] == "en la fecha 1900; según lo conocido al 31 de marzo de 2021; ejemplo ficticio"
    assert own["custom"]["on"] == ["1900"] and own["custom"]["known"] == ["2021-03-31"]
    assert own["custom"]["license"] == "CC0-1.0"
    assert own["custom"]["consulted"] == {"book": [{"claim": "c-1", "locator": "p. 1"}]}
    assert book == json.loads(SOURCES)[0], "exactly as the record keeps it"
    assert json.loads(cited.to_csl()) == cited.entries
    assert "annote = {Consultado: p. 1}" in cited.to_bibtex()
    assert "p. 1" in repr(cited) and "<li>" in cited._repr_html_()


def test_the_sources_are_a_table_too(small: legation.OpenRecord) -> None:
    assert small.acts().sources.rows == (("book", "A book", 3, "p. 1; p. 2; p. 3"), ("paper", "A paper", 1, "p. 9"))


def test_a_table_of_no_record_has_nothing_to_cite() -> None:
    table = Table("things", ("a",), (("x",),))
    assert table.grounds == () and len(table.sources) == 0
    with pytest.raises(legation.QuestionError, match="was not drawn from a record"):
        table.cite()


def test_nothing_is_cited_that_was_not_yet_known(small: legation.OpenRecord) -> None:
    known = small.asof("2019-04-15", known="2021-03").standings("denunciation_pending")
    assert {one.source for one in known.grounds} == {"book"}


@pytest.mark.skipif(not SCHEMA.is_file(), reason="set LEGATION_SAMPLES to a folder of samples of the standards")
def test_csl_json_follows_its_schema(small: legation.OpenRecord) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(small.acts().cite().entries)
