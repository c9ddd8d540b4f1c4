"""Four journeys in a real browser, each from a blank form to the page that anybody reads.

In CI each in one language in turn; all in both where LEGATION_JOURNEYS is set (`make proof`). No console error, no outside request, nothing that axe finds serious on any page of the way.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.chromium import chromium, needed
from tests.ministry.walking import Office, Walk, running

pytest.importorskip("tests.looked_at", reason="axe-playwright-python is not installed")
pytestmark = [needed, pytest.mark.long]
LANGUAGES = ("es", "en")
OF_AN_OFFICE = ("head_of_mission_appointed", "credentials_presented", "charge_ended")
CLAUSES = "bilateral = true; negotiators = ['peru', 'chile']; entry = { all = true }; denunciation = { after = 'P6M' }"


@pytest.fixture(scope="module")
def ministry(prepared_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A running office and a Chromium, started last, as its loop bars the database from this thread."""
    folder = tmp_path_factory.mktemp("journeys") / "here"
    with running(prepared_office, folder) as (here, site, secrets), chromium() as browser:
        yield Office(here, site, browser, secrets)


def treaty_to_its_denunciation(walk: Walk) -> None:
    """Signed, sent to Congress, approved, ratified, in force, denounced with six months' notice, and out."""
    walk.office.page("officer")
    signed = {
        "0.date": "2020-03-01", "0.object": "Chile", "0.title_es": "Firma del tratado de la prueba",
        "0.title": "Signature of the test treaty", "text.kind": "treaty", "text.title_es": "Tratado de la prueba",
        "text.title": "Test treaty", "text.parties": "Perú; Chile", "text.final_clauses": CLAUSES,
    }  # fmt: skip
    text = f"{walk.filed('instrument_signed', signed)}-text"
    for kind, day, more, spanish, english in (
        ("treaty_submitted", "2020-04-01", {}, "Remisión al Congreso", "Sent to Congress"),
        ("congress_approved", "2020-05-01", {}, "Resolución legislativa", "Legislative resolution"),
        ("ratification_decreed", "2020-05-20", {}, "Decreto supremo", "Supreme decree"),
        ("instrument_ratified", "2020-06-01", {}, "Ratificación", "Ratification"),
        ("instrument_ratified", "2020-06-15", {"0.subject": "Chile"}, "Ratificación de Chile", "Ratification by Chile"),
        ("entered_into_force", "2020-07-01", {}, "Entrada en vigor", "Entry into force"),
        ("denunciation_notified", "2024-02-01", {"0.object": "Chile"}, "Denuncia", "Denunciation"),
    ):
        said = {"0.date": day, "0.instrument": text, "0.title_es": spanish, "0.title": english, **more}
        walk.filed(kind, said)
    in_force = walk.read(f"treaty/{text}/?on=2022-01-01", "treaty").lower()
    assert ("en vigor" if walk.spanish else "in force") in in_force
    assert ("resolución legislativa" if walk.spanish else "legislative resolution") in in_force
    during = walk.read(f"treaty/{text}/?on=2024-03-01", "treaty-denounced").lower()
    assert ("denuncia" if walk.spanish else "denunciation") in during
    after = walk.read(f"treaty/{text}/?on=2025-01-01", "treaty-left").lower()
    assert after != during
    assert re.search(r"1 de agosto de 2024|1 august 2024", after), after


def ambassador_from_agrement_to_recall(walk: Walk) -> None:
    """Agrément asked and granted, appointed, credentials, recalled, the charge ended."""
    person = f"Ana Prueba {walk.language}"
    for kind, day, spanish, english in (
        ("agrement_requested", "2021-01-10", "Solicitud del plácet", "Agrément requested"),
        ("agrement_granted", "2021-02-01", "Plácet concedido", "Agrément granted"),
        ("head_of_mission_appointed", "2021-02-15", "Nombramiento", "Appointment"),
        ("credentials_presented", "2021-04-01", "Presentación de credenciales", "Credentials presented"),
        ("head_of_mission_recalled", "2024-01-15", "Término de funciones dispuesto", "Recalled"),
        ("charge_ended", "2024-03-01", "Fin de la jefatura", "Charge ended"),
    ):
        office = {"0.office": "Embajador" if walk.spanish else "Ambassador"} if kind in OF_AN_OFFICE else {}
        cells = {"0.date": day, "0.object": "Bolivia", "0.person": person, "0.title_es": spanish, "0.title": english}
        walk.filed(kind, cells | office)
    found = walk.read("kind/head_of_mission/?on=2022-01-01", "kind")
    assert person in found
    page = walk.office.page()
    page.click(f"main a:has-text('{person}') >> nth=0")
    during = page.inner_text("main")
    assert person in during
    page.goto(page.url.replace("on=2022-01-01", "on=2024-06-01"))
    walk.office.look(page, "standing-ended")
    after = page.inner_text("main")
    assert after != during and re.search(r"1 de marzo de 2024|1 March 2024", after)


