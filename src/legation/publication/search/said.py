"""What is found, in words of one language, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from legation.evaluation.book import Evaluation, read_evaluation
from legation.evaluation.norms.norm import Norm
from legation.evaluation.norms.reading import norms_of
from legation.publication.answer_tables import day_text, title_of
from legation.publication.grounds import Basis, Ref
from legation.publication.search.finding import Found, Wanted, find
from legation.publication.search.in_log import counted_with_log, find_in_log, log_entries
from legation.publication.search.index import UNDATED, Index
from legation.publication.search.things import SORTS
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.acts import Act
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.known_logged import KnownLogged
from legation.terms.messages import say
from legation.terms.said_days import day_said
from legation.terms.text import Text
from legation.terms.vocabulary import Word

FOUND_COLUMNS: Final = ("sort", "id", "title", "kind", "field", "date_from", "date_to", "text")
MOST: Final = 50


@dataclass(frozen=True)
class Hit:
    """One thing found.

    Args:
        number: in the index; sort, id: what it is; title: what it is called; kind: the label of its kind, empty for none;
        field: id of its field; text: what is said of it; act: the act, where it is one.
    """

    number: int
    sort: str
    id: str
    title: Text
    kind: Text
    field: str
    text: Text
    lo: int | None
    hi: int | None
    act: Act | None = None


class Teller:
    """Says what the things in an index are called, from the record as known on a day."""

    def __init__(
        self, index: Index, known: KnownRecord, book: Evaluation | None = None, norms: dict[str, Norm] | None = None
    ) -> None:
        self.index, self.known, self.record = index, known, known.record
        self._book, self._norms = book, norms

    def hits(self, numbers: Sequence[int]) -> list[Hit]:
        """The things of some numbers; an act that is not known on the day is left out."""
        return [hit for number in numbers if (hit := self.hit(number)) is not None]

    def hit(self, number: int) -> Hit | None:
        """One thing; None for an act that is not known on the day."""
        index, columns = self.index, self.index.columns
        sort, name = SORTS[int(columns["sort"][number])], index.ids[number]
        place = int(columns["field"][number])
        dates = [None if (day := int(columns[one][number])) == UNDATED else day for one in ("lo", "hi")]
        act = self.known.acts.get(name) if sort == "act" else None
        if sort == "act" and act is None:
            return None
        title, kind, text = self._said(sort, name, act)
        return Hit(number, sort, name, title, kind, index.fields[place] if place >= 0 else "", text, dates[0], dates[1], act)

    def _said(self, sort: str, name: str, act: Act | None) -> tuple[Text, Text, Text]:
        record, words = self.record, self.record.vocabulary
        nothing = Text("", "")
        if act is not None:
            return _said_of_act(record, act)
        if sort == "actor":
            one = record.actors[name]
            return one.name, words.actors[one.kind].label if one.kind in words.actors else nothing, _either(one.note)
        if sort == "instrument":
            text = record.instruments[name]
            kind = words.instruments[text.kind].label if text.kind in words.instruments else nothing
            return _either(text.title), kind, _either(text.note)
        if sort == "source":
            source = record.sources[name]
            said = f"{'; '.join(source.authors)}: {source.title}" if source.authors else source.title
            return source.called, nothing, Text(said, said)
        if sort == "place":
            return words.places[name].label if name in words.places else Text(name, name), nothing, nothing
        if sort in ("guideline", "indicator"):
            book = self._book or read_evaluation(record)
            self._book = book
            if sort == "guideline":
                return book.guidelines[name].label, nothing, book.guidelines[name].definition
            return book.indicators[name].name, nothing, book.indicators[name].definition
        if sort == "norm":
            self._norms = self._norms or norms_of(record)[0]
            return self._norms[name].label, nothing, self._norms[name].definition
        lists = {"field": words.fields, "kind": words.standings, "act_kind": words.acts}
        word: Word = lists[sort][name]
        return word.label, nothing, word.definition


def _said_of_act(record: Record, act: Act) -> tuple[Text, Text, Text]:
    words = record.vocabulary.acts
    kind = words[act.kind].label if act.kind in words else Text(act.kind, act.kind)
    notes = {language: next((one.note[language] for one in act.used if one.note[language]), "") for language in ("en", "es")}
    return Text(title_of(act, "en"), title_of(act, "es")), kind, Text(notes["en"], notes["es"])


def _either(text: Text) -> Text:
    """A text with each language filled from the other."""
    return Text(text.en or text.es, text.es or text.en)


def search_table(
    known: KnownRecord, index: Index, wanted: Wanted, *, language: str = "en", most: int = MOST, notes: Sequence[str] = ()
) -> Table:
    """What answers to some words, the best first, at most ``most`` rows; the notes say how many there are in all."""
    found = find(index, wanted)
    in_log = find_in_log(known, index, wanted) if isinstance(known, KnownLogged) else None
    if in_log is not None:
        found = counted_with_log(found, in_log)
    hits = Teller(index, known).hits(found.things[:most].tolist())
    entries: list[dict[str, Cell]] = [
        {
            "sort": one.sort, "id": one.id, "title": one.title[language], "kind": one.kind[language] or None,
            "field": one.field or None, "date_from": None if one.lo is None else day_text(one.lo),
            "date_to": None if one.hi is None else day_text(one.hi), "text": one.text[language] or None,
        }
        for one in hits
    ]  # fmt: skip
    total = len(found.things)
    if isinstance(known, KnownLogged) and in_log is not None:
        entries += log_entries(known, in_log.rows[: max(most - total, 0)].tolist(), language)
        total += len(in_log.rows)
    said = (*notes, *found_notes(found, wanted, total, len(entries), language))
    return Table(
        "found", FOUND_COLUMNS, rows_of(FOUND_COLUMNS, entries), said,
        rests_on=tuple(_refs(one) for one in hits) + ((),) * (len(entries) - len(hits)), basis=Basis((known,), (), language),
    )  # fmt: skip


def _refs(hit: Hit) -> tuple[Ref, ...]:
    if hit.act is not None:
        return tuple(("claim", claim.id) for claim in hit.act.used)
    refs: dict[str, Ref] = {"actor": ("actor", hit.id), "instrument": ("instrument", hit.id), "source": ("source", hit.id)}
    return (refs[hit.sort],) if hit.sort in refs else ()


def found_notes(found: Found, wanted: Wanted, total: int, shown: int, language: str) -> tuple[str, ...]:
    """How many answer, as known when, and what was looked for in place of words that nothing has."""
    said = [say("search.total", language, total=total, shown=shown)]
    if found.some:
        said.append(say("search.some", language))
    elif found.lacking:
        said.append(say("search.lacking", language, whole=found.whole))
    for word, near in found.instead.items():
        said.append(say("search.instead" if near else "search.nothing", language, word=word, near=near))
    said.append(say("search.known", language, day=day_said(wanted.known, language)))
    return tuple(said)
