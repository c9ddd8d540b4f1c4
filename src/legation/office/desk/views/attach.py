"""Files attached to a draft: kept by their hash, shown without ever running anything in them."""

from __future__ import annotations

import re
from urllib.parse import quote

from csp.decorators import csp_replace
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from legation.office.desk.found import draft_mine, draft_seen
from legation.office.desk.kept_files import LARGEST, keep, kept, media_type
from legation.office.desk.models import Attachment, Draft
from legation.office.desk.steps import StepRefused
from legation.office.desk.views.draft import told
from legation.office.people.trail import note, plain

_NAME = re.compile(r"[/\\;:\"<>|?*]")


def attach(request: HttpRequest, id: str) -> HttpResponse:
    """Attach a file to a draft that is being written, or take one off."""
    one = draft_mine(request, id)
    if not one.is_open:
        return told(request, one, StepRefused("filing.changed"), "draft_attach")
    given = request.FILES.get("file")
    if given is None:
        with transaction.atomic():
            gone, _ = Attachment.objects.filter(draft=one, draft__state__in=("writing", "returned"), digest=request.POST.get("remove", "")).delete()  # noqa: E501  # fmt: skip
            if gone:
                note(request, "file_taken_off", one.id, detail=request.POST.get("remove", ""))
        return redirect("draft", id=one.id)
    name = plain(_NAME.sub("_", given.name or "file"), 120)
    if given.size is None or given.size > LARGEST:
        error = StepRefused("filing.file_size", name=name, megabytes=LARGEST // 1024 // 1024)
        return told(request, one, error, "draft_attach")
    data = given.read()
    media = media_type(data)
    if not media:
        return told(request, one, StepRefused("filing.file_type", name=name), "draft_attach")
    digest = keep(data)
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=one.pk)
        values = {"name": name, "media_type": media, "size": len(data)}
        Attachment.objects.get_or_create(draft=one, digest=digest, defaults=values)
        note(request, "file_attached", one.id, detail=f"{digest} {name}")
    return redirect("draft", id=one.id)


@csp_replace({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": True, "frame-ancestors": ["'self'"]})
def file(request: HttpRequest, id: str, digest: str) -> HttpResponse:
    """A file of a draft, for who sees the draft."""
    one = draft_seen(request, id)
    found = one.attachments.filter(digest=digest).first()
    data = kept(digest) if found is not None else None
    if found is None or data is None:
        raise Http404
    answer = HttpResponse(data, content_type=found.media_type)
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(found.name)}"
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer
