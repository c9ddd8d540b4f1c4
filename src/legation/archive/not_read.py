"""What is said of a build that cannot be read."""

from __future__ import annotations

from legation.terms.told import ToldError


class BuildNotRead(ToldError):
    """A build that this version cannot read: made by another version, or damaged."""
