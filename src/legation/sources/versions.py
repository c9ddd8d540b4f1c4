"""A data set that its publisher corrects in the open: a source for each day of change, each a version of the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from legation.sources.desk import Desk


@dataclass
class Versions:
    """The line of versions of one data set, entered as its days come, earliest first.

    Args:
        name: how the ids of its sources begin; the day follows.
        csl: how to cite it, as CSL-JSON without id and date.
    """

    desk: Desk
    name: str
    csl: Mapping[str, Any]
    days: dict[str, str] = field(default_factory=dict)

    def on(self, day: str, note: str = "") -> str:
        """The source that is the data set as it stood at the end of ``day`` (ISO); ``note`` is added to the citation's own."""
        if day not in self.days:
            more = {"version_of": list(self.days.values())[-1]} if self.days else {}
            said: Mapping[str, str] = self.csl.get("custom", {})
            dated = {
                "title-short": f"{self.csl['title-short']}, {day}", "note": _with(self.csl.get("note", ""), note),
                "custom": {
                    key: f"{text}, {day}" if key.startswith("title-short") else _with(text, note) for key, text in said.items()
                },
            }  # fmt: skip
            self.days[day] = self.desk.source(f"{self.name}-{day}", {**self.csl, **dated}, issued=day, **more)
        return self.days[day]


def _with(text: str, note: str) -> str:
    return " ".join(part for part in (text, note) if part)
