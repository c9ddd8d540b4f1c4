"""One person: clearance, postings with their roles and days, a new first password, an account that rests."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from legation.office.people.access import give_anew, sign_out
from legation.office.people.clock import today
from legation.office.people.models import Person, Posting, Unit
from legation.office.people.reader import levels
from legation.office.people.roles import roles
from legation.office.people.trail import REFUSED, note
from legation.terms.messages import say
from legation.terms.vocabulary import common


def day_of(text: str) -> datetime.date | None:
    """A day as a form has it; None where it holds none.

    Raises:
        ValueError: what is there is none.
    """
    return datetime.date.fromisoformat(text.strip()) if text.strip() else None


def date_said(request: HttpRequest, language: str) -> str:
    """What is wrong with the days of a form: one is none, or they are the wrong way round."""
    given = [request.POST.get(name, "").strip() for name in ("begins", "ends")]
    for text in given:
        try:
            day_of(text)
        except ValueError:
            return say("filing.bad_date", language, value=text[:60])
    begins = given[0] or today().isoformat()
    return say("filing.ends_before", language, begins=begins, ends=given[1])


def person(request: HttpRequest, username: str) -> HttpResponse:
    """The page; posted, one change. Nobody changes their own rights."""
    one = Person.objects.filter(username=username).first()
    if one is None:
        raise Http404
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    said = password = ""
    if request.method == "POST":
        try:
            if request.reader.person.pk == one.pk:  # type: ignore[attr-defined]
                raise PermissionError
            with transaction.atomic():
                password = _changed(request, one)
        except PermissionError:
            said = say("filing.own", language)
        except (ValueError, IntegrityError):
            said = date_said(request, language)
        if not said and not password:
            messages.success(request, _("Done, and noted in the trail."))
        if said:
            note(request, "person_changed", username, REFUSED, request.POST.get("deed", ""))
        one.refresh_from_db()
    context = {
        "one": one, "said": said, "password": password, "today": today().isoformat(), "typed": request.POST if said else {},
        "postings": [
            {
                "one": each, "role": roles()[each.role].label[language] if each.role in roles() else each.role,
                "lasts": each.ends is None or each.ends > today(),
            }
            for each in one.postings.select_related("unit").order_by("-begins")
        ],
        "roles": [(each.id, each.label[language], each.definition[language]) for each in roles().values()],
        "units": Unit.objects.order_by("id"),
        "levels": [(name, common().levels[name].label[language]) for name in levels()],
    }  # fmt: skip
    return render(request, "people/person.html", context, status=400 if said else 200)


def _changed(request: HttpRequest, one: Person) -> str:
    given, deed = request.POST, request.POST.get("deed", "")
    if deed == "clearance" and given.get("clearance") in levels():
        note(request, "clearance_set", one.username, detail=f"{one.clearance} > {given['clearance']}")
        one.clearance = given["clearance"]
        one.save(update_fields=["clearance"])
    elif deed == "posting" and given.get("role") in roles():
        begins = day_of(given.get("begins", "")) or today()
        unit = Unit.objects.filter(pk=given.get("unit", "")).first()
        if unit is None:
            raise ValueError
        made = Posting.objects.create(
            person=one, unit=unit, role=given["role"], begins=begins, ends=day_of(given.get("ends", ""))
        )
        note(request, "posting_added", one.username, detail=f"{made.unit_id} {made.role} {made.begins} {made.ends or '..'}")
    elif deed == "end":
        ends = day_of(given.get("ends", "")) or today()
        for posting in Posting.objects.filter(person=one, pk=int(given.get("posting", "0") or 0)):
            if posting.begins >= ends:  # it held on no day before: nothing of it is left to hold today
                posting.delete()
            else:
                posting.ends = ends
                posting.save(update_fields=["ends"])
            note(request, "posting_ended", one.username, detail=f"{posting.unit_id} {posting.role} {posting.begins} {ends}")
    elif deed == "password":
        password = give_anew(one)
        note(request, "access_reset", one.username)
        return password
    elif deed in ("rest", "wake"):
        one.is_active = deed == "wake"
        one.save(update_fields=["is_active"])
        sign_out(one)
        note(request, "account_woken" if one.is_active else "account_rested", one.username)
    return ""
