"""What somebody types in a real browser, while the office fails them: nothing of it is lost, and they are told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import SOURCES, chromium, needed
from tests.ministry.walking import Office, Walk, code_of, copied, draft_id

pytestmark = [needed, pytest.mark.long]


class Killed:
    """A server of an office that is killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.site = folder, f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code_of(self.folder, self.port)], env={**os.environ, "PYTHONPATH": str(SOURCES)},
            stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        assert self.site in self.process.stdout.readline()

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def server(prepared_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Killed, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("typing") / "here"
    secrets = copied(prepared_office, folder)
    started = Killed(folder)
    yield started, secrets
    started.kill()


@pytest.fixture(scope="module")
def ministry(server: tuple[Killed, dict[str, str]]) -> Iterator[Office]:
    started, secrets = server
    with chromium() as browser:
        yield Office(started.folder, started.site, browser, secrets, looks=False)


def test_what_is_wrong_is_said_beside_its_field_and_gone_when_mended(ministry: Office) -> None:
    page = Walk(ministry, "es").begun("instrument_signed", {"0.date": "2024-13"})
    page.wait_for_selector("[data-field='0.date'].is-wrong")
    assert "mes 13" in page.inner_text("[data-field='0.date']")
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("[name='0.date']", "2024-03-01")
    page.wait_for_selector("[data-field='0.date']:not(.is-wrong)")


def test_what_was_typed_outlives_a_killed_server(ministry: Office, server: tuple[Killed, dict[str, str]]) -> None:
    page = Walk(ministry, "es").begun("relations_severed", {"0.date": "1879"}, "clerk")
    server[0].kill()
    page.fill("[name='0.title_es']", "Escrito sin oficina")
    page.wait_for_selector(".saved.is-kept")
    assert "queda en este navegador" in page.inner_text(".saved")
    server[0].start()
    page.fill("[name='0.title']", "Typed")
    page.wait_for_selector(".saved.is-saved")
    page.reload()
    assert page.input_value("[name='0.title_es']") == "Escrito sin oficina"


def test_what_was_typed_outlives_the_page_and_the_browser(ministry: Office) -> None:
    page = Walk(ministry, "es").begun("relations_severed", {"0.date": "1879"}, "clerk")
    page.route("**/save/", lambda route: route.abort())
    page.fill("[name='0.title_es']", "Escrito y cerrado")
    page.wait_for_selector(".saved.is-kept")
    later = ministry.watched(page.context.new_page())  # the page died with it; another opens the draft
    later.goto(page.url)
    later.wait_for_selector(".saved.is-saved")
    later.reload()
    assert later.input_value("[name='0.title_es']") == "Escrito y cerrado"
    page.unroute("**/save/")


def test_who_was_signed_out_is_told_and_loses_nothing(ministry: Office) -> None:
    page = Walk(ministry, "en").begun("relations_severed", {"0.date": "1879"}, "officer")
    page.context.clear_cookies()
    page.fill("[name='0.title']", "Typed without a session")
    link = page.locator(".saved a")
    link.wait_for()
    assert "signed out" in page.inner_text(".saved")
    with page.context.expect_page() as opened:
        link.click()
    ministry.sign_in(opened.value, "officer")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_selector(".saved.is-saved")
    page.reload()
    assert page.input_value("[name='0.title']") == "Typed without a session"


def test_a_draft_decided_in_another_window_shows_what_was_typed_since(ministry: Office) -> None:
    walk = Walk(ministry, "es")
    fields = {"0.date": "1879-04-05", "0.object": "Chile", "0.title_es": "Ruptura", "0.title": "Rupture"}
    page = walk.begun("relations_severed", fields)
    other = ministry.watched(page.context.new_page())
    other.goto(page.url)
    other.click("#submit")
    other.wait_for_selector(".state-submitted")
    page.fill("[name='0.note_es']", "Lo que faltaba decir")
    page.wait_for_selector(".saved.is-kept")
    assert "otra ventana" in page.inner_text(".saved")
    walk.approved(draft_id(page))
    page.reload()
    assert "Lo que faltaba decir" in page.inner_text("#left")
    page.click("#left button")
    page.reload()
    assert page.locator("#left").is_hidden()


def test_two_windows_keep_what_each_typed(ministry: Office) -> None:
    page = Walk(ministry, "es").begun("relations_severed", {"0.date": "1879"})
    other = ministry.watched(page.context.new_page())
    other.goto(page.url)
    other.fill("[name='0.title_es']", "De la otra ventana")
    other.wait_for_selector(".saved.is-saved")
    page.fill("[name='0.title']", "From this one")
    page.wait_for_selector(".saved.is-saved")
    page.reload()
    assert page.input_value("[name='0.title_es']") == "De la otra ventana"
    assert page.input_value("[name='0.title']") == "From this one"


def test_what_was_typed_just_before_sending_is_in_what_is_sent(ministry: Office) -> None:
    walk = Walk(ministry, "es")
    page = walk.begun("relations_severed", {"0.date": "1879-04-05", "0.object": "Chile", "0.title": "Rupture"}, "clerk")
    page.fill("[name='0.title_es']", "Escrito un instante antes")
    page.click("#submit")
    page.wait_for_selector(".state-submitted")
    assert "Escrito un instante antes" in page.inner_text("main > .said-list")
    page.reload()
    assert page.locator("#left").is_hidden(), "nothing is said to be missing that is there"
    walk.approved(draft_id(page))


def test_sending_while_the_office_is_away_stays_on_the_page(ministry: Office) -> None:
    page = Walk(ministry, "es").begun("relations_severed", {"0.date": "1879-04-05"}, "clerk")
    page.route("**/save/", lambda route: route.abort())
    page.fill("[name='0.title_es']", "No se pierde")
    page.click("#submit")
    page.wait_for_selector(".saved.is-kept")
    assert page.input_value("[name='0.title_es']") == "No se pierde"
    page.unroute("**/save/")


def test_a_refused_draft_leads_to_what_is_wrong_by_keyboard_alone(ministry: Office) -> None:
    page = Walk(ministry, "es").begun("instrument_signed", {"0.date": "2024-03-01"}, "clerk")
    page.focus("#submit")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-stopping]")
    assert page.evaluate("document.activeElement.name") == "0.instrument"
    page.focus(".said-above li:last-child a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "0.title_es"
    page.keyboard.type("Firma de prueba")
    page.wait_for_selector(".said-above li:nth-child(2)", state="detached")


def test_kinds_are_found_by_the_words_of_whoever_looks(ministry: Office) -> None:
    walk = Walk(ministry, "es")
    page = walk.at(ministry.page("clerk"), "desk/new/")
    for words, kind in (("suscripción de tratado", "instrument_signed"), ("embajador nombrado", "head_of_mission_appointed")):
        page.fill("#filter", words)
        first = page.locator(".kind-group:visible li:visible button").first
        assert first.get_attribute("value") == kind, words
    page.fill("#filter", "firma")
    titles = page.locator(".kind-group:visible li:visible strong").all_inner_texts()
    assert "Firma" in titles[0] or "firma" in titles[0], titles
    page.fill("#filter", "xyzzy")
    assert page.locator(".kind-choice:visible").count() == 0 and page.locator("#filter-field .none").is_visible()
