"""Pinned addresses and the bytes of answers: strong ETags, the same bytes packed or not, what an address was resolved to."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from legation.office.pinned import (
    EditionNotServed,
    Resolved,
    answer_resolved,
    pinned_address,
    refuse_other_edition,
    resolved,
)
from legation.publication.questions import QuestionError
from tests.office.conftest import ON

EDITION = "0123456789abcdef" * 4


def found(query: str) -> Resolved:
    return resolved(RequestFactory().get(f"/x{query}"), edition=EDITION, on="1875", known="2021-12-31")


@pytest.mark.parametrize(
    ("query", "pinned"),
    [
        ("", False),
        ("?on=1875&known=2021-12-31", False),
        (f"?edition={EDITION[:12]}&on=1875", False),
        (f"?edition={EDITION[:12]}&on=1875&known=", False),
        (f"?edition={EDITION[:12]}&on=1875&known=2021-12-31", True),
        (f"?edition={EDITION}&on=1875&known=2021-12-31&kind=relations", True),
    ],
)
def test_an_address_is_pinned_that_says_edition_and_both_dates(query: str, pinned: bool) -> None:
    assert found(query).pinned is pinned


def test_an_answer_that_depends_on_no_date_is_pinned_without_one() -> None:
    request = RequestFactory().get(f"/x?edition={EDITION}&known=2021")
    assert resolved(request, edition=EDITION, on="", known="2021-12-31").pinned


def test_the_pinned_address_keeps_the_other_parameters_and_is_pinned() -> None:
    request = RequestFactory().get("/x?kind=relations&on=1800&kind=missions")
    address = pinned_address(request, found(""), lang="es")
    assert address == f"/x?edition={EDITION[:12]}&on=1875&known=2021-12-31&kind=missions&kind=relations&lang=es"
    assert found("?" + address.split("?")[1]).pinned


def test_only_a_pinned_answer_may_be_kept_and_a_day_at_most() -> None:
    for query, kept in (("", "public, no-cache"), (f"?edition={EDITION}&on=1875&known=2021", "public, max-age=86400, immutable")):
        request = RequestFactory().get(f"/x{query}")
        answer = answer_resolved(request, HttpResponse("x"), found(query))
        assert answer["Cache-Control"] == kept
        assert answer["Legation-Edition"] == EDITION and answer["Legation-On"] == "1875"
        assert answer["Content-Location"].startswith(f"/x?edition={EDITION[:12]}&on=1875&known=2021-12-31")
    assert "Cache-Control" not in answer_resolved(request, HttpResponse("x", status=404), found(""))


def test_another_edition_is_gone_and_no_edition_is_said() -> None:
    refuse_other_edition("", EDITION)
    refuse_other_edition(EDITION[:12], EDITION)
    with pytest.raises(EditionNotServed):
        refuse_other_edition("f" * 12, EDITION)
    for wrong in ("012345", EDITION + "0", "0123456789ab\0", "Ñ" * 12):
        with pytest.raises(QuestionError, match="is no edition"):
            refuse_other_edition(wrong, EDITION)


def test_the_same_page_is_the_same_bytes_packed_or_not(client: Client) -> None:
    plain, again = (client.get(f"/en/actors/{ON}") for _ in range(2))
    packed, repacked = (client.get(f"/en/actors/{ON}", headers={"Accept-Encoding": "gzip"}) for _ in range(2))
    assert plain.content == again.content == gzip.decompress(packed.content)
    assert packed.content == repacked.content
    tags = {plain["ETag"], packed["ETag"]}
    assert len(tags) == 2 and all(tag.startswith('"') for tag in tags), "strong, one for each coding"
    assert "Accept-Encoding" in plain["Vary"] and "Accept-Encoding" in packed["Vary"]
    assert client.get(f"/en/actors/{ON}", headers={"Accept-Encoding": "gzip;q=0"})["ETag"] == plain["ETag"]


def test_what_the_reader_has_is_not_sent_again(client: Client) -> None:
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        first = client.get(f"/en/actors/{ON}", headers=headers)
        again = client.get(f"/en/actors/{ON}", headers={**headers, "If-None-Match": first["ETag"]})
        assert again.status_code == 304 and not again.content
        assert client.head(f"/en/actors/{ON}", headers=headers)["ETag"] == first["ETag"]
