"""Many rows at once from a spreadsheet: read whole, checked cell by cell like rows typed in a form."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from legation.office.desk.content import COLUMNS, MOST_ROWS, RIGHT
from legation.office.desk.fields import by_name
from legation.office.desk.found import reader_here
from legation.office.desk.models import Draft
from legation.office.desk.views.new import unit_for
from legation.office.people.trail import REFUSED, note
from legation.office.people.views.refused import refused
from legation.office.served_ledger import is_filed_here, served
from legation.sources.filed_sheet import SheetNotFiled, rows_in_sheet
from legation.sources.workbook import WorkbookError

LARGEST = 20 * 1024 * 1024


def bulk(request: HttpRequest) -> HttpResponse:
    """The page that takes a spreadsheet; or, posted, a draft of its rows."""
    reader = reader_here(request)
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    tables = [one for one in ("acts", "measures") if RIGHT[one] in reader.rights]
    if not is_filed_here() or not tables:
        return refused(request)
    said = ""
    given, table = request.FILES.get("file"), request.POST.get("table", "")
    if request.method == "POST" and given is not None and table in tables:
        try:
            data = given.read(LARGEST + 1)
            rows = rows_in_sheet(given.name or "sheet.csv", data, COLUMNS[table], MOST_ROWS)
        except (SheetNotFiled, WorkbookError) as error:
            said = error.message(language)
            note(request, "desk_bulk", table, REFUSED, error.code)
        else:
            record = served().opened(reader.level).record
            named = [{column: by_name(record, column, value) for column, value in row.items()} for row in rows]
            content = {"rows": named, "instrument": {}, "reason": ""}
            made = Draft.objects.create(author=reader.person, unit=unit_for(reader, RIGHT[table]), deed=table, content=content)
            note(request, "draft_begun", made.id, detail=f"{table} {len(rows)}")
            return redirect("draft", id=made.id)
    context = {"tables": [(one, COLUMNS[one]) for one in tables], "said": said, "most": MOST_ROWS}
    return render(request, "desk/bulk.html", context, status=400 if said else 200)


def headings(request: HttpRequest, table: str) -> HttpResponse:
    """An empty sheet with the headings of a table."""
    if table not in COLUMNS:
        raise Http404
    answer = HttpResponse("\ufeff" + ",".join(COLUMNS[table]) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table}.csv"'
    return answer
