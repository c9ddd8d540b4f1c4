"""Many rows at once from a spreadsheet: read whole, checked cell by cell like rows typed in a form."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from legation.office.desk.content import COLUMNS, MOST_ROWS, RIGHT
from legation.office.desk.fields import LABELS, LABELS_OF_PLAN, PLAN_NAMES, headings_called, known_in, label
from legation.office.desk.found import reader_here
from legation.office.desk.models import PLANS, Draft
from legation.office.desk.names import Names, plan_choices, plan_id_of
from legation.office.desk.views.new import unit_for
from legation.office.people.trail import REFUSED, note
from legation.office.people.views.refused import refused
from legation.office.served_ledger import is_filed_here, served
from legation.record.record import Record
from legation.sources.filed_sheet import SheetNotFiled, rows_in_sheet
from legation.terms.messages import say
from legation.terms.told import ToldError

LARGEST = 20 * 1024 * 1024
EMPTY_ROWS = 5
BEGUN_EMPTY = ("measures", *PLANS)
"""Tables of which a few rows are typed as well as read from a sheet."""
OF_WORDS = ("kind", "standing", "unit", "qualifier", "series")
NAMES = {"acts": gettext_lazy("Acts"), "measures": gettext_lazy("Figures"), **PLAN_NAMES}


def bulk(request: HttpRequest) -> HttpResponse:
    """The page that takes a spreadsheet; or, posted, a draft of its rows."""
    reader = reader_here(request)
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    tables = [one for one in COLUMNS if RIGHT[one] in reader.rights]
    if not is_filed_here() or not tables:
        return refused(request)
    said: list[str] = []
    given, table = request.FILES.get("file"), request.POST.get("table", "")
    if request.method == "POST" and given is None:
        said = [say("filing.sheet_none", language)]
    elif given is not None and table in tables:
        name = given.name or "sheet.csv"
        try:
            if (given.size or 0) > LARGEST:
                raise SheetNotFiled([ToldError("filing.file_size", name=name, megabytes=LARGEST // 1024 // 1024)])
            sheet = rows_in_sheet(name, given.read(), COLUMNS[table], MOST_ROWS, headings_called(COLUMNS[table]))
        except SheetNotFiled as error:
            said = error.messages(language)
            note(request, "desk_bulk", table, REFUSED, error.code)
        else:
            if sheet.is_windows:
                messages.info(request, say("filing.sheet_windows", language))
            stands = partial(plan_id_of, table) if table in PLANS else Names(served().opened(reader.level).record).id_of
            named = [{column: stands(column, value) for column, value in row.items()} for row in sheet.rows]
            content = {"rows": named, "instrument": {}, "reason": ""}
            made = Draft.objects.create(author=reader.person, unit=unit_for(reader, RIGHT[table]), deed=table, content=content)
            note(request, "draft_begun", made.id, detail=f"{table} {len(sheet.rows)}")
            return redirect("draft", id=made.id)
    record = served().opened(reader.level).record
    context = {
        "tables": [(one, NAMES[one], labelled(one), words_listed(one, record, language)) for one in tables],
        "begun_empty": [(one, NAMES[one]) for one in tables if one in BEGUN_EMPTY],
        "chosen": table, "said": said, "most": MOST_ROWS,
    }  # fmt: skip
    return render(request, "desk/bulk.html", context, status=400 if said else 200)


def labelled(table: str) -> list[tuple[str, Any]]:
    """The columns of a table, each with what it is called."""
    labels = {**LABELS, **(LABELS_OF_PLAN if table in PLANS else {})}
    return [(column, labels.get(column, column)) for column in COLUMNS[table]]


def words_listed(table: str, record: Record, language: str) -> list[tuple[Any, list[str]]]:
    """The columns of a table that take one of a list of words, each with the words."""
    labels = dict(labelled(table))
    found = []
    for column in COLUMNS[table]:
        words = plan_choices(table, column) if table in PLANS else known_in(record, column)[0] if column in OF_WORDS else {}
        if words:
            found.append((labels[column], sorted((label(one.label, language) for one in words.values()), key=str.casefold)))
    return found


def empty(request: HttpRequest) -> HttpResponse:
    """A draft of some empty rows of a plan or of figures."""
    reader = reader_here(request)
    table = request.POST.get("table", "")
    if request.method != "POST":
        return redirect("desk_bulk")
    if not is_filed_here() or table not in BEGUN_EMPTY or RIGHT[table] not in reader.rights:
        return refused(request)
    content = {"rows": [{} for _ in range(EMPTY_ROWS)], "instrument": {}, "reason": ""}
    made = Draft.objects.create(author=reader.person, unit=unit_for(reader, RIGHT[table]), deed=table, content=content)
    note(request, "draft_begun", made.id, detail=table)
    return redirect("draft", id=made.id)


def headings(request: HttpRequest, table: str) -> HttpResponse:
    """An empty sheet with the headings of a table, in the language of the page."""
    if table not in COLUMNS:
        raise Http404
    answer = HttpResponse(
        "\ufeff" + ",".join(f'"{name}"' for _column, name in labelled(table)) + "\r\n", content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{table}.csv"'
    return answer
