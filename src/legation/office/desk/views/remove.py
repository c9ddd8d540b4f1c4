"""What leaves the open record: a row that gets another level, and personal text whose key is destroyed; each a draft first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from legation.office.desk.content import RIGHT
from legation.office.desk.found import reader_here
from legation.office.desk.models import Draft
from legation.office.desk.views.new import unit_for
from legation.office.people.reader import Reader, levels
from legation.office.people.trail import REFUSED, note
from legation.office.people.views.refused import refused
from legation.office.served_ledger import is_filed_here, served
from legation.terms.messages import say
from legation.terms.vocabulary import common


def remove(request: HttpRequest) -> HttpResponse:
    """The page that says what each does; or, posted, the draft of it."""
    reader, language = reader_here(request), request.LANGUAGE_CODE  # type: ignore[attr-defined]
    if not is_filed_here():
        return refused(request)
    said: dict[str, str] = {}
    if request.method == "POST":
        made = _draft_of(request, reader, said)
        if made is not None:
            note(
                request, "draft_begun", made.id, detail=f"{made.deed} {made.content.get('about') or made.content.get('subject')}"
            )
            return redirect("draft", id=made.id)
        note(request, "desk_remove", request.POST.get("about") or request.POST.get("subject", ""), REFUSED)
    context = {
        "levels": [(name, common().levels[name].label[language]) for name in reader.readable],
        "said": {name: say(code, language, **_values(request)) for name, code in said.items()},
        "about": request.POST.get("about", request.GET.get("about", "")), "subject": request.POST.get("subject", ""),
        "to": request.POST.get("to", ""),
    }  # fmt: skip
    return render(request, "desk/remove.html", context, status=400 if said else 200)


def _values(request: HttpRequest) -> dict[str, str]:
    about, subject = request.POST.get("about", "")[:60], request.POST.get("subject", "")[:60]
    return {"key": about, "subject": subject}


def _draft_of(request: HttpRequest, reader: Reader, said: dict[str, str]) -> Draft | None:
    """A draft of what was asked, at the more restricted of its levels; None where it cannot be, which is said by field."""
    given, known = request.POST, levels()
    level = given.get("to", "")
    if level not in reader.readable:
        level = known[0]
    unit = unit_for(reader, RIGHT["reclassification"])
    if given.get("deed") == "erasure":
        subject = given.get("subject", "").strip()
        if not served().ledger.keys.holds(subject):
            said["subject"] = "ledger.no_subject"
            return None
        content = {"subject": subject, "reason": ""}
        return Draft.objects.create(author=reader.person, unit=unit, deed="erasure", level=level, content=content)
    row = served().row(reader.level, given.get("about", "").strip())
    if row is None or row.level not in reader.readable:
        said["about"] = "ledger.row_is_not_there"
        return None
    if row.level == level:
        said["to"] = "filing.level_as_before"
        return None
    content = {"about": row.key, "base": dict(row.cells), "from": row.level, "to": level, "reason": ""}
    seen_at = max(row.level, level, key=known.index)
    return Draft.objects.create(author=reader.person, unit=unit, deed="reclassification", level=seen_at, content=content)
