"""Settle what sources dispute: an adjudication names the claims it prefers, who decided, and why; it is a claim too."""

from __future__ import annotations

from collections.abc import Sequence

from legation.record.ledger.entry import Entry
from legation.record.ledger.faults import LedgerError
from legation.record.record import Record
from legation.terms.problems import nearest
from legation.terms.text import Text


def adjudication(record: Record, claim: str, act: str, preferred: Sequence[str], *, title: Text, reason: Text) -> Entry:
    """The entry of an adjudication; who decided is who files and approves the draft that it is sealed with.

    Args:
        claim: id of the new claim; act: the act in dispute; preferred: ids of claims of it; title: in both languages;
        reason: why, in both languages.

    Raises:
        LedgerError: there is no such act; a claim that does not speak of it; no reason.
    """
    about = {one.id: one for one in record.claims if one.act == act}
    if not about:
        acts = {one.act for one in record.claims}
        raise LedgerError("ledger.no_act", value=act, nearest=nearest(act, acts) or "—")
    for one in preferred:
        if one not in about:
            raise LedgerError("ledger.not_of_act", value=one, act=act, known=", ".join(sorted(about)))
    if not preferred or not (reason.en.strip() or reason.es.strip()):
        raise LedgerError("ledger.say_why")
    level = max((about[one].level for one in preferred), key=list(record.vocabulary.levels).index)
    cells = {
        "claim": claim, "act": act, "kind": "adjudication", "value": ";".join(preferred), "level": level,
        "title": title.en, "title_es": title.es, "note": reason.en, "note_es": reason.es,
    }  # fmt: skip
    return Entry("entered", "adjudications", claim, {name: value for name, value in cells.items() if value}, level)
