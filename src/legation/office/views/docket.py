"""The docket: where sources differ, where totals and lists part, and what no source says."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from legation.office.pages import address, asking_as_it_is, show
from legation.office.question import Question
from legation.office.views.treaties import page_of
from legation.office.words import name_of
from legation.publication.answer_tables import docket_sentence, title_of
from legation.publication.docket_counts import heading_of
from legation.record.acts import ATTESTATION
from legation.record.claims import Claim
from legation.record.measures import Observation
from legation.standings.docket import SUBJECTS, Entry

A_PAGE: Final = 120


@asking_as_it_is
def docket(request: HttpRequest, question: Question) -> HttpResponse:
    """Every entry, a page at a time; ``about`` keeps those about one thing, ``entry`` turns to the page of one."""
    entries = sorted(question.served.docket_with_log(question.known_day), key=lambda entry: SUBJECTS.index(entry.subject))
    counted = Counter(entry.subject for entry in entries)
    about = request.GET.get("about", "")
    about = about if about in counted else ""
    listed = [entry for entry in entries if not about or entry.subject == about]
    named = next((number for number, entry in enumerate(listed) if entry.id == request.GET.get("entry", "")), None)
    page = named // A_PAGE if named is not None else page_of(request.GET.get("page", ""), len(listed), A_PAGE)
    groups: list[dict[str, Any]] = []
    for entry in listed[page * A_PAGE : (page + 1) * A_PAGE]:
        if not groups or groups[-1]["subject"] != entry.subject:
            heading = heading_of(entry.subject, question.language)
            groups.append({"subject": entry.subject, "heading": heading, "entries": [], "total": counted[entry.subject]})
        groups[-1]["entries"].append(entry_shown(question, entry))
    context = {
        "counts_log": question.served.large is not None,
        "groups": groups,
        "subjects": [
            (
                heading_of(one, question.language),
                counted[one],
                one == about,
                address(question, "docket", about="" if one == about else one),
            )
            for one in counted
        ],
        "pages": [
            {"number": n + 1, "chosen": n == page, "link": address(question, "docket", about=about, page=str(n + 1))}
            for n in range((len(listed) + A_PAGE - 1) // A_PAGE)
        ],
        "total": len(entries),
        "open": sum(not entry.settled_by for entry in entries),
        "settled": sum(bool(entry.settled_by) for entry in entries),
    }
    return show(request, question, "office/docket.html", context)


def entry_shown(question: Question, entry: Entry) -> dict[str, Any]:
    """One entry with what each claim says and where it says it."""
    claims, sources, language = question.served.claims, question.record.sources, question.language
    act = question.known.acts.get(entry.act)
    is_attestation = act is not None and act.kind == ATTESTATION
    kind = question.record.vocabulary.standings.get(entry.standing)
    said = []
    for claim_id, text in entry.said:
        claim = claims[claim_id]
        said.append(
            {
                "claim": claim,
                "source": sources[claim.source],
                "text": words_of(question, entry, text),
                "title": claim.title[language] if isinstance(claim, Claim) else claim.note[language],
            }
        )
    figure = claims.get(entry.said[0][0]) if entry.said else None
    if act is not None:
        title = title_of(act, language)
    elif kind is not None:
        title = kind.label[language]
    else:
        title = figure_named(question, figure) if isinstance(figure, Observation) else entry.id
    return {
        "entry": entry,
        "said": said,
        "title": title,
        "act": entry.act if act is not None else "",
        "kind": kind,
        "is_attestation": is_attestation,
        "noted": next((one.note[language] for one in act.used if one.id == entry.noted_by), "") if act is not None else "",
        "sentence": docket_sentence(entry, language),
    }


def figure_named(question: Question, figure: Observation) -> str:
    """What a figure is a figure of: “Exports · Peru · 2019 · US dollars”."""
    record, language = question.record, question.language
    names = [name_of(record, one, language) for one in (figure.actor, figure.counterpart) if one]
    period = [figure.period.text] if figure.period else []
    series, unit = record.vocabulary.measures[figure.series], record.vocabulary.units[figure.unit]
    return " · ".join([series.label[language], *names, *period, unit.label[language]])


def words_of(question: Question, entry: Entry, text: str) -> str:
    """What a claim says, with names for ids; a list entry names standings, of which the parties are told."""
    record, language = question.record, question.language
    if entry.subject in ("list", "attested_after_end"):
        parts = [name for name in text.split(":")[1:] if name != record.about]
        return " · ".join(name_of(record, part, language) for part in parts)
    if entry.field == "kind":
        return ", ".join(
            record.vocabulary.acts[one].label[language] if one in record.vocabulary.acts else one for one in text.split(";")
        )
    if entry.subject in ("gap", "damaged", "total_without_list") or (entry.subject == "count" and not entry.noted_by):
        return ""
    return ", ".join(name_of(record, one, language) for one in text.split(";"))
