"""The people of the office: who there is, and a new account, whose first password is shown once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from legation.office.people.access import first_password
from legation.office.people.clock import today
from legation.office.people.models import SLUG, Person
from legation.office.people.reader import levels
from legation.office.people.roles import label_of
from legation.office.people.trail import REFUSED, note
from legation.office.people.trees import name_in, on_day
from legation.terms.messages import say
from legation.terms.vocabulary import common


def people(request: HttpRequest) -> HttpResponse:
    """The page."""
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    said, made, password = "", None, ""
    if request.method == "POST":
        username, name = request.POST.get("username", "").strip(), request.POST.get("name", "").strip()
        clearance = request.POST.get("clearance", levels()[0])
        try:
            SLUG(username)
            with transaction.atomic():
                password = first_password()
                made = Person(username=username, name=name[:120] or username, clearance=clearance)
                made.clearance = clearance if clearance in levels() else levels()[0]
                made.set_password(password)
                made.full_clean(exclude=["last_login"])
                made.save()
                note(request, "person_added", username, detail=made.clearance)
        except (ValidationError, IntegrityError) as error:
            is_id = isinstance(error, ValidationError) and not hasattr(error, "error_dict")
            said, made = say("filing.not_id" if is_id else "filing.taken", language, value=username[:60]), None
            note(request, "person_added", username, REFUSED)
    context = {
        "people": [_shown(one, language) for one in Person.objects.order_by("username")],
        "levels": [(name, common().levels[name].label[language]) for name in levels()],
        "said": said, "made": made, "password": password, "typed": request.POST if said else {},
    }  # fmt: skip
    return render(request, "people/people.html", context, status=400 if said else 200)


def _shown(one: Person, language: str) -> dict[str, Any]:
    """A person with clearance and the postings of today in words."""
    level = common().levels.get(one.clearance)
    there = one.postings.filter(on_day(today())).select_related("unit")
    return {
        "one": one, "clearance": level.label[language] if level is not None else one.clearance,
        "postings": [(name_in(each.unit, language), label_of(each.role, language)) for each in there],
    }  # fmt: skip
