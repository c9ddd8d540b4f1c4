"""The claims of a source over several pages, where it states many, and the address at which each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from legation.office.pages import address
from legation.office.question import Question
from legation.record.claims import Claim
from legation.record.measures import Observation
from legation.record.scenario import SUPPOSITION

A_PAGE: Final = 250
"""Claims of a source shown at once."""
LINE: Final = re.compile(r"\bl\. (\d+)")


def place_of(claim: Claim | Observation) -> tuple[int, str, str]:
    """Order of claims within a source: the line of our text file where the locator gives one, else the locator itself."""
    return place_in(claim.locator, claim.id)


def place_in(locator: str, claim: str) -> tuple[int, str, str]:
    """The same by the locator and the id of a claim."""
    line = LINE.search(locator)
    return (int(line.group(1)) if line else 10**9, locator, claim)


def in_pages(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims of a source in their order, a page at a time; one empty page where it states nothing."""
    ordered = sorted(claims, key=place_of)
    return [ordered[first : first + A_PAGE] for first in range(0, len(ordered), A_PAGE)] or [[]]


def stated_at(question: Question, source: str, claim: str) -> str:
    """The address at which a claim stands on the page of its source."""
    place = f"#{claim}" if claim else ""
    if source == SUPPOSITION:
        return address(question, "suppositions") + place
    stated = question.served.claims_of_source.get(source, ())
    if claim and question.served.large is not None and (more := len(question.served.large.stated.of_source(source))):
        is_long = len(stated) + more > A_PAGE
        return address(question, "source", source, claim=claim if is_long else "") + place  # found when it is asked for
    if len(stated) <= A_PAGE or not claim:
        return address(question, "source", source) + place
    pages = question.served.pages_of_claims
    if source not in pages:
        pages[source] = {one.id: n for n, page in enumerate(in_pages(stated)) for one in page}
    number = pages[source].get(claim, 0)
    return address(question, "source", source, page=str(number + 1) if number else "") + place
