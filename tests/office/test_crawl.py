"""Every link of the portal leads somewhere: a crawl from the home pages of both languages, bounded."""

from __future__ import annotations

from collections import deque
from urllib.parse import urldefrag, urlsplit

from django.test import Client

from tests.office.pages_of import Page
from tests.sizes import size

MOST = size(90, 160)
LARGEST = 300_000
"""Bytes of a page before its charts."""

EVALUATION = {"guidelines", "guideline", "indicators", "indicator", "fields", "field", "duties", "norms", "norm", "expected"}


def test_no_link_is_broken(client: Client) -> None:
    """Each address once, nearest first; the place on the page that a link names exists too."""
    waiting = deque(["/es/?on=1875-01-01", "/en/?on=1875-01-01"])
    seen = set(waiting)
    ids: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    fetched = 0
    kinds: dict[str, int] = {}
    while waiting and fetched < MOST:
        address = waiting.popleft()
        response = client.get(address)
        fetched += 1
        assert response.status_code == 200, address
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        assert len(response.content) < LARGEST, address
        page = Page(response.content.decode())
        ids[address] = set(page.ids)
        for link in page.links:
            if urlsplit(link).netloc:
                continue
            target, place = urldefrag(link if not link.startswith(("#", "?")) else _within(address, link))
            if place:
                wanted.append((address, target, place))
            route = "/".join(target.split("?")[0].split("/")[1:3])
            if target not in seen and kinds.get(route, 0) < MOST // 16:
                kinds[route] = kinds.get(route, 0) + 1
                seen.add(target)
                waiting.append(target)
    assert fetched == MOST
    assert {route.split("/")[-1] for route in kinds} >= EVALUATION, "pages of the evaluation are linked from the home page"
    for source, target, place in wanted:
        assert target not in ids or place in ids[target], (source, target, place)


def _within(address: str, link: str) -> str:
    return address.split("#")[0] + link if link.startswith("#") else address.split("?")[0] + link
