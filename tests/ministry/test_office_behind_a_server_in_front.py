"""The office behind the server in front that the guide shows: signing in over TLS, and nothing of it kept."""

from __future__ import annotations

import re
import shutil
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.chromium import serving
from tests.ministry.small_office import PASSWORD
from tests.publishing.server_in_front import NGINX, OFFICE, port_of, started

pytestmark = [pytest.mark.skipif(NGINX is None, reason="no nginx on this machine"), pytest.mark.long]


def test_signing_in_behind_it(prepared_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(prepared_office, tmp_path / "here")
    (tmp_path / "front").mkdir()
    with ExitStack() as stack:
        with monkeypatch.context() as around:
            for name, value in (("LEGATION_HOSTS", OFFICE), ("LEGATION_BEHIND_TLS", "1"), ("LEGATION_CACHE", "off")):
                around.setenv(name, value)
            code = f"from legation.office.serve import run_office; run_office({str(tmp_path / 'here' / 'book.ledger')!r}, '127.0.0.1', 0)"
            site = stack.enter_context(serving(code))
        front = started(stack, tmp_path / "front", 9, port_of(site))
        status, told, page = front.ask("/es/account/login/", OFFICE)
        assert status == 200 and "max-age" in told["strict-transport-security"] and "no-store" in told["cache-control"]
        assert "secure" in told["set-cookie"].lower(), "cookies go over TLS alone"
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        said = urlencode({"csrfmiddlewaretoken": token[1].decode(), "login": "reader", "password": PASSWORD}).encode()
        headers = {
            "Cookie": told["set-cookie"].split(";")[0], "Origin": f"https://{OFFICE}", "Content_Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        status, told, page = front.ask("/es/account/login/", OFFICE, method="POST", body=said, **headers)
        assert status == 302 and not told["location"].startswith("http://"), (status, told, page[-400:])
        other = {**headers, "Origin": "https://elsewhere.example"}
        assert front.ask("/es/account/login/", OFFICE, method="POST", body=said, **other)[0] == 403
        big = front.ask("/es/desk/sheet/", OFFICE, method="POST", body=b"x" * 32_000_000)
        assert big[0] == 413
        style = re.search(rb'href="(/static/[^"]+\.css)"', front.ask("/es/account/login/", OFFICE)[2])
        assert style is not None
        assert front.ask(style[1].decode(), OFFICE, Accept_Encoding="gzip")[1]["content-encoding"] == "gzip"
        assert not list((tmp_path / "front" / "cache").rglob("*")), "nothing of an office is kept"
