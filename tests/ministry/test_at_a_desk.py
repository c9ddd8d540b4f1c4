"""What people at their desks met: no step by a link, nothing lost, names for ids, what a correction changes, what lacks a language."""

from __future__ import annotations

import csv
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.ministry.filing import SEVERED, approve, begin, digest, save, sealed, submitted
from tests.ministry.small_office import SmallOffice

DATABASES = ("sqlite",)
STEPS = ("save", "submit", "withdraw", "attach", "again")


def state(draft: str) -> str:
    from legation.office.desk.models import Draft

    return str(Draft.objects.get(pk=draft).state)


def page(office: SmallOffice, username: str, path: str) -> str:
    return str(office.client(username).get(path).content.decode())


@pytest.mark.parametrize("step", STEPS)
def test_no_step_is_taken_by_a_link(office: SmallOffice, step: str) -> None:
    client = office.client("officer")
    draft = begin(client, "relations_severed")
    save(client, draft, **SEVERED)
    answer = client.get(f"/es/desk/draft/{draft}/{step}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/es/desk/draft/{draft}/")
    assert state(draft) == "writing"


@pytest.mark.parametrize("step", ["approve", "return"])
def test_nothing_is_decided_by_a_link(office: SmallOffice, step: str) -> None:
    draft = submitted(office, "officer", "relations_severed", **SEVERED)
    answer = office.client("reviewer").get(f"/es/desk/draft/{draft}/{step}/", {"digest": digest(draft), "note": "x"})
    assert (answer.status_code, answer["Location"]) == (302, f"/es/desk/draft/{draft}/")
    assert state(draft) == "submitted"


def test_what_was_withdrawn_is_found_and_taken_up_again(office: SmallOffice) -> None:
    client = office.client("officer")
    draft = begin(client, "relations_severed")
    save(client, draft, **{**SEVERED, "title_es": "Desistida por error"})
    client.post(f"/es/desk/draft/{draft}/attach/", {"file": SimpleUploadedFile("nota.txt", b"una nota")})
    client.post(f"/es/desk/draft/{draft}/withdraw/")
    assert "Desistida por error" in client.get("/es/desk/").content.decode()
    assert f"/desk/draft/{draft}/again/" in client.get(f"/es/desk/draft/{draft}/").content.decode()
    assert office.client("reviewer").post(f"/es/desk/draft/{draft}/again/").status_code == 404
    made = str(client.post(f"/es/desk/draft/{draft}/again/")["Location"].split("/")[-2])
    shown = client.get(f"/es/desk/draft/{made}/").content.decode()
    assert made != draft and "Desistida por error" in shown and "nota.txt" in shown
    assert (state(draft), state(made)) == ("withdrawn", "writing")
    assert client.post(f"/es/desk/draft/{made}/again/").status_code == 404, "only what was withdrawn"


def test_ids_are_shown_and_typed_as_names(office: SmallOffice) -> None:
    client = office.client("officer")
    draft = begin(client, "relations_severed")
    save(client, draft, object="Chile; bolivia", date="1879")
    shown = client.get(f"/es/desk/draft/{draft}/").content.decode()
    assert 'value="Chile; Bolivia"' in shown and 'value="Perú"' in shown
    assert '<option value="Chile">' in shown
    sheet = "Clase de acto,Fecha,Quién lo hizo,Respecto de quién\nRuptura de relaciones,1879,Perú,Chile\nRuptura de relaciones,1880,Perú,Bolivia\n"
    answer = client.post("/es/desk/sheet/", {"table": "acts", "file": SimpleUploadedFile("a.csv", sheet.encode())})
    rows = client.get(answer["Location"]).content.decode()
    assert 'value="Ruptura de relaciones"' in rows and 'value="relations_severed"' not in rows


def test_what_is_nearest_is_told_by_its_name_else_what_to_do(office: SmallOffice) -> None:
    client = office.client("officer")
    draft = begin(client, "instrument_signed")
    said = save(client, draft, object="Chle", instrument="Tratado que no está")["wrong"]
    told = {one["field"]: one["message"] for one in said}
    assert "Chile" in told["0.object"] and "actors.csv" not in told["0.object"]
    assert "descríbalo abajo" in told["0.instrument"] and "—" not in told["0.instrument"]
    said = save(client, draft, 2, kind="Una clase que no hay")["wrong"]
    told = {one["field"]: one["message"] for one in said}
    assert "elíjala de la lista" in told["0.kind"] and "accession" not in told["0.kind"]


