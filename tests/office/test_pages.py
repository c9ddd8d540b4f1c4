"""Every page in both languages: it answers, is sound HTML, carries nothing inline, and says what it must."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pytest
from django.test import Client

from legation.office.doors import POLICIES
from legation.office.kept import Answer, Kept
from legation.office.opened import OpenedRecord, opened
from legation.office.routes import ROUTES
from legation.office.urls import urlpatterns
from legation.terms.days import iso
from tests.office.pages_of import Page, one_of_each, text_of
from tests.sizes import size

LANGUAGES = ("es", "en")
ADDRESSES = frozenset({"src", "href", "action", "data", "poster", "srcset", "xlink:href"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_and_is_sound(client: Client, portal_record: OpenedRecord, language: str) -> None:
    """Tags balance, ids are unique, headings do not skip, the language is stated, nothing is inline or loaded from elsewhere.

    In Spanish every page; in English all of them in CI, and a part by default.
    """
    for path in one_of_each(portal_record)[:: size(2 if language == "es" else 6, 1)]:
        html = text_of(client, f"/{language}/{path}")
        page = Page(html)
        assert not page.unbalanced, (path, page.unbalanced[:3])
        assert not page.open, (path, page.open)
        doubled = sorted({one for one in page.ids if page.ids.count(one) > 1})
        assert not doubled, (path, doubled)
        levels = page.headings
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (path, levels)
        assert f'<html lang="{language}">' in html
        inline = [(tag, name) for tag, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")]
        assert not inline, (path, inline)
        assert not [tag for tag, _ in page.tags if tag == "style"], path
        assert not "".join(page.scripts).strip(), path
        assert not loaded_from_elsewhere(page), path


def loaded_from_elsewhere(page: Page) -> list[tuple[str, str]]:
    """Addresses outside this site, but for links that a reader may follow: a source's own address, the licence."""
    return [
        (tag, value)
        for tag, attributes in page.tags
        for name, value in attributes.items()
        if name in ADDRESSES and value and (tag, name) != ("a", "href")
        and (value.startswith("//") or "://" in value.split("?")[0])
    ]  # fmt: skip


def test_headers_are_strict(client: Client) -> None:
    """Content policy without anything inline, no sniffing, no framing, no cookies."""
    for path in ("/es/", "/en/docket/", "/es/nada", "/es/?on=x", "/"):
        response = client.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy and "style-src 'self'" in policy
        assert "unsafe" not in policy and "*" not in policy
        assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy and "form-action 'self'" in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert not response.cookies


def addresses(patterns: list[Any]) -> list[Any]:
    """Every pattern that leads to a view, those gathered under a beginning too."""
    return [leaf for one in patterns for leaf in (addresses(one.url_patterns) if hasattr(one, "url_patterns") else [one])]


def test_every_route_has_a_policy() -> None:
    """What no one has said may be shown is not shown."""
    assert len(addresses(urlpatterns)) == len(ROUTES)
    for pattern in addresses(urlpatterns):
        assert getattr(pattern.callback, "policy", None) in POLICIES, pattern


