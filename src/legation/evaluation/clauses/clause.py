"""One clause of a treaty that gives a right or lays a duty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from legation.terms.vocabulary import Text

Nature = Literal["right", "duty"]
NATURES: Final[tuple[Nature, ...]] = ("right", "duty")
Kind = Literal["easement", "transit", "navigation", "facility", "use_of_waters", "fishing", "other"]
KINDS: Final[tuple[Kind, ...]] = ("easement", "transit", "navigation", "facility", "use_of_waters", "fishing", "other")


@dataclass(frozen=True, slots=True)
class Clause:
    """A right or a duty, e.g. free navigation of a river, or a pier in the other's port.

    Args:
        id: stable for ever.
        instruments: the treaty that gives it; several where the source credits them together.
        article: as the source has it, empty where it names none.
        holder: who has the right, or owes the duty; towards: who must grant it, or to whom it is owed.
        granted_by, exercised_by: acts that gave it, and acts by which it was exercised or performed.
        source, locator: where to read it.
    """

    id: str
    instruments: tuple[str, ...]
    article: str
    nature: Nature
    kind: Kind
    holder: str
    towards: str
    place: str
    title: Text
    granted_by: tuple[str, ...]
    exercised_by: tuple[str, ...]
    source: str
    locator: str
    note: Text
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
