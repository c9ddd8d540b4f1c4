"""Where the fiction is gathered: claims by file, instruments, observations."""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.demo.draws import day, iso
from tools.demo.names import HOME, STATES
from tools.demo.sources import gazette

PEOPLE = {key: (english, spanish) for key, english, spanish, _ in STATES} | {HOME[0]: HOME[1:]}


@dataclass
class Book:
    """Rows of the record's files, as they are drawn."""

    claims: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    instruments: list[dict[str, str]] = field(default_factory=list)
    measures: list[dict[str, str]] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def act(
        self, file: str, act: str, kind: str, when: int | str | None, title: tuple[str, str], *, source: str = "",
        locator: str = "", **cells: str,
    ) -> str:  # fmt: skip
        """One claim; ``when`` is a day number or a date as a source would give it. Gives the claim id."""
        rows = self.claims.setdefault(file, [])
        claim = f"d-{file}-{len(rows) + 1:04d}"
        written = iso(when) if isinstance(when, int) else (when or "")
        known = when if isinstance(when, int) else day(f"{written[:4]}-12-31") if written[:4].isdigit() else day("2020-12-31")
        if cells.get("place"):
            self.places.add(cells["place"])
        rows.append(
            {
                "claim": claim, "act": act, "kind": kind, "date": written, "source": source or gazette(known),
                "locator": locator or f"p. {10 + len(rows) * 7 % 180}", "title": title[0], "title_es": title[1], **cells,
            }
        )  # fmt: skip
        return claim

    def figure(self, series: str, period: str, value: str, unit: str, source: str, **cells: str) -> str:
        """One observation. Gives its claim id."""
        claim = f"d-m-{len(self.measures) + 1:05d}"
        locator = f"t. {1 + len(self.measures) % 40}"
        self.measures.append(
            {
                "claim": claim,
                "series": series,
                "period": period,
                "value": value,
                "unit": unit,
                "source": source,
                "locator": locator,
            }
            | cells
        )
        return claim


def name(actor: str) -> tuple[str, str]:
    """The English and the Spanish name of a State."""
    return PEOPLE[actor]
