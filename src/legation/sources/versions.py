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
            notes = " ".join(part for part in (self.csl.get("note", ""), note) if part)
            short = f"{self.csl['title-short']}, {day}"
            self.days[day] = self.desk.source(
                f"{self.name}-{day}", {**self.csl, "title-short": short, "note": notes}, issued=day, **more
            )
        return self.days[day]
