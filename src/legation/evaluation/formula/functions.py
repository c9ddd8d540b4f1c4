"""The functions of the language: what each takes and gives, and, in ``functions.toml``, what it means with an example."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal

from legation.terms.vocabulary import Text

What = Literal["number", "truth", "date", "things", "names", "numbers", "dates", "word"]
"""What a part of a formula is: one number, date or truth; things (standings, acts or figures); many names, numbers or dates."""

SIGNATURES: Final[Mapping[str, tuple[tuple[What, ...], ...]]] = {
    "count": (("things", "names", "numbers", "dates"),),
    "exists": (("things", "names"),),
    "share": (("number",), ("number",)),
    "sum": (("numbers",),),
    "mean": (("numbers",),),
    "median": (("numbers",),),
    "minimum": (("numbers", "dates"),),
    "maximum": (("numbers", "dates"),),
    "first": (("things", "dates"),),
    "last": (("things", "dates"),),
    "years": (("date", "dates"), ("date", "dates")),
    "months": (("date", "dates"), ("date", "dates")),
    "days": (("date", "dates"), ("date", "dates")),
    "herfindahl": (("names",),),
    "evenness": (("names",),),
    "coverage": (("names",), ("things",)),
    "latest": (("things",),),
    "change": (("number",), ("date",)),
    "at": (("number", "truth", "date", "things", "names", "numbers", "dates"), ("date",)),
    "during": (("number", "truth", "date", "things", "names", "numbers", "dates"), ("date",), ("date",)),
    "each": (("word",), ("date",), ("date",), ("number",)),
    "stated": (("word",),),
    "at_least": (("number",),),
}
"""For each function, what each of its arguments may be."""
STEPS: Final = ("year", "decade")
SPANS: Final = ("years", "months", "days")


@dataclass(frozen=True, slots=True)
class Explained:
    """A function as the guide explains it.

    Args:
        takes: its arguments as one writes them; means: what it gives; example: a formula; says: what the example asks.
    """

    name: str
    takes: str
    means: Text
    example: str
    says: Text


@cache
def explained() -> dict[str, Explained]:
    """Every function and form of the language with its meaning and an example, in the order of the guide."""
    content = tomllib.loads((resources.files(__package__) / "functions.toml").read_text(encoding="utf-8"))
    return {
        name: Explained(name, entry["takes"], Text(**entry["means"]), entry["example"], Text(**entry["says"]))
        for name, entry in content.items()
    }
