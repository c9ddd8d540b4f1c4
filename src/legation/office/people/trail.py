"""The trail: who did what, when, from where, and what was refused. Nobody edits it; the database refuses that."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest

from legation.office.people.models import TrailLine

DONE: Final = "done"
REFUSED: Final = "refused"


def plain(text: object, longest: int) -> str:
    """A text on one line without marks that cannot be seen: what somebody types cannot pose as a line of the trail."""
    kept = "".join(mark if mark.isprintable() else "\ufffd" for mark in str(text))
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def note(
    request: HttpRequest | None,
    deed: str,
    about: object = "",
    outcome: str = DONE,
    detail: object = "",
    person: str | None = None,
) -> None:
    """Write a line.

    Args:
        deed: what was done, as ``draft_approved``; about: id of what it was done to; person: where the request does not tell.
    """
    reader = getattr(request, "reader", None)
    who = person if person is not None else (reader.username if reader is not None else "")
    values: dict[str, Any] = {
        "person": plain(who, 40), "deed": plain(deed, 60), "about": plain(about, 200), "outcome": outcome,
        "detail": plain(detail, 500), "address": plain(request.META.get("REMOTE_ADDR", ""), 60) if request is not None else "",
    }  # fmt: skip
    TrailLine.objects.create(**values)
    if request is not None:
        request.in_trail = True  # type: ignore[attr-defined]
