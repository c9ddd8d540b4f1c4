"""A new draft: the kind of act is chosen first, so that the form asks for what that kind needs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from legation.office.desk.content import RIGHT
from legation.office.desk.fields import label
from legation.office.desk.found import reader_here
from legation.office.desk.models import Draft
from legation.office.people.models import Unit
from legation.office.people.reader import Reader
from legation.office.people.trail import note
from legation.office.people.views.refused import refused
from legation.office.served_ledger import is_filed_here, served

NOT_FILED = frozenset({"adjudication", "retraction"})
"""Kinds with forms of their own."""


def unit_for(reader: Reader, right: str, wanted: str = "") -> Unit | None:
    """The unit for which somebody files: the one wanted, or the first where they may."""
    there = sorted(reader.units_with(right))
    chosen = wanted if wanted in there else there[0] if there else ""
    return Unit.objects.filter(pk=chosen).first()


def new(request: HttpRequest) -> HttpResponse:
    """The choice of a kind; or, posted, a draft of it."""
    reader = reader_here(request)
    record = served().opened(reader.level).record
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    if not is_filed_here() or "file_acts" not in reader.rights:
        return refused(request)
    kind = request.POST.get("kind", "")
    if request.method == "POST" and kind in record.vocabulary.acts and kind not in NOT_FILED:
        unit = unit_for(reader, RIGHT["acts"], request.POST.get("unit", ""))
        content = {"rows": [{"kind": kind, "subject": record.about}], "instrument": {}, "reason": ""}
        made = Draft.objects.create(author=reader.person, unit=unit, deed="acts", content=content)
        note(request, "draft_begun", made.id, detail=kind)
        return redirect("draft", id=made.id)
    fields: dict[str, list[tuple[str, str, str]]] = {}
    for one in record.vocabulary.acts.values():
        if one.id not in NOT_FILED:
            fields.setdefault(one.field, []).append((one.id, label(one.label, language), label(one.definition, language)))
    groups = [(label(record.vocabulary.fields[name].label, language), kinds) for name, kinds in fields.items()]
    units = Unit.objects.filter(pk__in=reader.units_with("file_acts")).order_by("id")
    return render(request, "desk/new.html", {"groups": groups, "units": units})
