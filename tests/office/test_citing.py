"""Every page says how to cite it, what it is about for machines, and where its news can be followed."""

from __future__ import annotations

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from bibtexparser.entrypoint import parse_string
from django.test import Client

from legation.office.opened import OpenedRecord

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = {
    "/": "Dataset", "/actor/chile/": "Country", "/actor/un/": "Organization", "/act/ancon-treaty-1883/": "Event",
    "/standing/relations:peru:chile/": "Role", "/kind/relations/": "DefinedTerm", "/treaty/ancon-treaty-1883/": "Legislation",
    "/instrument/marshall-plan/": "Legislation", "/field/trade/": "DefinedTerm", "/guideline/new-markets/": "DefinedTerm",
    "/source/novak-namihas-200-years/": None, "/docket/": "Dataset", "/sources/": "Dataset", "/treaties/": "Dataset",
}  # fmt: skip
"""Pages and the type of schema.org of what each is about."""
ASKED = "?on=1875-01-01&known=2022-01-01"


def _get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_cited_with_edition_and_both_dates(
    client: Client, portal_record: OpenedRecord, language: str, path: str
) -> None:
    page = unescape(_get(client, f"/{language}{path}{ASKED}"))
    line = re.search(r'<p class="cite-line"[^>]*>(.*?)</p>', page, re.S)
    assert line is not None
    assert portal_record.edition[:12] in line[1] and "1875-01-01" in line[1]
    assert "1 January 2022" in line[1] or "1 de enero de 2022" in line[1]
    pinned = re.search(r"http://testserver\S+", line[1])
    assert pinned is not None and all(f"{name}=" in pinned[0] for name in ("edition", "on", "known"))
    assert client.get(pinned[0]).status_code == 200
    block = page.partition('class="wide cite-page"')[2].partition("</section>")[0]
    links = [link for link in re.findall(r'href="([^"]+)"', block) if "/cite/" in link]
    assert [link.partition("?")[0].rpartition("-")[2].split(".", 1)[-1] for link in links] == ["bib", "csl.json", "txt"]


@pytest.mark.parametrize(
    "path",
    [
        "actor/chile", "act/ancon-treaty-1883", "standing/relations:peru:chile", "kind/relations", "instrument/marshall-plan",
        "treaty/rome-statute", "field/trade", "guideline/national-space", "indicator", "norm", "source/novak-namihas-200-years",
        "embed_line/relations", "home/-",
    ],
)  # fmt: skip
def test_the_three_forms_agree(client: Client, portal_record: OpenedRecord, path: str) -> None:
    evaluated = portal_record.evaluated
    first = {"indicator": next(iter(evaluated.book.indicators)), "norm": next(iter(evaluated.norms))}
    path = path if "/" in path else f"{path}/{first[path]}"
    csl = json.loads(_get(client, f"/en/cite/{path}.csl.json{ASKED}"))
    assert csl[0]["type"] == "dataset" and csl[0]["version"] == portal_record.edition
    assert csl[0]["custom"]["on"] == ["1875-01-01"] and csl[0]["custom"]["known"] == ["2022-01-01"]
    ids = [entry["id"] for entry in csl[1:]]
    assert len(ids) == len(set(ids)) and all(one in portal_record.record.sources for one in ids)
    library = parse_string(_get(client, f"/en/cite/{path}.bib{ASKED}"))
    assert not library.failed_blocks and len(library.entries) == len(csl)
    assert len(_get(client, f"/en/cite/{path}.txt{ASKED}").splitlines()) == len(csl)


def test_only_what_was_known_is_cited(client: Client) -> None:
    early, late = (
        json.loads(_get(client, f"/en/cite/act/ancon-treaty-1883.csl.json{known}")) for known in ("?known=2021-12-31", "")
    )
    assert {one["id"] for one in early} < {one["id"] for one in late}


@pytest.mark.parametrize("address", ["actor/nobody.bib", "nothing/-.bib", "home/x.txt", "actor/chile.doc", "act/-.txt"])
def test_what_cannot_be_cited_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"/en/cite/{address}").status_code == 404


@pytest.mark.parametrize(("path", "type_"), PAGES.items())
def test_machines_read_what_a_page_is_about(client: Client, portal_record: OpenedRecord, path: str, type_: str | None) -> None:
    response = client.get(f"/en{path}")
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S)
    assert len(blocks) == 1
    found = json.loads(blocks[0])
    assert found["@context"] == "https://schema.org" and (type_ is None or found["@type"] == type_)
    whole = found if found["@type"] == "Dataset" else found["subjectOf"]
    assert whole["version"] == portal_record.edition and whole["license"] == portal_record.record.licence
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]
    route, _, id = path.strip("/").partition("/")
    alone = json.loads(_get(client, f"/en/linked/{route or 'home'}/{id or '-'}.jsonld"))
    assert alone == found


def test_pages_name_their_feeds(client: Client) -> None:
    for path in ("/", "/actor/chile/", "/field/trade/", "/treaty/ancon-treaty-1883/"):
        page = unescape(_get(client, f"/es{path}"))
        feeds = re.findall(
            r'<link rel="alternate" type="application/(?:atom\+xml|feed\+json)" title="[^"]+" href="([^"]+)"', page
        )
        assert len(feeds) == 2, path
        for one in feeds:
            assert client.get(one).status_code == 200, one


@pytest.mark.parametrize(
    "address", ["acts", "actor/chile/acts", "field/trade/acts", "treaties/notices", "treaty/ancon-treaty-1883/notices"]
)
def test_feeds_are_valid_and_agree(client: Client, address: str) -> None:
    """What RFC 4287 and JSON Feed 1.1 require, and the same news in both."""
    response = client.get(f"/en/{address}.atom")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert any(one.get("rel") == "self" for one in root.findall(f"{ATOM}link"))
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert entry.find(f"{ATOM}link") is not None
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True) and root.findtext(f"{ATOM}updated") == days[0]
    told = json.loads(_get(client, f"/en/{address}.json"))
    assert told["version"] == "https://jsonfeed.org/version/1.1" and told["title"] and told["feed_url"]
    ids = [one["id"] for one in told["items"]]
    assert ids == [entry.findtext(f"{ATOM}id") for entry in entries] and len(ids) == len(set(ids))
    assert all(one["url"].startswith("http://") and one["content_text"] and one["date_published"] for one in told["items"])
    spanish = json.loads(_get(client, f"/es/{address}.json"))
    assert [one["id"] for one in spanish["items"]] == ids
    assert client.get(told["items"][0]["url"]).status_code == 200


def test_a_feed_holds_what_was_known(client: Client) -> None:
    early = json.loads(_get(client, "/en/acts.json?known=2021-02-28"))["items"]
    assert early and all(one["date_published"] < "2021-03-01" for one in early)
    assert client.get("/en/actor/nobody/acts.atom").status_code == 404
    assert client.get("/en/field/nothing/acts.json").status_code == 404
    assert client.get("/en/acts.rss").status_code == 404
