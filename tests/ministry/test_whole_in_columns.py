"""What an office gives away of a ledger held in columns, and shows of its sources, is what it gives of the same one held as objects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from tests.ministry.filing import approve, save, sealed
from tests.ministry.small_office import SmallOffice

DATABASES = ("sqlite",)
CANARY = "Canario secreto"
TABLES = ("acts", "claims", "standings", "docket", "actors", "expectations")
WHO = ("", "reader", "cleared-reviewer")


@contextmanager
def held(*, in_columns: bool) -> Iterator[None]:
    """While every ledger is held in columns, or none is."""
    from legation.office import served_ledger

    with patch.object(served_ledger, "LARGE", 1 if in_columns else 10**9):
        yield


@pytest.fixture(scope="module")
def filed(office: SmallOffice) -> list[str]:
    """The drafts of filings of several kinds: open ones, one corrected, one withdrawn, one secret, one that columns cannot hold."""
    with held(in_columns=False):
        words = {"title": "An incident", "title_es": "Un incidente", "object": "chile"}
        drafts = [sealed(office, "incident", **words, date=date) for date in ("1990-01-05", "1990-01", "1990-01-05")]
        secret = {"author": "cleared-officer", "reviewer": "cleared-reviewer", "level": "secret", "date": "1990-01-05"}
        drafts.append(sealed(office, "incident", **{**words, "title_es": CANARY, "title": CANARY}, **secret))
        several = {**words, "subject": "peru;bolivia", "date": "1991"}
        drafts.append(sealed(office, "relations_resumed", **several))
        sealed(office, "attestation", **{**words, "standing": "relations", "date": "1995-01-01"})
        ended = sealed(office, "relations_severed", **{**words, "date": "1994-01-01"})
        for draft, deed, fields in ((drafts[1], "correction", {"date": "1989"}), (drafts[2], "retraction", {})):
            officer = office.client("officer")
            mended = officer.post(f"/es/desk/claim/{draft}-1/", {"deed": deed})["Location"].split("/")[-2]
            save(officer, mended, 1, **fields, reason="mistyped")
            assert officer.post(f"/es/desk/draft/{mended}/submit/").status_code == 302
            assert approve(office, "reviewer", mended).status_code == 302
        return [*drafts, ended]


def given(office: SmallOffice, who: str, address: str) -> tuple[int, bytes]:
    """The status and the body of an answer."""
    answer = office.client(who).get(address)
    return answer.status_code, b"".join(answer) if answer.streaming else answer.content


@pytest.mark.parametrize("who", WHO)
def test_tables_have_the_same_bytes(office: SmallOffice, filed: list[str], who: str) -> None:
    for table in TABLES:
        for language, form, asked in (("en", "csv", ""), ("es", "json", ""), ("en", "json", "?known=2022&on=1994")):
            address = f"/{language}/download/{table}.{form}{asked}"
            with held(in_columns=False):
                small = given(office, who, address)
            with held(in_columns=True):
                answer = office.client(who).get(address)
                large = answer.status_code, b"".join(answer) if answer.streaming else answer.content
            assert large == small and large[0] == 200, address
            assert "without" not in answer["Content-Disposition"] and answer.streaming == (
                table in ("acts", "claims", "standings")
            )
            if table in ("acts", "claims") and not asked:
                assert (CANARY.encode() in large[1]) == (who == "cleared-reviewer")
                assert f"{filed[0]}-1".encode() in large[1] and f"{filed[2]}-1".encode() not in large[1]


def test_a_worker_sends_two_whole_tables_at_once_and_asks_others_to_wait(office: SmallOffice, filed: list[str]) -> None:
    with held(in_columns=True):
        client = office.client()
        sent = [client.get("/es/download/acts.csv") for _ in range(2)]
        refused = client.get("/es/download/acts.csv")
        assert refused.status_code == 503 and refused["Retry-After"] and "en un minuto" in refused.content.decode()
        assert client.get("/es/").status_code == 200
        sent[0].close()
        again = client.get("/es/download/acts.csv")
        assert again.status_code == 200 and b"".join(again) == b"".join(sent[1])
        again.close()
        sent[1].close()


@pytest.mark.parametrize("who", WHO)
def test_the_page_of_a_source_lists_what_rests_on_it(office: SmallOffice, filed: list[str], who: str) -> None:
    """A filing that brought a row is a source as in a small ledger; one that was taken out, or may not be read, is none."""
    sources = ["book", *(f"filing-{draft}" for draft in filed), "filing-none"]
    statuses = []
    for source in sources:
        for address in (f"/en/source/{source}/", f"/es/source/{source}/?known=2022"):
            with held(in_columns=False):
                small = given(office, who, address)
            with held(in_columns=True):
                large = given(office, who, address)
            assert large[0] == small[0], address
            if large[0] == 200:
                assert _of_the_source(large[1]) == _of_the_source(small[1]), address
                assert b"counts only what the keepers" not in large[1]
            assert (CANARY.encode() in large[1]) == (CANARY.encode() in small[1])
        statuses.append(large[0])
    assert statuses == [200, 200, 200, 404, 200 if who == "cleared-reviewer" else 404, 200, 200, 404]


def _of_the_source(page: bytes) -> str:
    return page.decode().split('<p class="eyebrow">')[1].split("</section>")[0]


def test_the_page_of_an_act_in_columns_leads_to_its_place_in_its_source(
    office: SmallOffice, filed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from legation.office import source_pages, stated_in_columns

    with held(in_columns=True):
        page = given(office, "", f"/en/act/{filed[0]}-1/")[1].decode()
        place = page.split(f'href="/en/source/filing-{filed[0]}/')[1].split('"')[0]
        assert place == f"#{filed[0]}-1" and "Filing" in page
        monkeypatch.setattr(source_pages, "A_PAGE", 1)
        monkeypatch.setattr(stated_in_columns, "A_PAGE", 1)
        monkeypatch.setattr("legation.office.views.source.A_PAGE", 1)
        for most in (10_000, 0):
            monkeypatch.setattr(stated_in_columns, "MOST_SORTED", most)
            by_number = [given(office, "", f"/en/source/book/?page={page}")[1].decode() for page in (1, 2)]
            for claim in ("c-1", "c-2"):
                found = given(office, "", f"/en/source/book/?claim={claim}")[1].decode()
                assert f'id="{claim}"' in found and sum(f'id="{claim}"' in one for one in by_number) == 1
            assert ("in the order in which they were entered" in by_number[0]) == (most == 0)


def test_sources_are_counted_and_the_docket_told_as_in_a_small_ledger(office: SmallOffice, filed: list[str]) -> None:
    with held(in_columns=False):
        docket = given(office, "", "/en/docket/")[1].decode()
        counts = dict(_counts(given(office, "", "/en/download/sources.csv")[1].decode()))
    with held(in_columns=True):
        assert (
            given(office, "", "/en/docket/")[1].decode().split("<h1>")[1].split('class="report"')[0]
            == (docket.split("<h1>")[1].split('class="report"')[0])
        )
        table = office.client().get("/en/download/sources.csv")
        listed = dict(_counts(table.content.decode()))
        page = given(office, "", "/en/sources/")[1].decode()
    assert "without-filings" in table["Content-Disposition"] and listed.items() < counts.items()
    assert "filings at desks, which the pages of their acts name" in page and "relations:peru:chile" in docket


def _counts(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines()[1:]:
        yield line.split(",")[0], line.rsplit(",", 1)[1]


def test_what_is_asked_by_its_head_alone_has_no_body(office: SmallOffice, filed: list[str]) -> None:
    with held(in_columns=True):
        answer = office.client().head("/en/download/acts.csv")
    assert answer.status_code == 200 and answer.streaming and b"".join(answer) == b"" and "csv" in answer["Content-Type"]
