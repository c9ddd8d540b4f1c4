"""Where the next page begins: opaque, bound to the edition and the question, so that no page is ever of another answer."""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Final

from legation.publication.questions import QuestionError

_INSIDE: Final = re.compile(rb"([0-9a-f]{12})([0-9a-f]{12})([0-9]{1,9})")


def cursor_at(place: int, edition: str, question: str) -> str:
    """The cursor of the page that begins with a row.

    Args:
        place: of the row, from 0; question: the question in one canonical text.
    """
    return urlsafe_b64encode(f"{edition[:12]}{_digest(question)}{place}".encode()).decode().rstrip("=")


def place_of(cursor: str, edition: str, question: str) -> int:
    """The place of the row with which the page begins that a cursor names.

    Raises:
        QuestionError: the cursor is of another edition (``api.cursor_stale``), of another question, or none of ours.
    """
    try:
        inside = _INSIDE.fullmatch(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except (Error, ValueError):
        inside = None
    if inside is None:
        raise QuestionError("api.cursor_of_other")
    of_edition, of_question, place = (part.decode() for part in inside.groups())
    if of_edition != edition[:12]:
        raise QuestionError("api.cursor_stale", value=of_edition, nearest=edition[:12])
    if of_question != _digest(question):
        raise QuestionError("api.cursor_of_other")
    return int(place)


def _digest(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:12]
