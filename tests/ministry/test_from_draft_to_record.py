"""From draft to record: filed by one, approved by another, sealed once, seen at once."""

from __future__ import annotations

import io
import json
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from legation.record.ledger.faults import NotAcknowledged
from tests.ministry.filing import SEVERED, approve, begin, digest, save, sealed, submitted
from tests.ministry.small_office import SmallOffice, ledger_of


def test_an_act_is_filed_approved_and_seen_at_once(office: SmallOffice) -> None:
    draft = submitted(office, "officer", "relations_severed", **SEVERED)
    anybody = office.client()
    before = anybody.get("/en/standing/relations:chile:peru/?on=1880-01-01")
    assert anybody.get(f"/en/act/{draft}-1/").status_code == 404
    assert approve(office, "reviewer", draft).status_code == 302
    assert "Relations severed" in anybody.get(f"/en/act/{draft}-1/").content.decode()
    assert before.content != anybody.get("/en/standing/relations:chile:peru/?on=1880-01-01").content
    entry = list(ledger_of(office).entries("public"))[-1]
    assert (entry.by, entry.approved, entry.draft, entry.entry.key) == ("officer", "reviewer", draft, f"{draft}-1")


def test_problems_are_said_beside_their_fields(office: SmallOffice) -> None:
    officer = office.client("officer")
    draft = begin(officer, "relations_severed")
    said = save(officer, draft, date="2006-13", object="Nowhere", title_es="=1")
    stops = {one["field"] for one in said["wrong"] if one["stops"]}
    assert stops == {"0.date", "0.object", "0.title_es"}
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 409
    said = save(officer, draft, 2, **{**SEVERED, "object": "Chile", "title": ""})
    assert [one["field"] for one in said["wrong"]] == ["0.title"] and not said["wrong"][0]["stops"]  # the name is understood


def test_one_language_is_enough_to_file_not_to_publish(office: SmallOffice) -> None:
    draft = submitted(office, "officer", "relations_severed", **{**SEVERED, "title": ""})
    refused = approve(office, "reviewer", draft)
    assert refused.status_code == 409 and "otro idioma" in refused.content.decode()
    secret = submitted(office, "cleared-officer", "relations_severed", level="secret", **{**SEVERED, "title": ""})
    assert approve(office, "cleared-reviewer", secret).status_code == 302


def test_a_treaty_that_is_not_in_the_record_is_filed_with_its_signature(office: SmallOffice) -> None:
    text = {
        "text.kind": "treaty",
        "text.title": "Treaty of trade",
        "text.title_es": "Tratado de comercio",
        "text.parties": "Perú; Chile",
    }
    signed = {"date": "2024-03-01", "object": "chile", "title": "Signed", "title_es": "Firma"}
    draft = sealed(office, "instrument_signed", **signed, **text)
    page = office.client().get(f"/es/treaty/{draft}-text/")
    assert page.status_code == 200 and "Tratado de comercio" in page.content.decode()


TUVALU = {"actor.kind": "state", "actor.name": "Tuvalu", "actor.name_es": "Tuvalu (isla)", "actor.from": "1978-10-01"}
WITH_TUVALU = {"date": "2024-03-01", "object": "Tuvalu", "title": "Relations", "title_es": "Relaciones"}


def test_an_actor_that_is_not_in_the_record_is_filed_with_its_act(office: SmallOffice) -> None:
    officer = office.client("officer")
    draft = begin(officer, "relations_established")
    said = save(officer, draft, 1, **WITH_TUVALU)
    assert [one["field"] for one in said["wrong"]] == ["0.object"] and "descríbalo abajo" in said["wrong"][0]["message"]
    said = save(officer, draft, 2, **{**TUVALU, "actor.kind": "", "actor.from": "1978-13"})
    assert {one["field"] for one in said["wrong"]} == {"actor.kind", "actor.from"} and said["made"] == {"actor.id": "tuvalu"}
    page = officer.get(f"/en/desk/draft/{draft}/").content.decode()
    assert 'placeholder="tuvalu"' in page and 'value="Tuvalu"' in page
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 409
    assert not save(officer, draft, 3, **TUVALU)["wrong"]
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    assert approve(office, "officer", draft).status_code in (403, 404, 409) and "tuvalu" not in actors(office)
    page = office.client("reviewer").get(f"/es/desk/draft/{draft}/").content.decode()
    assert "Actor nuevo: aún no está en el registro" in page and "Ningún actor del registro tiene un nombre parecido" in page
    assert approve(office, "reviewer", draft).status_code == 302
    assert actors(office)["tuvalu"]["sources"] == f"filing-{draft}"
    page = office.client().get("/en/actor/tuvalu/")
    assert page.status_code == 200 and "Tuvalu" in page.content.decode()
    assert "Tuvalu (isla)" in office.client().get(f"/es/act/{draft}-1/").content.decode()
    sealed_with = [one.entry.key for one in ledger_of(office).entries("public") if one.draft == draft]
    assert sealed_with == ["tuvalu", f"{draft}-1"]
    later = sealed(office, "relations_severed", **{**SEVERED, "date": "2025", "object": "tuvalu (ISLA)"})
    assert "Tuvalu" in office.client().get(f"/en/act/{later}-1/").content.decode()


