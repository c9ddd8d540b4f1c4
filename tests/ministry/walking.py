"""People at their desks in a real browser: the real server on a ledger, whoever is signed in, and what goes wrong on the way."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from tests.chromium import serving
from tests.ministry.small_office import PASSWORD, open_office

SHOTS: Final = os.environ.get("LEGATION_SHOTS", "")
PATIENCE: Final = 60_000
"""Milliseconds in which a page has to do what was asked of it."""
CLOCK: Final = """
import datetime, pathlib
from legation.archive.ledger.sealed_ledger import SealedLedger
days = pathlib.Path({days!r})
now = SealedLedger.__init__.__kwdefaults__["now"]
SealedLedger.__init__.__kwdefaults__["now"] = lambda: now() + datetime.timedelta(days=days.stat().st_size)
"""
"""The ledger's clock is ahead by as many days as a file has bytes: a day passes when one is added."""


def secrets_of(folder: Path) -> dict[str, str]:
    """The secret of each second factor, as their apps have it."""
    with open_office(folder):
        from allauth.mfa.adapter import get_adapter
        from allauth.mfa.models import Authenticator

        kept = Authenticator.objects.filter(type="totp").select_related("user")
        return {one.user.username: get_adapter().decrypt(one.data["secret"]) for one in kept}


