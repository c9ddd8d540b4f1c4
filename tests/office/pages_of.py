"""Addresses of every page of a record, for tests that look at all of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.test import Client

from legation.office.opened import OpenedRecord

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def one_of_each(served: OpenedRecord) -> list[str]:
    """Paths without language: every kind of page, on things that the record has, whatever they are."""
    record = served.record
    known = served.as_known(served.latest)
    acts = sorted(known.acts)
    disputed = [act.id for act in known.acts.values() if act.contradictions]
    rivals = [act.id for act in known.acts.values() if act.is_rival]
    undated = [act.id for act in known.acts.values() if act.undated]
    standings = sorted(key.id for key in known.histories)
    one_a_kind = {standing.split(":")[0]: standing for standing in standings}
    return [
        "", "?on=1875-01-01", "?on=1790-01-01", "?on=1879/1883", "?on=1875&line=membership", "?on=2021-03-01&known=2021-03-01",
        "?on=2021-03-01&known=1900", "actors/", "kinds/", "docket/", "sources/", "method/", "report/",
        *(f"actor/{actor}/?on=1875-01-01" for actor in (record.about, *sorted(record.actors)[:6])),
        *(f"act/{act}/" for act in (*acts[:3], *disputed[:2], *rivals[:2], *undated[:2])),
        *(f"standing/{standing}/?on=1950" for standing in one_a_kind.values()),
        *(f"kind/{kind}/" for kind in record.vocabulary.standings),
        *(f"instrument/{instrument}/" for instrument in sorted(record.instruments)[:3]),
        "treaties/", "treaties/?on=1900&known=1900", "treaties/?shelf=ended", "rights/",
        "pending/", "pending/?on=1990-01-01", "pending/?shelf=earlier&step=approval",
        *(f"treaty/{one.instrument}/?on=1999" for one in sorted(
            served.treaties.on(known, record.period[1]), key=lambda one: (-len(one.participants), one.instrument))[:5]),
        *(f"treaty/{one}/" for clause in served.treaties.clauses.values() for one in clause.instruments[:1]),
        *(f"source/{source}/" for source in sorted(record.sources)[:4]),
        *(path for path in evaluation_pages(served)[::12]),
        *(f"report/?act={act}" for act in acts[:1]),
        *(f"report/?standing={standing}" for standing in standings[:1]),
    ]  # fmt: skip


def evaluation_pages(served: OpenedRecord) -> list[str]:
    """Paths without language: every page that evaluates, those of things without number in them first."""
    evaluated, record = served.evaluated, served.record
    book = evaluated.book
    return [
        "guidelines/", "fields/", "indicators/", "duties/", "norms/", "expected/", "plan/", "duties/?status=met",
        "guidelines/?known=2021-03-01", "guidelines/?on=1900&known=1900", "expected/?on=1990", "norms/?on=1850", "duties/?on=1850",
        *(f"guideline/{one}/" for one in book.guidelines),
        *(f"guideline/{one}/?on=1850-06-01" for one in list(book.guidelines)[:2]),
        *(f"guideline/{one}/?known=2021-03-01" for one in list(book.guidelines)[-2:]),
        *(f"field/{one}/" for one in record.vocabulary.fields),
        *(f"norm/{one}/" for one in evaluated.norms),
        *(f"norm/{one}/?on=1850" for one in list(evaluated.norms)[:1]),
        *(f"plan/{one.id}/" for one in evaluated.plan.nodes),
        *(f"indicator/{one}/" for one in book.indicators),
    ]  # fmt: skip


def text_of(client: Client, path: str, status: int = 200) -> str:
    """The HTML of a page, which must answer with ``status``."""
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return str(response.content.decode())


class Page(HTMLParser):
    """What tests ask of a page: its links, attributes, ids, headings, visible words, and whether its tags balance."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.unbalanced.append(f"</{tag}> while open: {self.open[-4:]} at line {self.getpos()[0]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "script" in self.open:
            kind = next(attributes.get("type") for tag, attributes in reversed(self.tags) if tag == "script")
            if kind != "application/ld+json":  # data, which no browser runs
                self.scripts.append(data)
        elif data.strip() and "style" not in self.open:
            self.words.append(re.sub(r"\s+", " ", data.strip()))

    @property
    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a" and attributes.get("href")]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch(r"h[1-6]", tag)]

    @property
    def text(self) -> str:
        return " ".join(self.words)