def correction_that_leaves_both_versions(walk: Walk) -> None:
    """The day was mistyped: both versions stay visible, each under the days on which the record had it, and when it was known."""
    cells = {"0.date": "1879-04-05", "0.object": "Chile", "0.title_es": "Ruptura con Chile", "0.title": "Rupture with Chile"}
    act = f"{walk.filed('relations_severed', cells)}-1"
    walk.office.day_passes()
    page = walk.at(walk.office.page("officer"), f"act/{act}/", "act-of-officer")
    page.click("main a[href*='/desk/act/']")
    page.click("main a[href*='/desk/claim/']")
    walk.office.look(page, "claim")
    page.click("button[value=correction]")
    page.wait_for_url("**/draft/*/")
    walk.typed(page, {"0.date": "1879-04-06", "reason": "El día estaba mal copiado" if walk.spanish else "The day was mistyped"})
    walk.office.look(page, "correction")
    walk.submitted(page)
    found = walk.read(f"act/{act}/", "act-corrected")
    assert "1879-04-05" in found and "1879-04-06" in found
    anybody = walk.office.page()
    assert anybody.locator(".versions tr").count() == 3
    days = [one.inner_text() for one in anybody.locator(".versions time").all()]
    assert len(set(days)) == 2, days
    known = [one.inner_text() for one in anybody.locator(".versions tbody tr td:nth-child(3)").all()]
    assert known == [days[0], days[0]], "a mistake of ours, mended, changes nothing about when it was known"


def contradiction_settled(walk: Walk) -> None:
    """Two filings part on the day; the record shows both; a decision prefers one and says why."""
    cells = {"0.object": "Bolivia", "0.title_es": "Suspensión con Bolivia", "0.title": "Suspension with Bolivia"}
    act = f"{walk.filed('relations_suspended', {'0.date': '1880-01-02', **cells})}-1"
    other = f"{walk.filed('relations_suspended', {'0.date': '1880-05-06', '0.act': act, **cells})}-1"
    open_ = walk.read(f"act/{act}/", "act-disputed")
    assert ("Las fuentes discrepan" if walk.spanish else "The sources differ") in open_
    page = walk.at(walk.office.page("officer"), f"act/{act}/")
    page.click("main a[href*='/desk/act/']")
    walk.office.look(page, "settle")
    page.check(f"input[value='{other}']")
    page.click("main form.sheet button[type=submit]")
    page.wait_for_url("**/draft/*/")
    said = {
        "title_es": "Se prefiere la segunda", "title": "The second is preferred",
        "note_es": "La nota original lleva ese día", "note": "The original note bears that day",
    }  # fmt: skip
    walk.typed(page, said)
    walk.office.look(page, "adjudication")
    walk.submitted(page)
    settled = walk.read(f"act/{act}/", "act-settled")
    assert ("La nota original lleva ese día" if walk.spanish else "The original note bears that day") in settled
    assert "1880-01-02" in settled  # the other claim stays visible


JOURNEYS: tuple[Callable[[Walk], None], ...] = (
    correction_that_leaves_both_versions, treaty_to_its_denunciation, ambassador_from_agrement_to_recall, contradiction_settled,
)  # fmt: skip


EVERY = [pytest.param(journey, language, id=f"{journey.__name__}-{language}") for journey in JOURNEYS for language in LANGUAGES]
CHOSEN = EVERY if "LEGATION_JOURNEYS" in os.environ else [one for place, one in enumerate(EVERY) if place % 2 == place // 2 % 2]


@pytest.mark.parametrize(("journey", "language"), CHOSEN)
def test_from_a_blank_form_to_the_public_page(ministry: Office, journey: Callable[[Walk], None], language: str) -> None:
    ministry.troubles.clear()
    try:
        journey(Walk(ministry, language))
    except Exception:
        print(ministry.troubles)
        raise
    assert ministry.troubles == []
