"""Pinned addresses: one that names edition, date and day of knowledge always gives the same bytes, to be cited and kept.

An address that leaves one of them out is answered as of now, and the answer says what it was resolved to: in headers, and with
the pinned address of the same question. Caches may keep a pinned answer for a day, no longer: what was lawfully erased goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from legation.office.read_from import copy_behind
from legation.publication.questions import QuestionError

PINS: Final = ("edition", "on", "known")
"""The parameters that pin an address, in the order in which it carries them."""

SHORTEST: Final = 12
"""So many characters of an edition name it."""

KEPT_A_DAY: Final = "public, max-age=86400, immutable"
ASKED_AGAIN: Final = "public, no-cache"
_EDITION: Final = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")


class EditionNotServed(QuestionError):
    """An edition that is not the one served: superseded, erased, or never there. It is gone (410); nothing answers for it."""


class EditionOfOtherSources(QuestionError):
    """An edition that is served, but of other sources than those asked: the address contradicts itself (409)."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a question was resolved to.

    Args:
        edition: of the record that answered, whole.
        on: the date asked about (EDTF), empty where the answer depends on none.
        known: the day at whose end things are known (ISO).
        sources: ``all``, or ``documents`` for the record's own sources alone.
        pinned: whether the address itself says all of it.
        under: the name of the scenario that the answer supposes, else empty.
    """

    edition: str
    on: str
    known: str
    sources: str = "all"
    pinned: bool = False
    under: str = ""

    @property
    def pins(self) -> dict[str, str]:
        """The parameters that pin the question, those that it depends on."""
        held = {"edition": self.edition[:SHORTEST], "on": self.on, "known": self.known}
        return {name: value for name, value in held.items() if value}

    @property
    def headers(self) -> dict[str, str]:
        """What it was resolved to, as headers."""
        said = {"Edition": self.edition, "On": self.on, "Known": self.known, "Sources": self.sources, "Under": self.under}
        return {f"Legation-{name}": value for name, value in said.items() if value}


def is_edition(text: str) -> bool:
    """Whether a text can name an edition."""
    return _EDITION.fullmatch(text) is not None


def refuse_other_edition(wanted: str, edition: str) -> None:
    """Refuse a question to an edition that is not served.

    Args:
        wanted: as the address has it, empty where it names none: the first twelve characters or more.

    Raises:
        EditionNotServed: it is another; QuestionError: it cannot be one.
    """
    if not wanted:
        return
    if not is_edition(wanted):
        raise QuestionError("questions.edition", value=wanted[:80], nearest=edition[:SHORTEST])
    if not edition.startswith(wanted):
        raise EditionNotServed("questions.edition_gone", value=wanted[:SHORTEST], nearest=edition[:SHORTEST])


def resolved(request: HttpRequest, *, edition: str, on: str, known: str, sources: str = "all", under: str = "") -> Resolved:
    """What the question of a request was resolved to, and whether its address pins it.

    Args:
        edition: of the record that answers; on, known: as for :class:`Resolved`, whether or not the address gave them.
    """
    needed = {"edition": edition, "on": on, "known": known}
    pinned = all(request.GET.get(name, "").strip() for name, value in needed.items() if value)
    return Resolved(edition, on, known, sources, pinned, under)


def pinned_address(request: HttpRequest, found: Resolved, **more: str) -> str:
    """The address, on this site, that pins the question of a request: edition and dates, then its other parameters in order.

    Args:
        more: parameters to add or to change; an empty one is left out.
    """
    given = {name: sorted(values) for name, values in request.GET.lists() if name not in PINS}
    wanted = {**given, **{name: [value] for name, value in more.items()}}
    rest = {name: wanted[name] for name in sorted(wanted) if any(wanted[name])}
    return f"{request.path}?{urlencode({**found.pins, **rest}, doseq=True)}"


def answer_resolved(
    request: HttpRequest, response: HttpResponse, found: Resolved, *, address: str = "", **more: str
) -> HttpResponse:
    """Say in an answer what it was resolved to, where it is pinned, and how long it may be kept.

    Only answers with status 200 are said to be kept. The strong ETag and the answer 304 are given to every answer by
    :class:`~legation.office.same_bytes.SameBytes`.

    Args:
        address: the pinned address, where it is at hand.
        more: parameters that it has beyond those of the request: a language or a form chosen by a header.
    """
    for name, value in found.headers.items():
        response[name] = value
    if response.status_code == 200:
        response["Cache-Control"] = KEPT_A_DAY if found.pinned else ASKED_AGAIN
        response["Content-Location"] = address or pinned_address(request, found, **more)
        if not found.pinned and (behind := copy_behind()) is not None:
            entries = "" if behind.entries is None else f"; entries={behind.entries}"
            response["Legation-Behind"] = f"{behind.seconds}; linked={'yes' if behind.is_linked else 'no'}{entries}"
    return response
