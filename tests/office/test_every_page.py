"""Every page of the portal in both languages, each once: it answers, its links lead somewhere, it is small, and all of it is translated.

Minutes long: only where ``LEGATION_EVERY_PAGE`` is set. Pages are told apart by their paths; of what follows the question mark
each page is asked as the first link to it asks, and besides, of each kind of page, ``ASKED_ANEW`` addresses that ask otherwise.
Of the files that each page offers (citations, tables) ``ASKED_ANEW`` of each kind are asked.
"""

from __future__ import annotations

import os
import re
from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from django.test import Client

from legation.office.opened import OpenedRecord
from tests.office.pages_of import VOID
from tests.office.test_crawl import LARGEST

pytestmark = pytest.mark.skipif("LEGATION_EVERY_PAGE" not in os.environ, reason="minutes long: set LEGATION_EVERY_PAGE")
ASKED_ANEW = 60
ENGLISH = frozenset(
    ("the", "of", "and", "with", "from", "by", "was", "were", "which", "that", "for", "not", "its", "has", "this", "than")
)
SHORT = 12
ENOUGH = 2
"""So many small words of English make a text English."""


class Read(HTMLParser):
    """The links of a page, the places in it, and its texts that are not marked as being in another language."""

    def __init__(self, html: str, language: str) -> None:
        super().__init__()
        self.language = language
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.texts: set[str] = set()
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if "id" in given:
            self.ids.add(given["id"] or "")
        inherited = self._open[-1][1] if self._open else self.language
        if tag not in VOID:
            self._open.append((tag, given.get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self._open}
        if data.strip() and not inside & {"script", "style", "code", "pre"} and self._open[-1][1] == self.language:
            self.texts.add(" ".join(data.split()))


def test_every_page(client: Client, portal_record: OpenedRecord) -> None:
    client.raise_request_exception = False  # an error is listed with the others
    waiting = deque(["/es/", "/en/"])
    seen, asked = {"/es/", "/en/"}, set(waiting)
    anew: Counter[str] = Counter()
    ids: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    wanted: set[tuple[str, str, str]] = set()
    broken, large, kinds = [], [], Counter[str]()
    largest = (0, "")
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code != 200:
            broken.append((answer.status_code, address))
            continue
        kinds[_route(address)] += 1
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        size = len(answer.content)
        largest = max(largest, (size, address))
        if size >= LARGEST and not address.startswith("/api/"):  # a table asked for whole is as long as it is
            large.append((size, address))
        page = Read(answer.content.decode(), address.split("/")[1])
        ids[address] = page.ids
        texts.setdefault(unquote(urlsplit(address).path), set()).update(page.texts)
        for link in page.links:
            if urlsplit(link).netloc or link.startswith(("mailto:", "data:")):
                continue
            target, place = urldefrag(_whole(address, link))
            if place:
                wanted.add((address, target, unquote(place)))
            path, query = urlsplit(target).path, urlsplit(target).query
            if path not in seen and (kind := _kind_of_file(path)):
                anew[kind] += 1
                if anew[kind] > ASKED_ANEW:
                    continue
            if path not in seen:
                seen.add(path)
            elif not query or target in asked or anew[_route(target)] >= ASKED_ANEW:
                continue
            else:
                anew[_route(target)] += 1
            if target not in asked:
                asked.add(target)
                waiting.append(target)
    lost = [one for one in wanted if one[1] in ids and one[2] not in ids[one[1]]]
    foreign = Counter[str]()
    for path, said in texts.items():
        if path.startswith("/es/"):
            foreign.update(one for one in said & texts.get("/en/" + path[4:], set()) if _is_english(one))
    for one in [one for one in foreign if _is_given(one, portal_record)]:
        del foreign[one]
    print(f"{sum(kinds.values()):,} addresses, {len(texts):,} pages; largest {largest[0]:,} bytes: {largest[1]}")
    print("by kind:", dict(kinds.most_common()))
    print(
        f"{len(broken)} broken, {len(lost)} places that are not there, {len(large)} too large, {len(foreign)} texts not translated"
    )
    found = [broken[:20], large[:20], sorted(lost)[:20], foreign.most_common(40)]
    assert found == [[], [], [], []]


def _route(address: str) -> str:
    return "/".join(address.split("?")[0].split("/")[1:3])


def _kind_of_file(path: str) -> str:
    """Of what kind a file is that a page offers, ``cite/actor/bib``: so many of each are asked; empty for a page."""
    name = path.rsplit("/", 1)[-1]
    parts = path.split("/")
    return "/".join((*parts[1:3], parts[3] if parts[2] == "cite" else "", name.partition(".")[2])) if "." in name else ""


def _whole(address: str, link: str) -> str:
    if link.startswith("#"):
        return address + link
    return address.split("?")[0] + link if link.startswith("?") else link


def _is_given(text: str, served: OpenedRecord) -> bool:
    """Whether a text is as its source has it: the title of a treaty or of a work, cut or whole, whose it is, where it lies."""
    record, text = served.record, text.removesuffix("…")
    titles = [one.title.en for one in record.instruments.values()]
    said_of_works = [said for one in record.sources.values() for said in one.csl.values()]
    works = [said for said in said_of_works if isinstance(said, str)]
    names = [who["literal"] for said in said_of_works if isinstance(said, list) for who in said if "literal" in who]
    return "://" in text or any(len(said) > SHORT and (said in text or text in said) for said in (*titles, *works, *names))


def _is_english(text: str) -> bool:
    return sum(word in ENGLISH for word in re.findall(r"[a-z]+", text.lower())) >= ENOUGH
