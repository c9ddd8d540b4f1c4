"""In which form and in which language an answer leaves: as the address says, else as the headers ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from legation.office.api.problem import Refused, Wrong
from legation.terms.messages import LANGUAGES, say

FORMS: Final = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "html": "text/html",
}
"""The forms of an answer by the word for each, the preferred first."""

ALSO: Final = {"application/x-ndjson": "jsonl", "application/x-parquet": "parquet"}
_RANGE: Final = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)")
_QUALITY: Final = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


class Accepted(NamedTuple):
    """One range of media types that a reader takes, and how gladly (0 to 1)."""

    main: str
    sub: str
    quality: float

    def takes(self, media: str) -> bool:
        """Whether a type lies in the range."""
        main, sub = media.split("/")
        return self.main in ("*", main) and self.sub in ("*", sub)

    @property
    def width(self) -> int:
        """How many parts of it are any."""
        return (self.main == "*") + (self.sub == "*")


def accepted(header: str) -> list[Accepted]:
    """The ranges of an Accept header; what is not one is passed over."""
    found = []
    for part in header[:1_000].lower().split(","):
        if one := _RANGE.fullmatch(part):
            quality = _QUALITY.search(one[3])
            found.append(Accepted(one[1], one[2], float(quality[1]) if quality else 1.0))
    return found


def form_of(request: HttpRequest, asked: str | None, offered: Sequence[str], language: str) -> str:
    """The form to answer in.

    Args:
        asked: by the parameter ``format``, which prevails; offered: the forms there are, the preferred first.

    Raises:
        Refused: none of them is acceptable.
    """
    if asked is not None:
        if asked in offered:
            return asked
        raise Refused("form", [_not_offered(asked, offered, language, "query", "format")])
    header = request.META.get("HTTP_ACCEPT", "")
    if not header.strip():
        return offered[0]
    ranges = accepted(header)
    best, gladly = "", 0.0
    for form in offered:
        quality = max(_quality(media, ranges) for media in (FORMS[form], *(name for name, what in ALSO.items() if what == form)))
        if quality > gladly:
            best, gladly = form, quality
    if not best:
        raise Refused("form", [_not_offered(header, offered, language, "header", "Accept")])
    return best


def _quality(media: str, ranges: Sequence[Accepted]) -> float:
    """How gladly a type is taken: the narrowest range that holds it says it (RFC 9110, 12.5.1)."""
    holding = [one for one in ranges if one.takes(media)]
    return min(holding, key=lambda one: one.width).quality if holding else 0.0


def _not_offered(value: str, offered: Sequence[str], language: str, place: str, name: str) -> Wrong:
    known = ", ".join(f"{form} ({FORMS[form]})" for form in offered)
    return Wrong(say("api.not_offered", language, known=known), place, name, value[:80])


def language_of(request: HttpRequest) -> str:
    """The language asked for, by ``lang`` or by the browser; the portal's usual one where neither names one that there is."""
    wanted = request.GET.get("lang", "")
    if wanted in LANGUAGES:
        return wanted
    preferred = (code.partition("-")[0] for code, _ in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")))
    return next((code for code in preferred if code in LANGUAGES), str(settings.LANGUAGE_CODE))
