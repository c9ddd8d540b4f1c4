"""Mending a row of the record: a draft that corrects it or takes it out, begun from the row as it stands."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from legation.office.desk.content import COLUMNS
from legation.office.desk.fields import LABELS, words_of
from legation.office.desk.found import reader_here
from legation.office.desk.models import Draft
from legation.office.desk.views.new import unit_for
from legation.office.people.trail import note
from legation.office.people.views.refused import refused
from legation.office.served_ledger import is_filed_here, served


def claim(request: HttpRequest, id: str) -> HttpResponse:
    """A claim or figure as it stands, with what may be done to it; or, posted, the draft that does it."""
    reader = reader_here(request)
    row = served().row(reader.level, id)
    if row is None or row.level not in reader.readable:
        raise Http404
    if not is_filed_here():
        return refused(request)
    cells = {column: str(value) for column, value in row.cells.items()}
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed in ("correction", "retraction"):
        table = "measures" if row.table == "measures" else "acts"
        content = {"about": id, "base": dict(row.cells), "table": table, "reason": ""}
        if deed == "correction":
            content["rows"] = [{column: cells[column] for column in COLUMNS[table] if column in cells}]
        made = Draft.objects.create(
            author=reader.person, unit=unit_for(reader, "correct"), deed=deed, level=row.level, content=content
        )
        note(request, "draft_begun", made.id, detail=f"{deed} {id}")
        return redirect("draft", id=made.id)
    record, language = served().opened(reader.level).record, request.LANGUAGE_CODE  # type: ignore[attr-defined]
    order = COLUMNS["measures" if row.table == "measures" else "acts"]
    in_form = [column for column in order if column in cells]
    said = [
        (str(LABELS.get(column, column)), words_of(record, column, cells[column], language))
        for column in dict.fromkeys((*in_form, *cells))
        if column not in ("claim", "act", "level")
    ]
    title = cells.get("title_es" if language == "es" else "title") or cells.get("title") or cells.get("title_es", "")
    return render(request, "desk/claim.html", {"id": id, "title": title, "said": said, "act": cells.get("act", "")})
