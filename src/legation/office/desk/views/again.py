"""What was withdrawn, taken up again: a new draft that holds the same, as the withdrawn one never changes."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from legation.office.desk.content import RIGHT
from legation.office.desk.found import draft_seen, reader_here
from legation.office.desk.models import PLANS, WITHDRAWN, Attachment, Draft
from legation.office.desk.views.new import unit_for
from legation.office.people.trail import note
from legation.office.people.views.refused import refused


def again(request: HttpRequest, id: str) -> HttpResponse:
    """A new draft with what a withdrawn one of the same author holds, files too."""
    one, reader = draft_seen(request, id), reader_here(request)
    if one.author_id != reader.person.pk or one.state != WITHDRAWN:
        raise Http404
    right = RIGHT[one.table if one.table in PLANS else one.deed]
    if right not in reader.rights:
        return refused(request)
    with transaction.atomic():
        made = Draft.objects.create(
            author=reader.person, unit=unit_for(reader, right, one.unit_id), deed=one.deed, level=one.level, content=one.content
        )
        for file in one.attachments.all():
            Attachment.objects.create(draft=made, name=file.name, media_type=file.media_type, size=file.size, digest=file.digest)
        note(request, "draft_begun", made.id, detail=f"again {one.id}")
    return redirect("draft", id=made.id)
