"""The API for people: how it is asked, examples to run, every question with its parameters and columns, and what errors mean."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse

from legation.office.api.negotiated import FORMS
from legation.office.api.openapi import BASE
from legation.office.api.parameters import Parameter
from legation.office.api.problem import STATUS
from legation.office.api.served import CURSOR, EDITION, FORMAT, LANG, LIMIT
from legation.office.api.verb import KNOWN, ON, SOURCES, UNDER, Verb
from legation.office.api.verbs import VERBS
from legation.office.pages import asking_as_it_is, show
from legation.office.question import Question
from legation.publication.columns import column_of, forms
from legation.terms.messages import say

EVERYWHERE = (ON, KNOWN, SOURCES, UNDER, EDITION, FORMAT, LANG, LIMIT, CURSOR)
"""What most questions may be asked with, told once."""
ASKED_WITH = frozenset({"diff"})
"""Questions that nothing answers without their parameters."""


@cache
def examples() -> list[dict[str, Any]]:
    """The examples, each with its title in both languages, its line for curl and its lines of Python."""
    text = (resources.files(__package__) / "examples.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["example"]
    return [{**one, "curl": one["curl"].strip(), "python": one["python"].strip()} for one in found]


@asking_as_it_is
def page(request: HttpRequest, question: Question) -> HttpResponse:
    """The page."""
    language = question.language
    context = {
        "t": {name: say(f"api.page_{name}", language) for name in _TEXTS},
        "about": say("api.about", language),
        "base": BASE,
        "forms": [{"word": word, "media": media} for word, media in FORMS.items()],
        "examples": [{**one, "title": one["title"][language]} for one in examples()],
        "everywhere": [_parameter(one, language) for one in EVERYWHERE],
        "verbs": [_verb(one, language, bool(question.served.evaluated.plan)) for one in VERBS],
        "problems": [_problem(kind, status, language) for kind, status in STATUS.items()],
    }
    return show(request, question, "office/api.html", context)


_TEXTS = (
    "title", "lead", "how", "how_forms", "how_pins", "how_pages", "how_limits", "how_errors", "how_columns", "machines",
    "examples", "everywhere", "questions", "problems", "parameter", "means", "form", "media", "columns", "as_command", "try",
    "choices", "on_page",
)  # fmt: skip


def _verb(verb: Verb, language: str, has_plan: bool) -> dict[str, Any]:
    """A question as the page shows it, with an address that answers it where the record can."""
    path, can_try, asked = verb.path, has_plan or not verb.reads_plan, {"lang": language, "format": "html"}
    for one in verb.parameters:
        if one.in_path:
            path = path.replace(f"{{{one.name}}}", quote(one.example))
            can_try = can_try and bool(one.example)
        elif verb.name in ASKED_WITH and one.example:
            asked[one.name] = one.example
    columns = [column for name in verb.columns if (column := column_of(verb.table, name)) is not None]
    return {
        "id": verb.name,
        "path": f"{BASE}/{verb.path}",
        "says": say(verb.says, language),
        "command": f"legation {verb.command}" if verb.command else "",
        "link": f"{BASE}/{path}?{urlencode(asked)}" if can_try else "",
        "parameters": [_parameter(one, language) for one in verb.parameters],
        "table": forms()[verb.table].definition[language] if verb.table in forms() else "",
        "columns": [{"name": one.name, "title": one.title[language], "means": one.definition[language]} for one in columns],
    }


def _parameter(one: Parameter, language: str) -> dict[str, Any]:
    return {"name": one.name, "says": say(one.says, language), "one_of": one.one_of, "in_path": one.in_path}


def _problem(kind: str, status: int, language: str) -> dict[str, Any]:
    texts = {name: say(f"api.{name}_{kind}", language) for name in ("problem", "means", "next")}
    return {"id": f"problem-{kind}", "status": status, **texts}
