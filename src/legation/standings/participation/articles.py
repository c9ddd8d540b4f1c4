"""Which law speaks: the treaty's own article, the article of a convention that binds the participant, or custom."""

from __future__ import annotations

from typing import Final

from legation.standings.participation.treaty import Treaty
from legation.terms.days import day_number

CONVENTION_IN_FORCE: Final = day_number(1980, 1, 27)
"""The Convention of 1969 in force (its article 84; UN Treaty Collection, chapter XXIII-1)."""
PERU_BOUND: Final = day_number(2000, 10, 14)
"""For Peru: the thirtieth day after its ratification of 14 September 2000 (article 84(2))."""
CUSTOM: Final = "custom"


def law_of(treaty: Treaty, who: str, article: str, day: int) -> str:
    """An article of the Convention of 1969 where it binds the participant for this treaty, else custom, which it states.

    The Convention speaks of treaties concluded after it came into force for the participant (its article 4); the day of
    conclusion is that of the first act known.
    """
    if not article.startswith("VCLT "):
        return article
    bound = treaty.convention.get(who)
    if bound is not None:
        concluded = day if treaty.concluded is None else treaty.concluded
        if max(bound, CONVENTION_IN_FORCE) <= min(concluded, day):
            return article
    return f"{CUSTOM} ({article})"
