"""A search as somebody asks it: words, filters by what people call them, dates in EDTF."""

from __future__ import annotations

from legation.publication.asked import QuestionError, asked, refuse_backwards, word_among, words_said
from legation.publication.questions import actor_named
from legation.publication.search.finding import Wanted
from legation.publication.search.index import Index
from legation.publication.search.question_said import question_said, region_said
from legation.publication.search.said import MOST, search_table
from legation.publication.search.things import SORTS, demonyms_of
from legation.publication.search.understanding import Grammar, states_of
from legation.publication.search.words import stems_of, words_of
from legation.publication.table import Table
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.messages import say
from legation.terms.regions import regions
from legation.terms.text import Text, folded


def search_asked(
    known: KnownRecord, index: Index, grammar: Grammar, words: str, *, what: str | None = None, kind: str | None = None,
    field: str | None = None, actor: str | None = None, first: str | None = None, last: str | None = None, most: int = MOST,
    language: str = "en",
) -> Table:  # fmt: skip
    """What answers to some words and filters, as known; where the words are a question, how it was understood is noted.

    Args:
        grammar: of the same record.

    Raises:
        QuestionError: a filter names nothing of the record, or a date cannot be read.
    """
    record = known.record
    understood = grammar.understood(words)
    notes = [] if understood is None else [say("search.understood", language, said=question_said(record, understood, language))]
    if understood is not None and (region := region_said(record, understood, language)):
        notes.append(region)
    if understood is not None and understood.left:
        notes.append(say("search.left", language, words=", ".join(understood.left)))
    wanted = wanted_of(
        record, grammar, words, known.known, what=what or "", kind=kind or "", field=field or "", actor=actor or "",
        first=first or "", last=last or "",
    )  # fmt: skip
    return search_table(known, index, wanted, language=language, most=most, notes=notes)


def wanted_of(
    record: Record, grammar: Grammar, words: str, known: int, *, what: str = "", kind: str = "", field: str = "",
    actor: str = "", first: str = "", last: str = "", instrument: str = "",
) -> Wanted:  # fmt: skip
    """What is looked for, its filters understood; an empty one asks for nothing.

    Args:
        grammar: of the same record; words: as they were written.

    Raises:
        QuestionError: a filter names nothing of the record, or a date cannot be read.
    """
    refuse_backwards(first, last)
    return Wanted(
        words=grammar.looked_for(words),
        sort=word_among(words_said("search.sort_", SORTS), what, "search.what") if what else "",
        kind=word_among(_kinds(record), kind) if kind else "",
        field=word_among({one.id: one.label for one in record.vocabulary.fields.values()}, field, "search.field")
        if field
        else "",
        actors=actors_of(record, actor) if actor else (),
        instrument=instrument,
        first=asked(first).first if first else None,
        last=asked(last).last if last else None,
        known=known,
        aside=own_words(record) | grammar.aside(words),
    )


def own_words(record: Record) -> frozenset[str]:
    """The stems of single words for the actor whose record it is: nearly everything in it has to do with that one."""
    own = record.actors.get(record.about)
    names = () if own is None else (own.name.en, own.name.es, *own.aliases, *demonyms_of(own))
    return frozenset(stem for name in names if len(words := words_of(name)) == 1 for stem in stems_of(words[0]))


def actors_of(record: Record, wanted: str) -> tuple[str, ...]:
    """The actors that one name means: an actor, or a region and the States in it.

    Raises:
        QuestionError: it names neither.
    """
    try:
        return states_of(record, actor_named(record, wanted))
    except QuestionError:
        meant = folded(wanted)
        for region in regions().values():
            if meant in {folded(name) for name in (region.id, region.label.en, region.label.es, *region.names)}:
                return states_of(record, region.id)
        raise


def _kinds(record: Record) -> dict[str, Text]:
    words = record.vocabulary
    return {one.id: one.label for every in (words.actors, words.instruments, words.acts) for one in every.values()}
