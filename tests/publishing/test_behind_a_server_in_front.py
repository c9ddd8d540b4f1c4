"""The server in front as the guide shows it: TLS, what readers are told, what is kept and what is not."""

from __future__ import annotations

import gzip
import http.client
import re
from contextlib import ExitStack
from pathlib import Path

import pytest

from legation.archive.publishing import publish, publishable
from tests.chromium import serving
from tests.publishing.server_in_front import NGINX, PORTAL, ROOT, port_of, started

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx on this machine")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    publish(publishable(str(ROOT / "docs" / "guide" / "example")), folder / "out")
    return folder / "out"


@pytest.mark.long
def test_the_portal_behind_it(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as stack:
        with monkeypatch.context() as around:
            for name, value in (("LEGATION_HOSTS", PORTAL), ("LEGATION_BEHIND_TLS", "1"), ("LEGATION_CACHE", "off")):
                around.setenv(name, value)
            behind = ExitStack()
            stack.enter_context(behind)
            site = behind.enter_context(
                serving(f"from legation.office.serve import run; run({str(published)!r}, '127.0.0.1', 0)")
            )
        front = started(stack, tmp_path, port_of(site), 9)
        plain = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=30)
        plain.request("GET", "/es/?on=1900", headers={"Host": PORTAL})
        sent = plain.getresponse()
        assert (sent.status, sent.getheader("Location")) == (308, f"https://{PORTAL}/es/?on=1900")
        status, told, page = front.ask("/es/", Accept_Encoding="gzip")
        assert status == 200 and told["content-encoding"] == "gzip" and b"<main" in gzip.decompress(page)
        assert "max-age" in told["strict-transport-security"], "it knows that it was asked over TLS"
        assert front.ask("/es/", X_Forwarded_Proto="http")[1]["strict-transport-security"], "who asks cannot say otherwise"
        again, _, nothing = front.ask("/es/", Accept_Encoding="gzip", If_None_Match=told["etag"])
        assert (again, nothing) == (304, b"")
        style = re.search(rb'href="(/static/[^"]+\.css)"', gzip.decompress(page))
        assert style is not None
        for packed in ("gzip", "identity"):
            status, told, _ = front.ask(style[1].decode(), Accept_Encoding=packed)
            assert status == 200 and told["content-type"].startswith("text/css") and "max-age=31536000" in told["cache-control"]
            assert told.get("content-encoding", "identity") == packed, "style sheets and scripts are packed here"
        assert front.ask("/es/", "elsewhere.example")[0] == 400
        assert front.ask("/api/v1/asof", method="POST", body=b"x" * 100_000)[0] == 413
        feed = front.ask("/es/acts.atom", Accept_Encoding="identity")[2]
        assert f"https://{PORTAL}/".encode() in feed and b"http://p" not in feed, "addresses given are those asked"
        edition = front.ask("/api/v1/acts?limit=1")[1]["legation-edition"]
        pinned = f"/es/?on=1900-01-01&known=2026-01-01&edition={edition[:12]}"
        status, told, kept = front.ask(pinned)
        assert status == 200 and "public" in told["cache-control"], told
        behind.close()  # the portal is gone: what is pinned is still answered, and nothing else
        assert front.ask(pinned)[::2] == (200, kept)
        assert front.ask("/es/")[0] == 502
        assert not [line for line in (tmp_path / "errors.log").read_text().splitlines() if "[warn]" in line or "[emerg]" in line]
