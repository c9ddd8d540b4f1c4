"""Mending a row of a plan or a budget: a draft that corrects it or takes it out, begun from the row as it stands."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from legation.office.desk.content import COLUMNS
from legation.office.desk.fields import LABELS, LABELS_OF_PLAN, PLAN_NAMES
from legation.office.desk.found import reader_here
from legation.office.desk.models import PLANS, Draft
from legation.office.desk.names import plan_name_of
from legation.office.desk.views.new import unit_for
from legation.office.people.trail import note
from legation.office.people.views.refused import refused
from legation.office.served_ledger import is_filed_here, served
from legation.procedures.file_plan import table_of


def plan_row(request: HttpRequest, id: str) -> HttpResponse:
    """A row of a plan as it stands, with what may be done to it; or, posted, the draft that does it."""
    reader = reader_here(request)
    row = served().plan_row(reader.level, id)
    if row is None or row.level not in reader.readable or table_of(row) not in PLANS:
        raise Http404
    if not is_filed_here():
        return refused(request)
    table, deed = table_of(row), request.POST.get("deed", "")
    cells = {column: str(value) for column, value in row.cells.items()}
    if request.method == "POST" and deed in ("correction", "retraction"):
        content = {"about": id, "base": dict(row.cells), "table": table, "reason": ""}
        if deed == "correction":
            content["rows"] = [{column: cells[column] for column in COLUMNS[table] if column in cells}]
        unit = unit_for(reader, "file_plans")
        made = Draft.objects.create(author=reader.person, unit=unit, deed=deed, level=row.level, content=content)
        note(request, "draft_begun", made.id, detail=f"{deed} {id}")
        return redirect("draft", id=made.id)
    labels = {**LABELS, **LABELS_OF_PLAN}
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    said = [
        (str(labels.get(column, column)), plan_name_of(table, column, cells[column], language))
        for column in dict.fromkeys((*(one for one in COLUMNS[table] if one in cells), *cells))
        if column != "claim"
    ]
    names = ("name_es", "name") if language == "es" else ("name", "name_es")
    title = next((cells[name] for name in names if cells.get(name)), str(PLAN_NAMES[table]))
    return render(request, "desk/claim.html", {"id": id, "title": title, "said": said, "act": "", "is_plan": True})
