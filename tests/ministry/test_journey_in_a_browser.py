"""A whole journey in a real browser: a treaty signed, ratified and in force, each from a blank form to the public page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import chromium, needed, serving
from tests.ministry.small_office import PASSWORD, open_office

pytestmark = needed
SHOTS = os.environ.get("LEGATION_SHOTS", "")


@pytest.fixture(scope="module")
def here(prepared_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journey") / "here"
    shutil.copytree(prepared_office, folder)
    return folder


@pytest.fixture(scope="module")
def secrets_of(here: Path) -> dict[str, str]:
    """The secret of each second factor, as their apps have it."""
    with open_office(here):
        from allauth.mfa.adapter import get_adapter
        from allauth.mfa.models import Authenticator

        kept = Authenticator.objects.filter(type="totp").select_related("user")
        return {one.user.username: get_adapter().decrypt(one.data["secret"]) for one in kept}


@pytest.fixture(scope="module")
def site(here: Path, secrets_of: dict[str, str]) -> Iterator[str]:
    """The address of the real server, started as the command line starts it."""
    code = f"from legation.office.serve import run_office; run_office({str(here / 'book.ledger')!r}, '127.0.0.1', 0)"
    with serving(code) as address:
        yield address


@pytest.fixture(scope="module")
def browser(secrets_of: dict[str, str]) -> Iterator[Any]:
    """One Chromium; started last, as its loop bars the database from this thread."""
    with chromium() as opened:
        yield opened


def code_now(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def signed_in(browser: Any, site: str, language: str, username: str, secrets_of: dict[str, str]) -> Any:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(30_000)
    page.problems = []
    page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(f"{site}/{language}/desk/")
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    shot(page, f"login-{language}")
    page.click("main button[type=submit]")
    page.wait_for_url("**/second-factor/")
    page.fill("input[name=code]", code_now(secrets_of[username]))
    page.click("main form:not(#logout-from-stage) button[type=submit]")
    page.wait_for_url(f"**/{language}/desk/")
    return page


def shot(page: Any, name: str) -> None:
    if SHOTS:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


def file_act(page: Any, site: str, language: str, kind: str, fields: dict[str, str]) -> str:
    """File an act from a blank form; gives the address of the draft."""
    page.goto(f"{site}/{language}/desk/new/")
    shot(page, "new")
    page.click(f"button[value={kind}]")
    page.wait_for_url("**/draft/*/")
    for name, value in fields.items():
        place = page.locator(f"[name='{name}']")
        if not place.is_visible():
            place.locator("xpath=ancestor::details/summary").click()
        place.select_option(value) if name == "text.kind" else place.fill(value)
    page.wait_for_selector(".saved.is-saved")
    return str(page.url)


def approve(page: Any, address: str, language: str) -> None:
    page.goto(re.sub(r"/(es|en)/desk", f"/{language}/desk", address))
    shot(page, "review")
    page.click("#approve")
    page.wait_for_selector(".state-sealed")


def no_sideways(page: Any) -> bool:
    page.set_viewport_size({"width": 375, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return bool(wide <= 375)


def test_a_treaty_from_signature_to_force(browser: Any, site: str, secrets_of: dict[str, str]) -> None:
    officer = signed_in(browser, site, "es", "officer", secrets_of)
    reviewer = signed_in(browser, site, "en", "reviewer", secrets_of)
    anybody = browser.new_context().new_page()
    anybody.set_default_timeout(30_000)
    assert no_sideways(officer)
    signed = {
        "0.date": "2024-13", "0.object": "Chile", "0.title_es": "Firma del tratado de la prueba", "0.title": "Signature of the test treaty",
        "text.kind": "treaty", "text.title_es": "Tratado de la prueba", "text.title": "Test treaty", "text.parties": "peru;chile",
    }  # fmt: skip
    draft = file_act(officer, site, "es", "instrument_signed", signed)
    officer.wait_for_selector("[data-field='0.date'].is-wrong")
    assert "mes 13" in officer.inner_text("[data-field='0.date']")
    shot(officer, "form")
    assert no_sideways(officer)
    officer.fill("[name='0.date']", "2024-03-01")
    officer.wait_for_selector("[data-field='0.date']:not(.is-wrong)")
    officer.click("#submit")
    officer.wait_for_selector(".state-submitted")
    approve(reviewer, draft, "en")
    text = f"{draft.rstrip('/').split('/')[-1]}-text"
    anybody.goto(f"{site}/es/treaty/{text}/")
    assert "Tratado de la prueba" in anybody.inner_text("h1")
    for kind, day, spanish, english in (
        ("instrument_ratified", "2024-06-01", "Ratificación", "Ratification"),
        ("entered_into_force", "2024-07-01", "Entrada en vigor", "Entry into force"),
    ):
        said = {
            "0.date": day,
            "0.instrument": text,
            "0.title_es": f"{spanish} del tratado",
            "0.title": f"{english} of the treaty",
        }
        draft = file_act(officer, site, "es", kind, said)
        officer.click("#submit")
        officer.wait_for_selector(".state-submitted")
        approve(reviewer, draft, "en")
    for language, words in (("es", "Tratado de la prueba"), ("en", "Test treaty")):
        anybody.goto(f"{site}/{language}/treaty/{text}/?on=2025-01-01")
        assert words in anybody.inner_text("h1")
        assert re.search(r"in force|en vigor", anybody.inner_text("main").lower())
        shot(anybody, f"treaty-{language}")
    assert officer.problems == [] and reviewer.problems == []


@pytest.mark.long
@pytest.mark.long
def test_what_was_typed_outlives_a_dead_server(browser: Any, site: str, secrets_of: dict[str, str]) -> None:
    officer = signed_in(browser, site, "es", "clerk", secrets_of)
    address = file_act(officer, site, "es", "relations_severed", {"0.date": "1879"})
    officer.route("**/save/", lambda route: route.abort())  # as if the office were gone
    officer.fill("[name='0.title_es']", "Escrito sin oficina")
    officer.wait_for_selector(".saved.is-kept")
    officer.unroute("**/save/")
    later = officer.context.new_page()  # the page died with it; another opens the draft
    officer.close()
    later.goto(address)
    later.wait_for_selector(".saved.is-saved")
    later.reload()
    assert later.input_value("[name='0.title_es']") == "Escrito sin oficina"