def test_a_new_text_without_its_other_title_is_not_told_by_its_id(office: SmallOffice) -> None:
    client = office.client("officer")
    draft = begin(client, "instrument_signed")
    said = save(client, draft, **{"text.title_es": "Un tratado", "text.kind": "treaty"})["wrong"]
    assert not [one for one in said if "en en" in one["message"] or f"{draft}-text" in one["message"]], said


def test_a_blank_form_says_nothing_is_wrong_until_somebody_tries(office: SmallOffice) -> None:
    client = office.client("officer")
    draft = begin(client, "instrument_signed")
    assert 'class="wrong"' not in client.get(f"/es/desk/draft/{draft}/").content.decode()
    tried = client.post(f"/es/desk/draft/{draft}/submit/")
    assert tried.status_code == 409
    assert 'href="#f-0.title_es"' in tried.content.decode() and 'aria-invalid="true"' in tried.content.decode()


def test_a_correction_shows_first_what_it_would_change(office: SmallOffice) -> None:
    filed = sealed(office, "relations_severed", **SEVERED)
    client = office.client("officer")
    draft = str(client.post(f"/es/desk/claim/{filed}-1/", {"deed": "correction"})["Location"].split("/")[-2])
    save(client, draft, date="1879-04-06", reason="Mal copiado")
    assert client.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    shown = page(office, "reviewer", f"/es/desk/draft/{draft}/")
    changed = shown.split("Qué cambiaría")[1].split("</table>")[0]
    assert "<del>1879-04-05</del>" in changed and "<ins>1879-04-06</ins>" in changed and "Chile" not in changed
    assert f"/es/act/{filed}-1/" in shown


def test_who_reviews_adds_the_other_language_and_the_author_sends_it_again(office: SmallOffice) -> None:
    spanish = {name: value for name, value in SEVERED.items() if name != "title"}
    draft = submitted(office, "officer", "relations_severed", **spanish)
    shown = page(office, "reviewer", f"/es/desk/draft/{draft}/")
    assert "cierra: Relaciones" in shown, "what its sealing will do to what stands"
    assert 'id="approve"' not in shown and 'name="add.0.title"' in shown
    given = {"add.0.title": "Rupture with Chile", "add.0.title_es": "Otra cosa", "add.0.date": "1900"}
    assert office.client("reviewer").post(f"/es/desk/draft/{draft}/return/", given).status_code == 302
    client = office.client("officer")
    mine = client.get(f"/es/desk/draft/{draft}/").content.decode()
    assert 'value="Rupture with Chile"' in mine and "Otra cosa" not in mine and 'value="1879-04-05"' in mine
    assert client.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    assert approve(office, "reviewer", draft).status_code == 302
    assert state(draft) == "sealed"


def test_a_file_of_a_draft_may_be_framed_by_its_page_alone(office: SmallOffice) -> None:
    client = office.client("officer")
    draft = begin(client, "relations_severed")
    client.post(f"/es/desk/draft/{draft}/attach/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4\n")})
    answer = client.get(f"/es/desk/draft/{draft}/")
    assert "<iframe" in answer.content.decode() and "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "frame-src" not in client.get("/es/desk/")["Content-Security-Policy"]


def test_a_role_that_began_today_ends_at_once(office: SmallOffice) -> None:
    from legation.office.people.clock import today
    from legation.office.people.models import Posting

    administrator, person = office.client("administrator"), office.person("reader")
    administrator.post("/es/office/person/reader/", {"deed": "posting", "unit": "americas", "role": "reviewer"})
    assert office.client("reader").get("/es/desk/remove/").status_code == 200
    made = Posting.objects.get(person=person, role="reviewer")
    administrator.post("/es/office/person/reader/", {"deed": "end", "posting": made.pk, "ends": today().isoformat()})
    assert office.client("reader").get("/es/desk/remove/").status_code == 403