def actors(office: SmallOffice, username: str = "") -> dict[str, Any]:
    """The actors that somebody is told of, by id."""
    return {one["actor"]: one for one in office.client(username).get("/api/v1/actors").json()["rows"]}


def test_a_new_actor_has_an_id_of_its_own_a_name_and_an_act_and_its_like_is_told(office: SmallOffice) -> None:
    officer = office.client("officer")
    draft = begin(officer, "relations_established")
    norland = {"actor.kind": "state", "actor.name": "Norland", "actor.name_es": "Norlandia"}
    assert not save(officer, draft, 1, **{**WITH_TUVALU, "object": "norlandia"}, **norland)["wrong"]

    def wrong(seq: int, **fields: str) -> list[tuple[str, bool]]:
        return sorted((one["field"], one["stops"]) for one in save(officer, draft, seq, **fields)["wrong"])

    assert wrong(2, **{"actor.id": "chile"}) == [("actor.id", True), ("actor.name_es", False)]
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 409
    assert wrong(3, **{"actor.id": "Nor land"}) == [("actor.id", True)]
    assert wrong(4, **{"actor.id": "", "actor.name": "", "actor.name_es": ""}) == [("0.object", True), ("actor.name_es", True)]
    assert wrong(5, **{**norland, "object": "chile"}) == [("actor.name_es", True)], "nothing names it"
    assert wrong(6, **{"object": "Bolivie", "actor.name": "Bolivie"}) == [("actor.name_es", False)]
    assert officer.post(f"/en/desk/draft/{draft}/submit/").status_code == 302
    page = office.client("reviewer").get(f"/en/desk/draft/{draft}/").content.decode()
    assert "the record has Bolivia (bolivia), which is called alike" in page and "No actor of the record" not in page
    office.client("reviewer").post(f"/es/desk/draft/{draft}/return/", {"note": "It is Bolivia"})
    assert wrong(7, object="bolivia", **dict.fromkeys((*norland, "actor.id"), "")) == []


def test_a_new_actor_has_both_names_before_it_is_published_and_none_comes_unseen_with_many_rows(office: SmallOffice) -> None:
    fields = {**WITH_TUVALU, "object": "Palaos", "actor.kind": "state", "actor.name_es": "Palaos"}
    draft = submitted(office, "officer", "relations_established", **fields)
    assert approve(office, "reviewer", draft).status_code == 409
    office.client("reviewer").post(f"/es/desk/draft/{draft}/return/", {"add.actor.name": "Palau"})
    officer = office.client("officer")
    assert 'value="Palau"' in officer.get(f"/es/desk/draft/{draft}/").content.decode()
    officer.post(f"/es/desk/draft/{draft}/submit/")
    assert approve(office, "reviewer", draft).status_code == 302 and actors(office)["palau"]["name_es"] == "Palaos"
    rows = [["kind", "date", "subject", "object", "title_es"], *[["congress_held", "2024", "peru", "chile", "Consultas"]] * 2]
    sheet = officer.post("/es/desk/sheet/", {"table": "acts", "file": _sheet(rows, "csv")})["Location"].split("/")[-2]
    hidden = {"actor.name": "Hidden", "actor.kind": "state", "text.title": "Hidden", "text.kind": "treaty"}
    save(officer, sheet, 1, **{"0.object": "Hidden", **hidden})
    from legation.office.desk.models import Draft

    content = Draft.objects.get(pk=sheet).content
    assert content["rows"][0]["object"] == "Hidden" and not content.get("actor") and not content["instrument"]


def test_of_two_drafts_with_one_new_actor_the_second_finds_it_there(office: SmallOffice) -> None:
    nauru = {"actor.kind": "state", "actor.name": "Nauru", "actor.name_es": "Nauru"}
    first, second = (
        submitted(office, "officer", "relations_established", **{**WITH_TUVALU, "object": "Nauru"}, **nauru) for _ in range(2)
    )
    assert approve(office, "reviewer", first).status_code == 302
    refused = approve(office, "reviewer", second)
    assert refused.status_code == 409 and "ya tiene un actor nauru" in refused.content.decode()
    office.client("reviewer").post(f"/es/desk/draft/{second}/return/", {"note": "it is there"})
    officer = office.client("officer")
    assert not save(officer, second, 9, **dict.fromkeys(nauru, ""))["wrong"]
    officer.post(f"/es/desk/draft/{second}/submit/")
    assert approve(office, "reviewer", second).status_code == 302


