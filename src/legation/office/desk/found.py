"""The draft of an address, for who may see it; for others there is none."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from legation.office.desk.models import SEALED, WITHDRAWN, Draft
from legation.office.desk.steps import decides
from legation.office.people.reader import Reader


def reader_here(request: HttpRequest) -> Reader:
    """Who is signed in; the gate let nobody else through."""
    reader: Reader | None = getattr(request, "reader", None)
    assert reader is not None
    return reader


def draft_seen(request: HttpRequest, id: str) -> Draft:
    """A draft that this person wrote, or reviews once it was submitted; always of a level that they read today.

    Raises:
        Http404: there is none for them.
    """
    reader = reader_here(request)
    found = Draft.objects.select_related("author", "approver", "unit").filter(pk=id, level__in=reader.readable).first()
    if found is None:
        raise Http404
    is_mine = found.author_id == reader.person.pk
    if not is_mine and (found.is_open or found.state == WITHDRAWN or not decides(reader, found)):
        raise Http404
    return found


def draft_mine(request: HttpRequest, id: str) -> Draft:
    """A draft that this person wrote and still writes on.

    Raises:
        Http404: there is none for them.
    """
    found = draft_seen(request, id)
    if found.author_id != reader_here(request).person.pk or found.state in (SEALED, WITHDRAWN):
        raise Http404
    return found
