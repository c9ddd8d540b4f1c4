"""What identifies one standing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What identifies one standing: its kind and the value of each role of its key, e.g. ``relations:peru:chile``."""

    kind: str
    roles: tuple[str, ...]

    @property
    def id(self) -> str:
        return ":".join((self.kind, *self.roles))