def test_the_new_actor_of_a_restricted_act_is_told_to_nobody_else(office: SmallOffice) -> None:
    canary = {"actor.kind": "organisation", "actor.name": "Actorcanary", "actor.name_es": "Canario nuevo"}
    fields = {**WITH_TUVALU, "object": "Actorcanary", **canary}
    draft = sealed(office, "relations_established", "cleared-officer", "cleared-reviewer", level="secret", **fields)
    for level in ("public", "confidential", "reserved"):
        assert not [one for one in ledger_of(office).entries(level) if "ctorcanary" in str(one.entry)]
    for username in ("", "reviewer", "cleared-reader"):
        client = office.client(username)
        assert client.get("/en/actor/actorcanary/").status_code == 404 and "actorcanary" not in actors(office, username)
        for address in (f"/en/desk/draft/{draft}/", f"/en/act/{draft}-1/", "/en/actors/", "/en/search/?text=actorcanary", "/en/"):
            assert b"ctorcanary" not in client.get(address).content.replace(b"text=actorcanary", b"").replace(
                b'value="actorcanary"', b""
            ), (username, address)
    assert b"Actorcanary" in office.client("cleared-officer").get("/en/actor/actorcanary/").content
    open_one = save(office.client("officer"), begin(office.client("officer"), "relations_established"), 1, **fields)
    assert not open_one["wrong"], "who may not know of it is not told that it is there"


def test_a_late_save_does_not_undo_a_later_one(office: SmallOffice) -> None:
    officer = office.client("officer")
    draft = begin(officer, "relations_severed")
    assert save(officer, draft, 7, person="second")["saved"]
    late = save(officer, draft, 6, person="first")
    assert not late["saved"] and late["seq"] == 7
    assert "second" in officer.get(f"/es/desk/draft/{draft}/").content.decode()


def test_what_was_approved_while_the_ledger_failed_is_sealed_later_and_once(office: SmallOffice) -> None:
    draft = submitted(office, "officer", "relations_severed", **SEVERED)
    with patch.object(type(office.ledger), "append", side_effect=NotAcknowledged("ledger.not_written", file="x", reason="full")):
        refused = approve(office, "reviewer", draft)
    assert refused.status_code == 409
    assert not [one for one in ledger_of(office).entries("public") if one.draft == draft]
    for _ in range(2):
        assert office.client("reviewer").get("/es/desk/").status_code == 200
    assert len([one for one in ledger_of(office).entries("public") if one.draft == draft]) == 1


def test_a_draft_changed_after_it_was_read_is_not_approved(office: SmallOffice) -> None:
    officer = office.client("officer")
    draft = submitted(office, "officer", "relations_severed", **SEVERED)
    read = digest(draft)
    office.client("reviewer").post(f"/es/desk/draft/{draft}/return/", {"note": "the day, please"})
    save(officer, draft, 9, **{**SEVERED, "date": "1879-04-06"})
    officer.post(f"/es/desk/draft/{draft}/submit/")
    answer = office.client("reviewer").post(f"/es/desk/draft/{draft}/approve/", {"digest": read})
    assert answer.status_code == 409


def test_corrections_and_retractions_go_the_same_way(office: SmallOffice) -> None:
    officer = office.client("officer")
    first = sealed(office, "relations_severed", **SEVERED)
    draft = officer.post(f"/es/desk/claim/{first}-1/", {"deed": "correction"})["Location"].split("/")[-2]
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 409  # nothing said yet
    save(officer, draft, 1, date="1879-04-07", reason="the day was mistyped")
    answer = officer.post(f"/es/desk/draft/{draft}/submit/")
    assert answer.status_code == 302, answer.content.decode().split('role="alert">')[1][:400]
    assert approve(office, "reviewer", draft).status_code == 302
    assert "7" in office.client().get(f"/en/act/{first}-1/").content.decode()
    kept = [one.entry for one in ledger_of(office).entries("public") if one.entry.key == f"{first}-1"]
    assert [(one.deed, one.cells["date"]) for one in kept] == [("entered", "1879-04-05"), ("corrected", "1879-04-07")]
    taken = officer.post(f"/es/desk/claim/{first}-1/", {"deed": "retraction"})["Location"].split("/")[-2]
    save(officer, taken, 1, reason="it never happened")
    officer.post(f"/es/desk/draft/{taken}/submit/")
    assert approve(office, "reviewer", taken).status_code == 302
    gone = office.client().get(f"/en/act/{first}-1/")
    assert gone.status_code == 410 and b"1879" not in gone.content.split(b"<main")[1].split(b"</main")[0]


