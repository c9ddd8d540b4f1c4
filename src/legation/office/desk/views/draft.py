"""One draft: written by its author, read by who reviews it; each save tells what is wrong, place by place."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from legation.office.desk.content import COLUMNS, clean, level_preferred, text_at
from legation.office.desk.fields import (
    ACTORS,
    FIRST,
    LABELS,
    LABELS_OF_ACTOR,
    LABELS_OF_DECISION,
    LABELS_OF_TEXT,
    LAST,
    OF_ACTOR,
    OF_TEXT,
    SOMETIMES,
    Field,
    choices_of,
    field_of,
    groups_of,
    label,
    suggestions,
    suggestions_of_plan,
    words_of,
)
from legation.office.desk.found import draft_mine, draft_seen, reader_here
from legation.office.desk.in_dispute import claims_of
from legation.office.desk.models import PLANS, SEALED, SUBMITTED, WITHDRAWN, WRITING, Draft
from legation.office.desk.names import Names, plan_id_of, plan_name_of
from legation.office.desk.rows_shown import part_of_rows
from legation.office.desk.shown import (
    deed_words,
    effects_of,
    in_language,
    kind_column,
    kind_words,
    label_of,
    name_of,
    title_of,
    wrong_places,
)
from legation.office.desk.steps import StepRefused, decides
from legation.office.desk.steps import save as save_draft
from legation.office.desk.steps import submit as submit_draft
from legation.office.desk.steps import withdraw as withdraw_draft
from legation.office.people.clock import moment_of
from legation.office.people.trail import REFUSED, note
from legation.office.served_ledger import served
from legation.procedures.file_rows import id_of_actor
from legation.record.record import Record
from legation.terms.vocabulary import common

NOT_SAID = ("rows", "preferred", "about", "claim", "level", "reason")
"""What the content of a draft has beside what it says of a row."""


def draft(request: HttpRequest, id: str) -> HttpResponse:
    """The page of a draft."""
    return show(request, draft_seen(request, id))


def show(request: HttpRequest, one: Draft, said: str = "", status: int = 200) -> HttpResponse:
    """The page of a draft, with something said above it."""
    reader = reader_here(request)
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    record = served().opened(one.level).record
    is_mine = one.author_id == reader.person.pk
    wrong = wrong_places(one, language) if one.is_open or one.state == SUBMITTED else []
    stops = sum(each["stops"] for each in wrong)
    if one.is_open and not said and is_untouched(one):
        wrong = [each for each in wrong if not each["absent"]]
    names = Names(record)
    levels = [(name, common().levels[name].label[language]) for name in reader.readable]
    context: dict[str, Any] = {
        "draft": one, "title": title_of(one, language, record), "sealed_at": moment_of(one.sealed),
        "kind": kind_words(record, one, language), "said": said,
        "is_mine": is_mine, "writes": is_mine and one.is_open, "decides": one.state == SUBMITTED and decides(reader, one),
        "wrong": wrong, "stops": stops, "lacks": [_to_add(one, each) for each in wrong if each["lacks"]], "levels": levels,
        "stopping": [each for each in wrong if each["stops"]], "deed_label": deed_words(one.deed),
        "may_again": is_mine and one.state == WITHDRAWN,
        "level_label": common().levels[one.level].label[language],
        "attachments": list(one.attachments.order_by("name")), "act": _act_of(one),
    }  # fmt: skip
    many = len(one.content.get("rows", [])) > 1 or one.deed in ("measures", *PLANS)
    many |= one.deed == "correction" and one.table in PLANS and context["writes"]
    if many:
        context |= {"many": True, **part_of_rows(one, wrong, request.GET.get("rows", ""), language, names)}
    elif one.deed in ("acts", "correction") and one.table not in PLANS:
        context |= _form(one, names, language, wrong)
    if context["writes"]:
        plan = served().opened(one.level).evaluated.plan if one.table in PLANS else None
        context["suggested"] = suggestions(record, language) if plan is None else suggestions_of_plan(plan, record, language)
    context["shown"] = [] if many else _said(one, record, language)
    if (actor := one.content.get("actor")) and not context["writes"]:
        context["new_actor"] = _said_of("actor", {**actor, "id": id_of_actor(actor)}, OF_ACTOR, record, language)
        context["new_actor_id"] = id_of_actor(actor)
        context["like"] = [each["message"] for each in wrong if each.get("is_like")]
        context["wrong"] = [each for each in wrong if not each.get("is_like")]
    if one.deed == "correction":
        context["changes"] = [each for each in context["shown"] if each[1] != each[2]]
        context["shown"] = [each for each in context["shown"] if each[1] == each[2]]
    context["has_level"] = one.deed in COLUMNS
    context["reasoned"] = ("retraction", "reclassification", "erasure")
    for name in ("from", "to"):
        if one.content.get(name) in common().levels:
            context[f"level_{name}"] = common().levels[one.content[name]].label[language]
    context["preferred"] = one.content.get("preferred", [])
    if one.deed == "adjudication":
        mine = served().opened(reader.level).record if is_mine else record
        context["claims"] = claims_of(mine, str(one.content.get("act", "")), language)
        context["settling"] = [
            Field(
                name, name, str(LABELS_OF_DECISION[name]), value=one.content.get(name, ""), is_long=name.startswith("note"),
                language="es" if name.endswith("_es") else "en",
                wrong=[each["message"] for each in wrong if each["field"] == name],
            )
            for name in LABELS_OF_DECISION
        ]  # fmt: skip
    return _page(request, context, status)


@csp_update({"frame-src": ["'self'"]})
def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """The page, which frames the files attached."""
    return render(request, "desk/draft.html", context, status=status)


def is_untouched(one: Draft) -> bool:
    """Whether nothing was typed in a draft yet, so that what is not there is no mistake."""
    rows = one.content.get("rows", [])
    return one.seq == 0 and one.state == WRITING and (len(rows) < 2 or not any(any(row.values()) for row in rows))


def _act_of(one: Draft) -> str:
    """The act to be seen in the record: that which a sealed draft of one row filed, or that which a draft is about."""
    content = one.content
    if one.deed == "acts":
        rows = content.get("rows", [])
        return (rows[0].get("act") or f"{one.id}-1") if one.state == SEALED and len(rows) == 1 else ""
    if one.deed in ("correction", "retraction") and one.table == "acts":
        return "" if one.deed == "retraction" and one.state == SEALED else str(content.get("base", {}).get("act", ""))
    return str(content.get("act", "")) if one.deed == "adjudication" else ""


def _to_add(one: Draft, each: dict[str, Any]) -> dict[str, Any]:
    """A text that is there in one language alone: its field, what it is called, and what the other says."""
    other = each["column"].removesuffix("_es") if each["column"].endswith("_es") else f"{each['column']}_es"
    return {
        **each, "is_long": each["column"].startswith("note"), "language": "es" if each["column"].endswith("_es") else "en",
        "other": text_at(one.content, each["row"] - 1, other, one.deed),
    }  # fmt: skip


def _form(one: Draft, names: Names, language: str, wrong: list[dict[str, Any]]) -> dict[str, Any]:
    record = names.record
    row = (one.content.get("rows") or [{}])[0]
    text, actor = one.content.get("instrument", {}), one.content.get("actor", {})
    kind = record.vocabulary.acts.get(row.get("kind", ""))
    needs = kind.needs if kind is not None else ()
    said: dict[str, list[str]] = {}
    for each in wrong:
        said.setdefault(each["field"], []).append(each["message"])

    def made(column: str, name: str, value: str, *, needed: bool = False, choices: str = "") -> Field:
        told = value if choices else names.name_of(column, value, language)
        plain = field_of(column, name, record, language, value=value, needed=needed, choices=choices)
        plain = plain if plain.choices else replace(plain, value=told)
        return replace(plain, wrong=said.get(name, []))

    groups = groups_of(row.get("kind", ""), record)
    more = [made(column, name_of(0, column), row.get(column, "")) for column in groups["more"]]

    def of_part(part: str, columns: Sequence[str], cells: dict[str, str]) -> list[Field]:
        names_of = [(column, f"{part}.{column}", cells.get(column, "")) for column in columns]
        return [made(*each, choices=kind_column(part, each[0]) if each[0] == "kind" else "") for each in names_of]

    of_text, of_actor = of_part("text", OF_TEXT, text), of_part("actor", OF_ACTOR, actor)
    of_actor = [replace(each, made=id_of_actor(actor)) if each.column == "id" else each for each in of_actor]
    return {
        "fields": [made(column, name_of(0, column), row.get(column, ""), needed=column in needs) for column in groups["main"]],
        "more": more, "more_open": any(each.value or each.wrong for each in more),
        "of_text": of_text, "text_open": bool(text) or any(each.wrong for each in of_text),
        "asks_text": one.deed == "acts" and "instrument" in needs,
        "of_actor": of_actor if one.deed == "acts" else [],
        "actor_open": bool(actor) or any(each.wrong for each in of_actor),
        "kind_field": made("kind", "0.kind", row.get("kind", "")), "definition": label(kind.definition, language) if kind else "",
        "kinds": choices_of("kind", record, language), "effects": effects_of(record, row.get("kind", ""), language),
    }  # fmt: skip


def _said(one: Draft, record: Record, language: str) -> list[tuple[str, str, str]]:
    """What a draft of one row says, as who reviews it reads it: label, text and what it said before."""
    content = one.content
    row = (content.get("rows") or [content])[0] if content.get("rows") or one.deed == "adjudication" else {}
    base = content.get("base", {})

    def said(cells: dict[str, Any], column: str) -> str:
        value = str(cells.get(column, ""))
        return (
            plan_name_of(one.table, column, value, language) if one.table in PLANS else words_of(record, column, value, language)
        )

    def named(column: str) -> str:
        return label_of(one, 0, column) if one.table in PLANS else str(LABELS.get(column, column))

    found = [
        (named(column), said(row, column), said(base, column))
        for column in in_language(sorted(dict.fromkeys([*row, *base]), key=_place), language)
        if column not in NOT_SAID and (row.get(column) or base.get(column))
        and isinstance(row.get(column, ""), str)
    ]  # fmt: skip
    return found + _said_of("text", content.get("instrument", {}), tuple(content.get("instrument", {})), record, language)


def _said_of(
    part: str, cells: dict[str, str], columns: Sequence[str], record: Record, language: str
) -> list[tuple[str, str, str]]:
    """The same of what a draft brings with its row."""
    labels = LABELS_OF_ACTOR if part == "actor" else LABELS_OF_TEXT
    return [
        (str(labels.get(name, name)), words_of(record, kind_column(part, name), cells[name], language), "")
        for name in in_language([name for name in columns if cells.get(name)], language)
    ]


def _place(column: str) -> int:
    """Where a column stands among the others: as in the form."""
    order = ("kind", *FIRST, *SOMETIMES, *LAST)
    return order.index(column) if column in order else len(order)


def save(request: HttpRequest, id: str) -> HttpResponse:
    """Keep what was typed, from a script or a plain form; answers with what is wrong."""
    one = draft_mine(request, id)
    reader = reader_here(request)
    is_script = request.content_type == "application/json"
    record = served().opened(reader.level).record
    if is_script:
        try:
            given = json.loads(request.body)
            assert isinstance(given, dict)
            seq = int(given.get("seq", 0))
        except (ValueError, AssertionError, TypeError, RecursionError):
            return JsonResponse({"saved": False}, status=400)
        fields = given.get("fields") if isinstance(given.get("fields"), dict) else {}
    else:
        fields, seq = {name: request.POST.getlist(name) for name in request.POST}, one.seq + 1
    texts = {str(name): value for name, value in fields.items()}
    level = _one(texts, "level") or one.level
    if level not in reader.readable or one.deed not in COLUMNS:
        level = one.level
    content = clean(one.deed, _content(one, texts, record), one.content)
    if one.deed == "adjudication":
        level = level_preferred(record, content, reader.readable)
    kept = save_draft(request, reader, one, content, min(max(seq, 0), 2**53), level)
    if not is_script:
        if "submit" in request.POST:
            return _submitted(request, one)
        return redirect("draft", id=one.id)
    wrong = wrong_places(one, request.LANGUAGE_CODE) if one.is_open else []  # type: ignore[attr-defined]
    shown = given.get("rows")
    if isinstance(shown, list):
        seen = {number for number in shown if isinstance(number, int)}
        said = [each for each in wrong if each["row"] - 1 in seen]
    else:
        said = wrong
    answer = {"saved": kept, "seq": one.seq, "wrong": said, "stops": sum(each["stops"] for each in wrong), "open": one.is_open}
    answer["made"] = {"actor.id": id_of_actor(one.content.get("actor", {}))}
    return JsonResponse(answer)


def _one(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _content(one: Draft, fields: dict[str, Any], record: Record) -> dict[str, Any]:
    """The content of a draft with the fields that were sent; the others stay as they are, so that two windows do not undo each
    other."""
    names = Names(record)
    rows: dict[int, dict[str, str]] = {}
    brought = {"text": dict(one.content.get("instrument", {})), "actor": dict(one.content.get("actor", {}))}
    for name in fields:
        place, _dot, column = name.partition(".")
        value = _one(fields, name).strip()
        if place.isdecimal() and column:
            rows.setdefault(int(place), {})[column] = (
                plan_id_of(one.table, column, value) if one.table in PLANS else names.id_of(column, value)
            )
        elif place in brought and column:
            brought[place][column] = names.id_of(kind_column(place, column), value)
    made: dict[str, Any] = {"reason": _one(fields, "reason") if "reason" in fields else one.content.get("reason", "")}
    if one.deed == "correction" or one.deed in COLUMNS:
        known = one.content.get("rows", [])
        made["rows"] = [{**row, **rows.get(number, {})} for number, row in enumerate(known)]
        made["instrument"], made["actor"] = brought["text"], brought["actor"]
        if brought["actor"] or one.content.get("actor"):  # whom it named may be in the record by now
            made["rows"] = [
                {column: names.id_of(column, value) if column in ACTORS else value for column, value in row.items()}
                for row in made["rows"]
            ]
    if one.deed == "adjudication":
        preferred = fields.get("preferred", one.content.get("preferred", []))
        made["preferred"] = preferred if isinstance(preferred, list) else [preferred]
        for name in ("title", "title_es", "note", "note_es"):
            made[name] = _one(fields, name) if name in fields else one.content.get(name, "")
    return made


def submit(request: HttpRequest, id: str) -> HttpResponse:
    """Hand a draft to the reviewers."""
    return _submitted(request, draft_mine(request, id))


def _submitted(request: HttpRequest, one: Draft) -> HttpResponse:
    step = partial(submit_draft, request, reader_here(request), one)
    if (refused := taken(request, one, "draft_submit", step)) is not None:
        return refused
    messages.success(request, _("Sent. A reviewer of this unit or of one above it decides; you see it on your desk."))
    return redirect("draft", id=one.id)


def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    """Take a draft back."""
    one = draft_mine(request, id)
    step = partial(withdraw_draft, request, reader_here(request), one)
    if (refused := taken(request, one, "draft_withdraw", step)) is not None:
        return refused
    messages.success(request, _("Withdrawn. It stays below, in case you want to take it up again."))
    return redirect("desk")


def taken(request: HttpRequest, one: Draft, deed: str, step: Callable[[], None]) -> HttpResponse | None:
    """Take a step; the page of the draft, saying why, where it cannot be taken."""
    try:
        step()
    except StepRefused as error:
        return told(request, one, error, deed)
    return None


def told(request: HttpRequest, one: Draft, error: StepRefused, deed: str) -> HttpResponse:
    """The page of a draft, saying why a step cannot be taken; noted in the trail."""
    note(request, deed, one.id, REFUSED, error.code)
    one.refresh_from_db()
    return show(request, one, error.message(request.LANGUAGE_CODE), status=409)  # type: ignore[attr-defined]
