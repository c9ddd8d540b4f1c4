"""The vocabulary of a record as a table: what may be asked about, what each word means, and how often the record uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from legation.publication.grounds import Basis
from legation.publication.questions import QuestionError
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.observations import observations_of
from legation.standings.asof import KnownRecord
from legation.terms.vocabulary import FILES, Word

WORD_COLUMNS: Final = (
    "list", "word", "label", "label_es", "definition", "definition_es", "authority", "beginnings", "endings", "used",
)  # fmt: skip


def words_table(known: KnownRecord, of: str | None = None, language: str = "en") -> Table:
    """The words of one list (``standings``, ``acts``, ``actors``, ``measures`` …) or of all: label, definition, authority.

    For kinds of standing, ``beginnings`` and ``endings`` say how much of each the record claims to know. ``used`` counts the
    standings, acts, actors, instruments or observations of the kind.

    Raises:
        QuestionError: there is no such list.
    """
    if of is not None and of not in FILES:
        raise QuestionError("reading.list", value=of, known=", ".join(FILES))
    used = _used(known)
    entries = []
    for name in FILES if of is None else (of,):
        words: Mapping[str, Word] = getattr(known.record.vocabulary, name)
        for word in words.values():
            entry: dict[str, Cell] = {
                "list": name, "word": word.id, "label": word.label.en, "label_es": word.label.es,
                "definition": word.definition.en or None, "definition_es": word.definition.es or None,
                "authority": word.source or None, "used": used[name][word.id] if name in used else None,
            }  # fmt: skip
            if name == "standings":
                coverage = known.record.coverage[word.id]
                entry |= {"beginnings": coverage.beginnings.extent, "endings": coverage.endings.extent}
            entries.append(entry)
    return Table("words", WORD_COLUMNS, rows_of(WORD_COLUMNS, entries), basis=Basis((known,), (), language))


def _used(known: KnownRecord) -> dict[str, Counter[str]]:
    record = known.record
    return {
        "acts": Counter(kind for act in known.acts.values() for kind in {variant.kind for variant in act.variants}),
        "standings": Counter(key.kind for key in known.keys),
        "actors": Counter(actor.kind for actor in record.actors.values()),
        "instruments": Counter(instrument.kind for instrument in record.instruments.values()),
        "measures": Counter(one.series for one in observations_of(record, known.known, known.level)),
    }