def test_a_route_without_a_policy_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking the policy away closes the door."""
    home = next(pattern for pattern in addresses(urlpatterns) if pattern.name == "home")
    monkeypatch.delattr(home.callback, "policy")
    monkeypatch.setattr(opened(), "answers", Kept[Answer](0, lambda one: one.weight))  # nothing was answered before
    assert client.get("/es/").status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading(client: Client, method: str) -> None:
    """The portal only answers."""
    assert getattr(client, method)("/es/").status_code == 405


def test_root_goes_to_the_language_of_the_reader(client: Client) -> None:
    """Spanish where the browser says nothing or something else."""
    assert client.get("/").headers["Location"] == "/es/"
    assert client.get("/", headers={"accept-language": "en-GB,en;q=0.8"}).headers["Location"] == "/en/"
    assert client.get("/", headers={"accept-language": "fr"}).headers["Location"] == "/es/"


def later_links(html: str) -> set[str]:
    """What the home page links to where a later source changes answers: these leave the earlier knowledge date behind."""
    begin = html.find('aria-labelledby="later-title"')
    return set(Page(html[begin : html.index("</section>", begin)]).links) if begin >= 0 else set()


def test_later_answers_are_found(client: Client, portal_record: OpenedRecord) -> None:
    """A standing that only a later source knows is linked as that source knows it, so that its page exists."""
    first = iso(portal_record.knowledge_days[0])
    links = later_links(text_of(client, f"/en/?on=2010-06-01&known={first}"))
    assert links and not [link for link in links if "known=" in link]
    for link in sorted(links)[:: size(6, 3)]:
        text_of(client, link)


def test_state_is_kept_in_every_link(client: Client) -> None:
    """A reader who set two dates keeps them wherever he goes."""
    page = Page(text_of(client, "/es/?on=1875-01-01&known=2021-06-01"))
    inner = [link for link in page.links if link.startswith(("/es/", "/en/"))]
    starts = set(Page(text_of(client, "/es/")).links)
    later = later_links(text_of(client, "/es/?on=1875-01-01&known=2021-06-01"))
    kept = [link for link in inner if "known=2021-06-01" in link]
    assert len(kept) > 50
    for link in inner:
        assert "on=" in link, link
        assert "known=2021-06-01" in link or "/es/?on=" in link or link in later, (link, starts)
    assert "/en/?on=1875-01-01&known=2021-06-01" in page.links


@pytest.mark.parametrize(("language", "said"), [("es", "no es una fecha"), ("en", "is not a date")])
def test_a_wrong_date_is_said_beside_its_field(client: Client, language: str, said: str) -> None:
    """Status 400, the message beside the field, nothing lost, in another language neither."""
    for path in ("", "docket/", "actors/"):
        html = text_of(client, f"/{language}/{path}?on=1875-13&known=2021-06-01", status=400)
        page = Page(html)
        assert said in page.text
        assert 'value="1875-13"' in html
        assert 'aria-describedby="on-help on-wrong"' in html
        assert any("on=1875-13" in link and "known=2021-06-01" in link for link in page.links)
        assert "2021-06-01" in html
    both = text_of(client, f"/{language}/?on=x&known=y", status=400)
    assert 'id="on-wrong"' in both and 'id="known-wrong"' in both


def test_odd_parameters_are_no_trouble(client: Client) -> None:
    """Nothing that can be typed into an address makes the portal fall."""
    for query in (
        "?year=abc",
        "?year=99999",
        "?line=nothing",
        "?on=%00",
        "?on=" + "9" * 3000,
        "?known=%F0%9F%98%80",
        "?on=..",
        "?on=0001/9999",
        "?year=-5",
        "?on=-99999-01-01",
    ):
        assert client.get(f"/es/{query}").status_code in (200, 302, 400), query
    assert client.get("/es/?on=1875-06-02&year=1880").headers["Location"] == "/es/?on=1880-06-02"
    assert client.get("/es/?on=x&year=1880").status_code == 400
    assert client.get("/en/?year=1880&known=2021-06-01").headers["Location"] == "/en/?on=1880-01-01&known=2021-06-01"


@pytest.mark.parametrize(("language", "said"), [("es", "no es un «no»"), ("en", "is not a no")])
def test_unknown_things_are_not_a_no(client: Client, portal_record: OpenedRecord, language: str, said: str) -> None:
    """A page that says so, with the nearest ids."""
    near = portal_record.record.about
    for path in (
        f"actor/{near}x/",
        "act/nothing-like-this/",
        "standing/relations:peru:atlantis/",
        "kind/relation/",
        "instrument/x/",
        "source/x/",
    ):
        page = Page(text_of(client, f"/{language}/{path}", status=404))
        assert said in page.text, path
    assert f"/{language}/actor/{near}/" in Page(text_of(client, f"/{language}/actor/{near}x/", status=404)).links
    assert Page(text_of(client, f"/{language}/no/such/page", status=404)).headings[0] == 1


def test_actors_answer_to_their_codes(client: Client) -> None:
    """An actor is found by any of its codes, a standing by the codes of its parties."""
    assert client.get("/en/actor/FRA/").status_code == 200
    assert client.get("/en/standing/relations:PER:FRA/").status_code == 200


def test_downloads(client: Client) -> None:
    """Tables with the same answers, as CSV and JSON."""
    csv = client.get("/es/download/standings.csv?on=1875-01-01")
    assert csv.headers["Content-Type"].startswith("text/csv")
    assert "relations:peru:france," in csv.content.decode()
    found = json.loads(client.get("/en/download/standings.json?on=1875-01-01&known=2021-06-01").content)
    assert any("1 June 2021" in note or "2021-06-01" in note for note in found["notes"])
    answers = {row["standing"]: row["answer"] for row in found["rows"]}
    assert answers["relations:peru:france"] == "presumed" and answers["relations:peru:spain"] == "no"
    for what in ("acts", "claims", "docket", "actors", "sources"):
        for form in ("csv", "json"):
            assert client.get(f"/es/download/{what}.{form}").status_code == 200, (what, form)
    assert client.get("/es/download/secrets.csv").status_code == 404
    assert client.get("/es/download/standings.exe").status_code == 404


def test_the_same_question_gives_the_same_bytes(client: Client) -> None:
    """No clock and no chance: pages can be cached and cited."""
    for path in ("/es/?on=1875-01-01", "/en/docket/", "/es/chart/relations.json"):
        first, second = client.get(path), client.get(path)
        assert first.content == second.content
        assert first.headers["ETag"] == second.headers["ETag"]
        assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_static_files_are_kept_by_hash(client: Client) -> None:
    """Style sheet, scripts and mark are served from an address that changes with them."""
    html = text_of(client, "/es/")
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', html):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "max-age=31536000" in response.headers["Cache-Control"]


def test_each_claim_named_by_a_difference_is_where_its_link_leads(client: Client, portal_record: OpenedRecord) -> None:
    named = [one for one in portal_record.record.claims if one.kind == "difference" and one.named][:6]
    followed = 0
    for one in named:
        page = Page(client.get(f"/es/act/{one.act}/").content.decode())
        for link in page.links:
            target, _, place = link.partition("#claim-")
            if place in one.named:
                assert f'id="claim-{place}"' in client.get(target or f"/es/act/{one.act}/").content.decode()
                followed += 1
    assert followed >= len(named)


def test_a_source_of_many_claims_is_shown_a_page_at_a_time(client: Client, portal_record: OpenedRecord) -> None:
    """Every claim stands once, on the page to which a link to it leads."""
    source = max(portal_record.claims_of_source, key=lambda one: len(portal_record.claims_of_source[one]))
    claims = portal_record.claims_of_source[source]
    here = f"/en/source/{source}/"
    links = Page(text_of(client, f"{here}?page=2")).links
    pages = {link.removesuffix("#claims") for link in links if link.startswith(here) and link.endswith("#claims")} | {
        f"{here}?page=2"
    }
    found = [one for path in pages for one in Page(text_of(client, path)).ids]
    assert len(pages) > 3
    assert sorted(one for one in found if one in {claim.id for claim in claims}) == sorted(claim.id for claim in claims)
    for claim in claims[:: len(claims) // 5]:
        link = next(one for one in Page(text_of(client, f"/en/act/{claim.act}/")).links if one.endswith(f"#{claim.id}"))
        assert claim.id in Page(text_of(client, link.partition("#")[0])).ids
