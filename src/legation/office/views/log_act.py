"""One act of a log: its kind, its parties, its date, when it was known, and the standings it bears on."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse

from legation.archive.ledger.made_objects import made_claims, rows_in
from legation.office.log_shown import cells_of, row_date, rows_shown
from legation.office.pages import asking, show
from legation.office.question import Question
from legation.office.versions_shown import versions_shown
from legation.office.views import act as of_record
from legation.office.words import day_words, name_of, restricted_words, role_label
from legation.record.log import NOBODY, PREFIX, ROLES_IN_A_LOG
from legation.record.sources import Source
from legation.standings.known_logged import KnownLogged

MOST: int = 60


@asking
def act(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one act; of one that the keepers of the record wrote, the usual page."""
    known, language, record = question.logged, question.language, question.record
    assert known is not None
    row = known.row_of(id)
    if row is None and question.served.large is not None and (number := question.served.large.number_of_act(id)) is not None:
        row = known.row_of(f"{PREFIX}{number}")
    if row is None:
        return of_record.act(request, language, id=id)
    log = known.bulk.log
    said = cells_of(question, int(log.act[row]))
    kind = record.vocabulary.acts.get(log.kinds[int(log.kind[row])])
    roles = [
        (role_label(role), role, log.names[place], name_of(record, log.names[place], language))
        for role in ROLES_IN_A_LOG
        if (place := int(getattr(log, role)[row])) != NOBODY
    ]
    context: dict[str, Any] = {
        "counts_log": True,
        "id": id,
        "title": rows_shown(question, known, [row])[0]["title"],
        "kind": kind,
        "when": row_date(question, known, row),
        "roles": roles,
        "known_since": day_words(int(log.known[row]), language),
        "row": row,
        "said": said,
        "source": _source(question, int(log.act[row])),
        "notes": [said[name] for name in (("note_es",) if language == "es" else ("note",)) if said.get(name)],
        "standings": touched(question, known, row),
        "act": said.get("act", ""),
        "restricted": restricted_words(said.get("level", ""), language),
        "corrected": versions_shown(question, [said["claim"]] if said else []),
    }
    return show(request, question, "office/log_act.html", context)


def _source(question: Question, number: int) -> Source | None:
    """The source of an act that columns hold, or that it is; None where the record has no ledger."""
    held = question.served.large
    if held is None:
        return None
    sources, claims = made_claims(held, rows_in(held, [number]))
    return sources.get(claims[0].source)


def touched(question: Question, known: KnownLogged, row: int) -> list[tuple[str, str, str]]:
    """The standings that an act bears on: id, kind and with whom."""
    bearing, keys = known.bearing_acts, known.bulk.compiled.keys
    found = []
    for number in np.unique(bearing.key[bearing.act == row])[:MOST].tolist():
        names = [name_of(question.record, name, question.language) for name in keys.names_of(number)]
        kind = question.record.vocabulary.standings[keys.kinds[keys.kind[number]]]
        found.append((keys.key(number).id, kind.label[question.language], " · ".join(names)))
    return found
