"""The time bar, pinned pages, the map and its policy, the network, comparisons, and what a page rests on."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from legation.office import map_places
from legation.office.kept import Answer, Kept
from legation.office.laid_out import laid_out
from legation.office.map_places import SHIPPED, map_data
from legation.office.opened import OpenedRecord, opened
from tests.office.pages_of import Page, text_of

STATIC = SHIPPED.parent / "static"
NEW = ("map/", "network/", "compare/", "institution/", "data/", "basis/")


@pytest.mark.parametrize("language", ["es", "en"])
def test_new_pages_are_sound_and_light(client: Client, language: str) -> None:
    """Balanced, one heading of the first level, nothing inline, under 300 kB, with the bar and what the page rests on."""
    for path in (
        *NEW,
        "compare/?known_from=2021-03-01",
        "compare/?one=chile&other=ecuador",
        "map/?show=agreements",
        "",
        "actor/peru/",
    ):
        html = text_of(client, f"/{language}/{path}")
        page = Page(html)
        assert not page.unbalanced and not page.open, path
        assert page.headings.count(1) == 1, path
        assert len(html.encode()) < 300_000, (path, len(html))
        assert not [name for _, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")], path
        assert 'id="year"' in html and 'class="density-acts"' in html, path
        assert any("/basis/" in link for link in page.links) and any("/report/" in link for link in page.links), path


def test_the_bar_keeps_the_filters_of_the_page(client: Client) -> None:
    """Steps, the slider's form and the other language keep what the page itself was asked."""
    html = text_of(client, "/en/treaties/?on=1990-05-05&shelf=ended&actor=chile")
    page = Page(html)
    assert "/en/treaties/?on=1989-05-05&shelf=ended&actor=chile" in page.links
    assert "/es/treaties/?on=1990-05-05&shelf=ended&actor=chile" in page.links
    moved = client.get("/en/treaties/?on=1990-05-05&shelf=ended&actor=chile&year=1991")
    assert moved.headers["Location"] == "/en/treaties/?on=1991-05-05&shelf=ended&actor=chile"


def test_a_pinned_page_is_kept_and_the_other_says_what_it_came_to(client: Client, portal_record: OpenedRecord) -> None:
    """Unpinned: no-cache, with the pinned address on the page; pinned: a day, the same bytes; another edition: gone."""
    asked = client.get("/es/actor/chile/")
    assert asked.headers["Legation-Edition"] == portal_record.edition
    assert "no-cache" in asked.headers["Cache-Control"]
    found = re.search(r'rel="bookmark" href="([^"]+)"', asked.content.decode())
    assert found
    pinned = found[1].replace("&amp;", "&")
    assert "edition=" in pinned and "on=" in pinned and "known=" in pinned
    first, second = client.get(pinned), client.get(pinned)
    assert "max-age=86400" in first.headers["Cache-Control"]
    assert first.content == second.content and first.headers["ETag"] == second.headers["ETag"]
    assert not first.headers["ETag"].startswith("W/")
    gone = text_of(client, "/es/actor/chile/?edition=000000000000", status=410)
    assert portal_record.edition[:12] in gone
    text_of(client, "/es/actor/chile/?edition=zz", status=400)


def test_the_map_says_what_its_table_says(client: Client) -> None:
    """Points of the chart and rows of the file are the same; France stands in 1875, Spain does not."""
    rows = {
        row["actor"]: row for row in csv.DictReader(io.StringIO(client.get("/en/map/points.csv?on=1875-01-01").content.decode()))
    }
    chart = json.loads(client.get("/en/map/chart.json?on=1875-01-01").content)
    points = {point["link"].split("/")[-2]: point for point in chart["follow"]["points"]}
    assert rows["france"]["answer"] == points["france"]["state"] == "stands"
    assert rows["spain"]["answer"] == points["spain"]["state"] == "no"
    assert points["peru"]["state"] == "home"
    page = Page(text_of(client, "/en/map/?on=1875-01-01"))
    assert any(link.startswith("/en/standing/relations:peru:france/") for link in page.links)
    assert "No boundary is drawn" in page.text


def test_every_point_has_a_source_and_lies_on_earth(portal_record: OpenedRecord) -> None:
    """No row without a source; every State of the record has a point; none for what is in dispute."""
    data = map_data()
    assert all(place.source for place in data.places.values())
    record = portal_record.record
    states = [one for one in record.actors.values() if one.kind in ("state", "former_state")]
    assert not [one.id for one in states if data.of(one) is None]
    assert not {f"iso3166:{code}" for code in ("FLK", "ESH", "PSE", "TWN")} & set(data.places)
    assert all(one.says.es and one.says.en and one.source.es for one in data.statements)


