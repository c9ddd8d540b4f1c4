"""No address ends in an error of the server: drawn questions, wrong ones too, to every page and every question of the API.

``LEGATION_ADDRESSES`` says how many; the default suite asks hundreds, ``make proof`` 10,000.
"""

from __future__ import annotations

import os
import random
from urllib.parse import quote, urlencode

from django.test import Client

from legation.office.api.verbs import VERBS
from legation.office.opened import OpenedRecord, opened
from legation.office.routes import ROUTES
from tests.sizes import size

DRAWN = int(os.environ.get("LEGATION_ADDRESSES", size("120", "300")))
ODD = (
    "", " ", "\0", "%", "é", "𐍈", "'", '"', "<script>", "../../etc/passwd", "-1", "0", "1e9", "NaN", "null", "true", "[]", "{}", "a" * 300,
    "2006-13", "1879", "1879-04-05", "18XX", "../..", "1821/..", "/1900", "9999-12-31", "0000", "-0001", "1879?", "19990230", "Y17E8",
    "*", "**", "\u202e", "\r\nX: y", ";", "&", "=", "#", "?", "\ud7ff", "ñ", "peru", "chile;brazil", "PER", "cow:135", "relations",
)  # fmt: skip
NAMES = (
    "on", "known", "sources", "edition", "lang", "format", "limit", "cursor", "actor", "kind", "from", "to", "every", "under", "page",
    "q", "status", "field", "show", "compare", "ON", "on[]", "known\0", "",
)  # fmt: skip


class Drawn:
    """Addresses drawn from a seed: mostly of what there is, with values that fit, nearly fit, or do not."""

    def __init__(self, served: OpenedRecord, seed: int) -> None:
        self.random = random.Random(seed)
        known = served.as_known(served.latest)
        record = served.record
        self.ids = [
            *self.random.sample(list(known.acts), 60), *self.random.sample(list(record.actors), 60),
            *self.random.sample(list(record.instruments), 60), *list(record.sources)[:30], *record.vocabulary.standings,
            *record.vocabulary.fields, *served.evaluated.book.indicators, *served.evaluated.book.guidelines,
            *(key.id for key in list(known.keys)[::20]), *served.evaluated.norms,
        ]  # fmt: skip
        self.words = (
            "csv",
            "json",
            "jsonl",
            "parquet",
            "atom",
            "bib",
            "svg",
            "png",
            "year",
            "month",
            "field",
            "guideline",
            "acts",
        )

    def address(self) -> str:
        """One address."""
        path = self.of_page() if self.random.random() < 0.6 else self.of_api()
        given = [(self.name(), self.value()) for _ in range(self.random.choice((0, 1, 1, 2, 3, 6)))]
        query = urlencode(given, errors="replace")
        if self.random.random() < 0.1:
            query = query.replace("%", self.random.choice(("%", "%%", "", "%F")))
        return f"{path}?{query}" if query else path

    def of_page(self) -> str:
        route = self.random.choice(ROUTES)
        return "/" + self.filled(route.pattern, "<", ">")

    def of_api(self) -> str:
        verb = self.random.choice(VERBS)
        return f"/api/v1/{self.filled(verb.path, '{', '}')}"

    def filled(self, pattern: str, opening: str, closing: str) -> str:
        said = ""
        while opening in pattern:
            before, _, rest = pattern.partition(opening)
            what, _, pattern = rest.partition(closing)
            said += before + (self.random.choice(("es", "en")) if what == "lang:language" else self.part())
        return said + pattern

    def part(self) -> str:
        drawn = self.random.random()
        found = self.random.choice(self.ids if drawn < 0.6 else self.words if drawn < 0.85 else ODD)
        return quote(found, safe="") or "x"

    def name(self) -> str:
        return self.random.choice(NAMES)

    def value(self) -> str:
        drawn = self.random.random()
        if drawn < 0.35:
            return f"{self.random.randint(1800, 2030)}{self.random.choice(('', '-02', '-02-28', '/2031', '~'))}"
        return self.random.choice(ODD if drawn < 0.75 else self.words if drawn < 0.85 else self.ids)


def test_no_address_ends_in_an_error_of_the_server(client: Client) -> None:
    """In the shape of its kind: a page, or a problem of the API."""
    client.raise_request_exception = False
    drawn, found = Drawn(opened(), 7), {}
    for _ in range(DRAWN):
        address = drawn.address()
        answer = client.get(address)
        found[answer.status_code] = found.get(answer.status_code, 0) + 1
        assert answer.status_code < 500, address
        if answer.status_code >= 400 and address.startswith("/api"):
            assert answer["Content-Type"] == "application/problem+json", address
    print(f"{DRAWN:,} addresses, 0 errors of the server; by status: {dict(sorted(found.items()))}")
    assert found[200] > DRAWN / 8 and found[400] + found[404] > DRAWN / 8