def test_a_role_with_an_end_to_come_is_taken_away_before(office: SmallOffice) -> None:
    from legation.office.people.clock import today
    from legation.office.people.models import Posting

    administrator, person = office.client("administrator"), office.person("reader")
    ends = {"begins": "2024-01-01", "ends": "2999-01-01"}
    administrator.post("/es/office/person/reader/", {"deed": "posting", "unit": "americas", "role": "reviewer", **ends})
    made = Posting.objects.get(person=person, role="reviewer")
    assert f'name="posting" value="{made.pk}"' in page(office, "administrator", "/es/office/person/reader/")
    administrator.post("/es/office/person/reader/", {"deed": "end", "posting": made.pk, "ends": today().isoformat()})
    assert office.client("reader").get("/es/desk/remove/").status_code == 403
    assert f'name="posting" value="{made.pk}"' not in page(office, "administrator", "/es/office/person/reader/")


def test_what_an_administrator_typed_is_not_lost_where_it_is_refused(office: SmallOffice) -> None:
    client = office.client("administrator")
    said = client.post("/es/office/people/", {"username": "Nora Díaz", "name": "Nora Díaz", "clearance": "reserved"})
    text = said.content.decode()
    assert said.status_code == 400 and text.count('value="Nora Díaz"') == 2 and '<option value="reserved" selected>' in text
    unit = {"deed": "unit", "id": "Embajada", "name_es": "Embajada en Quito", "name_en": "Embassy in Quito"}
    assert 'value="Embajada en Quito"' in client.post("/es/office/units/", unit).content.decode()
    ends = {
        "deed": "branch",
        "tree": "missions",
        "unit": "lima",
        "under": "chancery",
        "begins": "2026-01-02",
        "ends": "2026-01-01",
    }
    text = client.post("/es/office/units/", ends).content.decode()
    assert "antes de empezar" in text and 'value="2026-01-01"' in text and "no es una fecha" not in text


def test_the_trail_is_asked_by_names_and_keeps_what_was_asked(office: SmallOffice) -> None:
    from legation.office.people.models import TrailLine

    for number in range(205):
        TrailLine.objects.create(person="officer", deed="draft_saved", about="draft-one", outcome="done", detail=str(number))
    TrailLine.objects.create(person="planner", deed="draft_submitted", about="draft-two", outcome="done")
    client = office.client("auditor")
    text = client.get("/es/office/trail/", {"person": "officer", "deed": "borrador guardado"}).content.decode()
    lines = text.split("<tbody>")[1]
    assert "draft-one" in lines and "draft-two" not in lines
    assert "person=officer&amp;deed=borrador+guardado&amp;before=" in text.replace("&amp;amp;", "&amp;")
    assert "draft-two" not in client.get("/es/office/trail.csv", {"person": "officer"}).content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_empty_sheet_has_headings_in_the_language_of_the_page_and_is_taken(office: SmallOffice, language: str) -> None:
    client = office.client("planner")
    for table in ("measures", "nodes", "indicators", "targets", "results", "budget"):
        sheet = client.get(f"/{language}/desk/sheet/{table}.csv").content.decode("utf-8-sig")
        names = next(csv.reader([sheet]))
        assert len(set(names)) == len(names) and "note_es" not in names, names
        given = SimpleUploadedFile("s.csv", (sheet + ",".join("x" for _ in names) + "\r\n").encode())
        assert client.post(f"/{language}/desk/sheet/", {"table": table, "file": given}).status_code == 302, table


def test_a_statistician_types_figures_without_a_sheet(office: SmallOffice) -> None:
    answer = office.client("statistician").post("/es/desk/sheet/empty/", {"table": "measures"})
    assert answer.status_code == 302
    assert 'name="0.series"' in page(office, "statistician", answer["Location"])


@pytest.mark.skipif(
    "LEGATION_IN_COLUMNS" in os.environ, reason="what acts in columns say in words is not searched yet: decision 0031"
)
def test_who_is_cleared_finds_what_is_restricted_by_words(office: SmallOffice) -> None:
    cells = {**SEVERED, "title_es": "Ruptura zarzamora"}
    draft = sealed(office, "relations_severed", "cleared-officer", "cleared-reviewer", level="reserved", **cells)
    found = {
        name: f"/act/{draft}-1/" in page(office, name, "/es/search/?q=zarzamora") for name in ("cleared-reader", "reader", "")
    }
    assert found == {"cleared-reader": True, "reader": False, "": False}


def test_where_a_filing_stands_is_told_in_words(office: SmallOffice) -> None:
    filed = sealed(office, "relations_severed", **SEVERED)
    found = {language: page(office, "", f"/{language}/act/{filed}-1/") for language in ("es", "en")}
    assert "del libro, nivel: pública" in found["es"] and "of the ledger, level: public" in found["en"]
