"""The units of the ministry and the trees in which they stand, with their days."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from legation.office.people.clock import today
from legation.office.people.models import SLUG, TREES, Branch, Unit
from legation.office.people.trail import REFUSED, note
from legation.office.people.trees import on_day, would_loop
from legation.office.people.views.person import date_said, day_of
from legation.terms.messages import say


def units(request: HttpRequest) -> HttpResponse:
    """The page; posted, a new unit, a new branch, or the end of one."""
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    said = ""
    day = today()
    try:
        day = day_of(request.GET.get("on", "")) or day
        if request.method == "POST":
            with transaction.atomic():
                said = _changed(request, language)
    except ValidationError:
        said = say("filing.not_id", language, value=request.POST.get("id", "")[:60])
    except (ValueError, IntegrityError):
        if request.method == "POST":
            said = date_said(request, language)
        else:
            said = say("filing.bad_date", language, value=request.GET.get("on", "")[:60])
    if said and request.method == "POST":
        note(request, "unit_changed", request.POST.get("id", "") or request.POST.get("unit", ""), REFUSED)
    if request.method == "POST" and not said:
        messages.success(request, _("Done, and noted in the trail."))
    labels = {"line": _("Line of command"), "territorial": _("Territorial"), "missions": _("Missions")}
    there = Branch.objects.filter(on_day(day)).select_related("unit", "under").order_by("under_id", "unit_id")
    context = {
        "units": Unit.objects.order_by("id"), "said": said, "day": day.isoformat(), "typed": request.POST if said else {},
        "today": today().isoformat(), "now": today(),
        "trees": [{"id": tree, "label": labels[tree], "branches": [one for one in there if one.tree == tree]} for tree in TREES],
    }  # fmt: skip
    return render(request, "people/units.html", context, status=400 if said else 200)


def _changed(request: HttpRequest, language: str) -> str:
    given, deed = request.POST, request.POST.get("deed", "")
    if deed == "unit":
        id = given.get("id", "").strip()
        SLUG(id)
        if Unit.objects.filter(pk=id).exists():
            return say("filing.taken", language, value=id)
        names = given.get("name_es", "").strip()[:160], given.get("name_en", "").strip()[:160]
        Unit.objects.create(pk=id, name_es=names[0] or names[1] or id, name_en=names[1] or names[0] or id)
        note(request, "unit_added", id)
    elif deed == "branch" and given.get("tree") in TREES:
        begins, ends = day_of(given.get("begins", "")) or today(), day_of(given.get("ends", ""))
        unit, under = given.get("unit", ""), given.get("under", "")
        if unit == under or would_loop(given["tree"], unit, under, begins, ends):
            return say("filing.loop", language, unit=unit)
        made = Branch.objects.create(tree=given["tree"], unit_id=unit, under_id=under, begins=begins, ends=ends)
        note(request, "branch_added", unit, detail=f"{made.tree} {under} {begins} {ends or '..'}")
    elif deed == "end":
        ends = day_of(given.get("ends", "")) or today()
        for branch in Branch.objects.filter(pk=int(given.get("branch", "0") or 0)):
            if branch.begins >= ends:  # it stood on no day before
                branch.delete()
            else:
                branch.ends = ends
                branch.save(update_fields=["ends"])
            note(request, "branch_ended", branch.unit_id, detail=f"{branch.tree} {branch.under_id} {branch.begins} {ends}")
    return ""