def code_now(secret: str, used: set[str]) -> str:
    """What the app of a person shows now, or shows next to it: none counts twice."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    step = int(time.time()) // 30
    codes = (str(format_hotp_value(hotp_value(secret, counter))) for counter in (step, step + 1, step - 1))
    code = next(one for one in codes if one not in used)
    used.add(code)
    return code


class Office:
    """A running office with a browser before it.

    Args:
        folder: where its ledger lies; site: its address; secrets: of the second factors, by account.
        looks: whether axe looks at the pages on the way.
    """

    def __init__(self, folder: Path, site: str, browser: Any, secrets: dict[str, str], *, looks: bool = True) -> None:
        self.looks = looks
        self.folder, self.site, self.browser, self.secrets = folder, site, browser, secrets
        self.troubles: list[str] = []
        self._pages: dict[str, Any] = {}
        self._looked: set[str] = set()
        self._shot: set[str] = set()
        self._codes: set[str] = set()

    def page(self, username: str = "") -> Any:
        """The page before somebody, signed in once; before anybody at all where no name is given."""
        if username not in self._pages:
            self._pages[username] = self._signed_in(username) if username else self._opened()
        return self._pages[username]

    def watched(self, page: Any) -> Any:
        """A page whose troubles are kept."""
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self._said(page, said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._said(page, str(error)))
        page.on("request", lambda asked: self._outside(asked.url))
        return page

    def _opened(self) -> Any:
        return self.watched(self.browser.new_context(viewport={"width": 1280, "height": 900}).new_page())

    def _said(self, page: Any, text: str) -> None:
        self.troubles.append(f"{page.url}: {text}")

    def _outside(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != urlsplit(self.site).netloc:
            self.troubles.append(f"outside: {url}")

    def _signed_in(self, username: str) -> Any:
        return self.sign_in(self._opened(), username)

    def sign_in(self, page: Any, username: str) -> Any:
        """Sign in on a page, with the password and the code of the app."""
        page.goto(f"{self.site}/es/desk/")
        page.fill("#id_login", username)
        page.fill("#id_password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/second-factor/")
        page.fill("input[name=code]", code_now(self.secrets[username], self._codes))
        page.click("main form:not(#logout-from-stage) button[type=submit]")
        page.wait_for_url("**/es/desk/")
        return page

    def day_passes(self) -> None:
        """The next thing is sealed a day later."""
        with (self.folder / "days").open("ab") as file:
            file.write(b".")

    def look(self, page: Any, kind: str) -> None:
        """What axe finds serious on a page like this one, once of each kind and language; in a page of its own."""
        language = urlsplit(page.url).path[1:3]
        if (named := f"{kind}-{language}") in self._looked or not self.looks:
            return
        from tests.looked_at import serious

        self._looked.add(named)
        shot(page, named)
        beside = page.context.new_page()
        beside.set_default_timeout(PATIENCE)
        beside.goto(page.url)
        found = serious(beside)
        beside.close()
        self.troubles.extend(f"{page.url}: {one}" for one in found)


def shot(page: Any, name: str) -> None:
    """Keep pictures of a page where they are asked for."""
    if SHOTS:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


@contextmanager
def running(prepared: Path, folder: Path) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """An office of its own in a folder: the folder, the address of its server, the secrets of its people."""
    secrets = copied(prepared, folder)
    with serving(code_of(folder)) as address:
        yield folder, address, secrets


def copied(prepared: Path, folder: Path) -> dict[str, str]:
    """Copy a prepared office to a folder; gives the secrets of its people."""
    shutil.copytree(prepared, folder)
    (folder / "days").touch()
    return secrets_of(folder)


def code_of(folder: Path, port: int = 0) -> str:
    """The Python by which the office of a folder is served."""
    code = CLOCK.format(days=str(folder / "days"))
    return f"{code}from legation.office.serve import run_office; run_office({str(folder / 'book.ledger')!r}, '127.0.0.1', {port})"


class Walk:
    """One journey in one language: an officer files, a reviewer approves, anybody reads."""

    def __init__(self, office: Office, language: str) -> None:
        self.office, self.language = office, language

    @property
    def spanish(self) -> bool:
        return self.language == "es"

    def at(self, page: Any, path: str, kind: str = "") -> Any:
        """Go to an address after the language."""
        page.goto(f"{self.office.site}/{self.language}/{path}")
        if kind:
            self.office.look(page, kind)
        return page

    def filed(self, kind: str, fields: dict[str, str], officer: str = "officer") -> str:
        """File an act from a blank form and have it approved; gives the id of the draft."""
        page = self.begun(kind, fields, officer)
        self.office.look(page, f"form-{kind}")
        return self.submitted(page)

    def begun(self, kind: str, fields: dict[str, str], officer: str = "officer") -> Any:
        """The page of a draft that is being written."""
        page = self.at(self.office.page(officer), "desk/", "desk")
        page.click("a.button")
        self.office.look(page, "new")
        page.click(f"button[value={kind}]")
        page.wait_for_url("**/draft/*/")
        self.typed(page, fields)
        return page

    def typed(self, page: Any, fields: dict[str, str]) -> None:
        """Fill in fields, and wait until the office has them."""
        for name, value in fields.items():
            place = page.locator(f"[name='{name}']")
            if not place.is_visible():
                place.locator("xpath=ancestor::details[not(@open)]/summary").first.click()
            if place.evaluate("one => one.tagName") == "SELECT":
                place.select_option(value)
            else:
                place.fill(value)
        page.wait_for_selector(".saved.is-saved")

    def submitted(self, page: Any) -> str:
        """Submit the draft of a page and have it approved."""
        page.click("#submit")
        page.wait_for_selector(".state-submitted")
        self.office.look(page, "submitted")
        id = page.url.rstrip("/").split("/")[-1]
        self.approved(id)
        return str(id)

    def approved(self, id: str) -> None:
        """A reviewer finds it on their desk, reads it and approves it."""
        page = self.at(self.office.page("reviewer"), "desk/", "desk-of-reviewer")
        page.click(f"a[href*='{id}']")
        self.office.look(page, "review")
        page.click("#approve")
        page.wait_for_selector(".state-sealed")
        self.office.look(page, "sealed")

    def read(self, path: str, kind: str) -> str:
        """What stands on a page that anybody reads."""
        return str(self.at(self.office.page(), path, kind).inner_text("main"))


def draft_id(page: Any) -> str:
    """The id of the draft of a page."""
    found = re.search(r"/draft/([a-z0-9]+)/", page.url)
    assert found is not None, page.url
    return found[1]