def test_a_ministry_lays_its_own_layer(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its GeoJSON is served and drawn; a file that is none is told on the page, in the reader's language."""
    line = {"type": "LineString", "coordinates": [[-70.3, -18.3], [-70.4, -18.4]]}
    (tmp_path / "layer.geojson").write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": line}))
    monkeypatch.setattr(settings, "LEGATION_MAP", str(tmp_path))
    monkeypatch.setattr(opened(), "answers", Kept[Answer](1_000_000, lambda one: one.weight))
    assert json.loads(client.get("/es/map/layer.json").content)["features"][0]["geometry"] == line
    spec = json.loads(client.get("/es/map/chart.json").content)["spec"]
    assert any(data.get("url", "").startswith("/es/map/layer.json") for data in spec["data"])
    map_places._read.cache_clear()  # it is read once a process, and so are the answers that rest on it
    monkeypatch.setattr(opened(), "answers", Kept[Answer](1_000_000, lambda one: one.weight))
    (tmp_path / "layer.geojson").write_text("[1, 2]")
    assert "no contiene un objeto GeoJSON" in text_of(client, "/es/map/")
    assert client.get("/es/map/layer.json").status_code == 404
    map_places._read.cache_clear()


def test_the_network_keeps_its_shape(client: Client) -> None:
    """The same actors stand at the same places whatever the date; the ties are those of the date."""
    early, late = (
        json.loads(client.get(f"/en/network/chart.json?on={on}").content)["follow"] for on in ("1875-01-01", "2010-01-01")
    )
    assert [(one["id"], one["x"], one["y"]) for one in early["actors"]] == [
        (one["id"], one["x"], one["y"]) for one in late["actors"]
    ]
    assert len(early["ties"]) < len(late["ties"])
    assert all(0 <= one["x"] <= 1 and 0 <= one["y"] <= 1 for one in late["actors"])
    assert laid_out(["a", "b", "c"], [("a", "b")], "a")["a"] == (0.5, 0.5)


def test_comparing_is_the_difference(client: Client) -> None:
    """What the page lists as come to stand is what the table has; a wrong date is said beside its field."""
    html = text_of(client, "/en/compare/?from=2001-01-01&on=2021-12-31")
    table = client.get("/en/download/differences.csv?from=2001-01-01&on=2021-12-31").content.decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows
    for row in rows:
        assert f"/standing/{row['standing']}/" in html.replace("%3A", ":"), row
    assert 'id="compare-from-wrong"' in text_of(client, "/en/compare/?from=2001-13", status=400)
    pair = Page(text_of(client, "/en/compare/?one=chile&other=ecuador&on=2010-01-01"))
    assert "Chile" in pair.text and any("/standing/relations:" in link for link in pair.links)


def test_only_embedded_charts_may_be_framed(client: Client) -> None:
    """Any site may show the page of a chart; no other page of the portal."""
    for path in ("embed/line/relations/", "embed/map/", "embed/network/"):
        response = client.get(f"/es/{path}")
        assert response.status_code == 200
        assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in response.headers
        assert "Legation" in response.content.decode() and "&lt;iframe" in response.content.decode()
    assert "frame-ancestors 'none'" in client.get("/es/map/").headers["Content-Security-Policy"]


def test_a_page_tells_what_rests_on_one_source(client: Client, portal_record: OpenedRecord) -> None:
    """An act of one source is told as such at the foot of its page; an opinion with whose it is."""
    known = portal_record.as_known(portal_record.latest)
    single = next(act for act in known.acts.values() if len(act.claims) == 1 and act.kind != "opinion")
    opinion = next(act for act in known.acts.values() if act.kind == "opinion")
    basis = text_of(client, "/en/basis/")
    assert f"/en/act/{opinion.id}/" in basis
    page = text_of(client, f"/en/actor/{portal_record.record.about}/?on=1875-01-01")
    assert re.search(r"\d+ of them rests? on one source alone", page)
    assert "rests on one source alone" in text_of(client, f"/en/act/{single.id}/")


def test_shipped_files_are_what_they_say() -> None:
    """Fonts and coast have the hashes stated beside them, and their licences."""
    for folder in (STATIC / "fonts", STATIC / "map"):
        lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        for stated, name in (line.split("  ", 1) for line in lines if not line.startswith("#")):
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == stated, name
        assert list(folder.glob("LICENSE*"))
