"""Template tags: addresses that keep the question, badges, days and names in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from legation.archive.ledger.connection import Behind
from legation.office.counted import Counted
from legation.office.findings import shape_of
from legation.office.pages import address
from legation.office.question import Question
from legation.office.read_from import copy_behind, is_being_read
from legation.office.resting import acts_seen, rests_of
from legation.office.source_pages import stated_at
from legation.office.words import (
    date_words,
    day_words,
    figure_words,
    language_of_title,
    name_of,
    open_date_words,
    restricted_words,
    series_words,
)
from legation.publication.answer_tables import title_of
from legation.publication.places import place_words
from legation.publication.said_figures import grouped
from legation.record.claims import LISTS_CLAIMS, Claim
from legation.record.measures import Observation
from legation.record.scenario import SUPPOSITION
from legation.terms.edtf import Edtf
from legation.terms.messages import say
from legation.terms.vocabulary import Text

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], route: str, *given: str, **changes: str) -> str:
    """The address of a page, with the question kept: ``{% to "actor" id %}``; ``on=""`` leaves a date out."""
    question: Question = context["q"]
    if given and route in question.seen:
        question.seen[route].add(given[0])
    if (route, *given) == ("source", SUPPOSITION):
        route, given = "suppositions", ()
    return reverse(route, args=[question.language, *given]) + question.query(
        **{name: str(text) for name, text in changes.items()}
    )


@register.simple_tag(takes_context=True)
def copy_read(context: dict[str, Any]) -> Behind | None:
    """How far the copy of the ledger that is read is behind it; a pinned answer does not hang on that."""
    return None if context.get("pinned", {}).get("is_pinned") else copy_behind()


@register.simple_tag(takes_context=True)
def being_read(context: dict[str, Any]) -> bool:
    """Whether more was sealed than the page shows yet; a pinned answer does not hang on that."""
    return not context.get("pinned", {}).get("is_pinned") and is_being_read()


@register.simple_tag(takes_context=True, name="stated_at")
def stated_at_(context: dict[str, Any], source: str, claim: str | None) -> str:
    """The address at which a claim stands on the page of its source; of that page where no claim is named."""
    return stated_at(context["q"], source, claim or "")


@register.simple_tag(takes_context=True)
def in_words(context: dict[str, Any], text: Text | None) -> str:
    """A text of the record in the language of the page; in the other one where it has none."""
    language: str = context["language"]
    if text is None:
        return ""
    return text[language] or text["en" if language == "es" else "es"]


@register.simple_tag(takes_context=True)
def series(context: dict[str, Any], one: Observation) -> str:
    """What a figure measures: its series, and with whom."""
    return series_words(context["q"].record, one, context["language"])


@register.simple_tag(takes_context=True)
def unit(context: dict[str, Any], one: Observation) -> str:
    """The unit of a figure, in words, with its qualifier."""
    vocabulary, language = context["q"].record.vocabulary, context["language"]
    qualifier = vocabulary.qualifiers.get(one.qualifier)
    unit = vocabulary.units[one.unit].label[language]
    return f"{unit} ({qualifier.label[language]})" if qualifier and one.qualifier != "exactly" else unit


@register.simple_tag(takes_context=True)
def stated_figure(context: dict[str, Any], claim: Claim) -> str:
    """The figure of a claim as its source states it: “alrededor de 50 000 kilómetros cuadrados”; a flat figure stands alone."""
    record, language = context["q"].record, context["language"]
    return figure_words(record, claim, language)


@register.simple_tag(takes_context=True)
def verdict(context: dict[str, Any], word: str, prefix: str = "indicators.", of: int = 1) -> SafeString:
    """A word of the evaluation with its shape, as a badge.

    Args:
        prefix: how the name of its message begins; of: of how many it is said, after their number.
    """
    code = f"{prefix}{word}" if of == 1 else f"{prefix.split('.')[0]}.many_{word}"
    parts = {"answer": shape_of(word), "word": say(code, context["language"]), "kind": word}
    return mark_safe(render_to_string("office/parts/badge.html", parts))  # noqa: S308 - from a template, which escapes


@register.inclusion_tag("office/parts/badge.html")
def verdict_shape(word: str) -> dict[str, Any]:
    """The shape of a word of the evaluation, where the word itself stands beside it."""
    return {"answer": shape_of(word), "kind": word, "bare": True}


@register.simple_tag
def reached(met: str) -> SafeString:
    """Whether a target is reached, as a badge."""
    words = {"yes": _("reached"), "no": _("not reached"), "unknown": _("cannot be known")}
    parts = {"answer": shape_of(met), "word": words[met], "kind": met}
    return mark_safe(render_to_string("office/parts/badge.html", parts))  # noqa: S308 - from a template, which escapes


@register.simple_tag(takes_context=True)
def measured(context: dict[str, Any], one: Observation) -> str:
    """The value of a figure with its unit, in words."""
    return f"{grouped(one.value, context['language'])} {unit(context, one)}".strip() if one.value else _("none")


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], number: int) -> str:
    """A day in words."""
    return day_words(number, context["language"])


@register.simple_tag(takes_context=True)
def dated(context: dict[str, Any], date: Edtf | None) -> str:
    """A date of a claim in words; as written where words would hide what it says."""
    if date is None:
        return _("no date given")
    return date_words(date, context["language"]) or open_date_words(date, context["language"]) or date.text


@register.simple_tag(takes_context=True)
def name(context: dict[str, Any], of: str) -> str:
    """The name of an actor, the title of an instrument, or the text itself."""
    question: Question = context["q"]
    return name_of(question.record, of, question.language)


@register.simple_tag(takes_context=True)
def saying(context: dict[str, Any], code: str, **values: Any) -> str:
    """A message of Legation in the language of the page."""
    return say(code, context["language"], **values)


@register.inclusion_tag("office/parts/rests.html", takes_context=True)
def rests(context: dict[str, Any]) -> dict[str, Any]:
    """What the page, as far as it is written, rests on: to be put at its end."""
    question: Question = context["q"]
    return {"q": question, "language": context["language"], "rests": rests_of(question, acts_seen(question))}


@register.simple_tag(takes_context=True)
def act_title(context: dict[str, Any], act: str) -> str:
    """The title of an act."""
    return title_of(context["q"].known.acts[act], context["language"])


@register.inclusion_tag("office/parts/badge.html", takes_context=True)
def badge(context: dict[str, Any], answer: str, bare: bool = False) -> dict[str, Any]:
    """An answer as a word with its shape; ``bare`` where the word stands beside it already."""
    return {"answer": answer, "word": say(f"answers.{answer}", context["language"]), "bare": bare}


@register.inclusion_tag("office/parts/party.html", takes_context=True)
def party(context: dict[str, Any], of: str) -> dict[str, Any]:
    """Someone or something named in a role, with a link where the record has a page for it."""
    question: Question = context["q"]
    route = "actor" if of in question.record.actors else "instrument" if of in question.record.instruments else ""
    link = reverse(route, args=[question.language, of]) + question.query() if route else ""
    foreign = language_of_title(question.record, of, question.language)
    return {"label": name_of(question.record, of, question.language), "link": link, "foreign": foreign}


@register.simple_tag(takes_context=True)
def lang_of(context: dict[str, Any], of: str) -> SafeString:
    """The attribute that marks the title of an instrument as in another language than the page; empty where it is in that."""
    foreign = language_of_title(context["q"].record, of, context["language"])
    return format_html(' lang="{}"', foreign) if foreign else mark_safe("")


def _named(question: Question, claim: Claim) -> list[tuple[str, str]]:
    """The claims that a claim names, each with the address where it stands: on this page, or on that of its own act."""
    if claim.kind not in LISTS_CLAIMS:
        return []
    found = []
    for id in claim.named:
        one = question.served.claims.get(id)
        act = question.known.acts.get(one.act) if isinstance(one, Claim) else None
        is_shown = act is not None and any(each.id == id for each in act.claims)
        page = "" if act is None or act.id == claim.act else address(question, "act", act.id)
        found.append((id, f"{page}#claim-{id}" if is_shown else ""))
    return found


@register.inclusion_tag("office/parts/claim.html", takes_context=True)
def claim_card(context: dict[str, Any], claim: Claim, with_act: bool = False) -> dict[str, Any]:
    """One claim: what it says, when, of whom, and where to read it."""
    question: Question = context["q"]
    kind = question.record.vocabulary.acts.get(claim.kind)
    return {
        **{key: context[key] for key in ("q", "language", "record")},
        "claim": claim,
        "kind": kind,
        "source": question.record.sources[claim.source],
        "roles": [
            (role, claim.role(role))
            for role in ("subject", "object", "instrument", "office", "person", "place")
            if claim.role(role)
        ],
        "named": _named(question, claim),
        "with_act": with_act,
        "known_day": question.record.sources[claim.source].known,
        "restricted": restricted_words(claim.level, question.language),
    }


@register.simple_tag(takes_context=True)
def place(context: dict[str, Any], locator: str) -> str:
    """Where a claim stands in its source, in the language of the page."""
    return place_words(locator, context["language"])


@register.simple_tag
def role_name(role: str) -> str:
    """What a role is called."""
    from legation.office.words import role_label

    return role_label(role)


@register.simple_tag(takes_context=True)
def source_short(context: dict[str, Any], source: str) -> str:
    """The short title of a source."""
    question: Question = context["q"]
    return question.record.sources[source].called[question.language]


@register.simple_tag(takes_context=True)
def cite(context: dict[str, Any], authority: str) -> str:
    """The authority behind a definition: its article in short, or in words."""
    from legation.office.authorities import cited

    return cited(context["q"], authority)


@register.filter
def answer_code(answer: str) -> str:
    """The message that names an answer."""
    return f"answers.{answer}"


@register.filter
def of(many: Mapping[str, object], name: str) -> object:
    """What a mapping holds under a name; None where there is none."""
    return many.get(name) if many else None


@register.filter
def counted(number: int) -> Counted:
    """How many things there are, with thousands apart: for counts alone, never for years."""
    return Counted(number)


@register.filter
def alone(one: object) -> list[object]:
    """A list of one."""
    return [one]