def settled(officer: Client, act: str, preferred: str) -> str:
    """A draft that settles an act, with all that it says."""
    draft = str(officer.post(f"/es/desk/act/{act}/settle/", {"preferred": preferred})["Location"].split("/")[-2])
    lacks = save(officer, draft, 1, reason="")
    assert {one["field"] for one in lacks["wrong"]} == {"title_es", "note_es"}
    said = {"title": "Settled", "title_es": "Dirimido", "note": "The note", "note_es": "La nota"}
    body = json.dumps({"seq": 2, "fields": said})
    assert not officer.post(f"/es/desk/draft/{draft}/save/", body, content_type="application/json").json()["wrong"]
    return draft


def test_a_contradiction_is_settled(office: SmallOffice) -> None:
    first = sealed(office, "relations_severed", **SEVERED)
    second = sealed(office, "relations_severed", **{**SEVERED, "date": "1880", "act": f"{first}-1"})
    officer = office.client("officer")
    draft = settled(officer, f"{first}-1", f"{second}-1")
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    assert approve(office, "reviewer", draft).status_code == 302
    assert "Settled" in office.client().get(f"/en/act/{first}-1/").content.decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_of_a_spreadsheet_are_checked_cell_by_cell_and_sealed_together(office: SmallOffice, ending: str) -> None:
    rows = [
        ["kind", "date", "subject", "object", "title", "title_es"],
        ["congress_held", "2024-05-06", "peru", "Chile", "Talks", "Consultas"],
        ["congress_held", "2024-13", "peru", "bolivia", "Talks", "Consultas"],
    ]
    officer = office.client("officer")
    answer = officer.post("/es/desk/sheet/", {"table": "acts", "file": _sheet(rows, ending)})
    assert answer.status_code == 302, answer.content[-1500:]
    draft = answer["Location"].split("/")[-2]
    page = officer.get(f"/es/desk/draft/{draft}/").content.decode()
    assert "mes 13" in page
    said = save(officer, draft, 1, **{"1.date": "2024-12"})
    assert not [one for one in said["wrong"] if one["stops"]], said
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    assert approve(office, "reviewer", draft).status_code == 302
    assert len([one for one in ledger_of(office).entries("public") if one.draft == draft]) == 2


def _sheet(rows: list[list[str]], ending: str) -> SimpleUploadedFile:
    if ending == "csv":
        return SimpleUploadedFile("rows.csv", "\n".join(",".join(row) for row in rows).encode())
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return SimpleUploadedFile("rows.xlsx", target.getvalue())


def test_a_file_is_kept_by_its_hash_and_runs_nothing(office: SmallOffice) -> None:
    officer = office.client("officer")
    draft = begin(officer, "relations_severed")
    page = SimpleUploadedFile("note.pdf", b"<script>alert(1)</script>")
    assert officer.post(f"/es/desk/draft/{draft}/attach/", {"file": page}).status_code == 302
    page = officer.get(f"/es/desk/draft/{draft}/").content.decode()
    address = page.split('<iframe class="preview" src="')[1].split('"')[0]
    kept = officer.get(address)
    assert kept["Content-Type"].startswith("text/plain") and "sandbox" in kept["Content-Security-Policy"]
    assert office.client("auditor").get(address).status_code == 404
    assert (
        officer.post(f"/es/desk/draft/{draft}/attach/", {"file": SimpleUploadedFile("a.exe", b"MZ\x00\x01")}).status_code == 409
    )


def test_nothing_is_taken_out_on_which_the_rest_leans(office: SmallOffice) -> None:
    """A claim that an adjudication prefers stays, else the record could not be read any more."""
    first = sealed(office, "relations_severed", **SEVERED)
    officer = office.client("officer")
    decision = settled(officer, f"{first}-1", f"{first}-1")
    officer.post(f"/es/desk/draft/{decision}/submit/")
    assert approve(office, "reviewer", decision).status_code == 302
    taken = officer.post(f"/es/desk/claim/{first}-1/", {"deed": "retraction"})["Location"].split("/")[-2]
    save(officer, taken, 1, reason="it never happened")
    refused = officer.post(f"/es/desk/draft/{taken}/submit/")
    assert refused.status_code == 409 and "dejaría de ser coherente: " in refused.content.decode()
    refused = officer.post(f"/en/desk/draft/{taken}/submit/")
    assert refused.status_code == 409 and "no longer hold together: " in refused.content.decode()
