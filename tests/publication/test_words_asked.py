"""Words as people write them: ids, labels in either language, accents and case forgiven; the nearest of both languages offered."""

from __future__ import annotations

import pytest

import legation
from legation.publication.asked import QuestionError, refuse_backwards, word_among
from legation.publication.exports import table_named
from legation.publication.questions import actor_named
from legation.terms.said_days import day_said
from legation.terms.text import Text, folded
from tests.small_records import day

LABELS = {
    "relations": Text("Relations", "Relaciones"),
    "maritime_boundary": Text("Maritime boundary", "Límite marítimo"),
    "party_to": Text("Party to a treaty", "Parte en un tratado"),
}


@pytest.mark.parametrize(
    "wanted",
    ["maritime_boundary", "maritime-boundary", "MARITIME BOUNDARY", "límite marítimo", "Limite  maritimo", "LÍMITE MARITIMO"],
)
def test_a_word_is_found_however_it_is_written(wanted: str) -> None:
    assert word_among(LABELS, wanted) == "maritime_boundary"


@pytest.mark.parametrize(
    ("wanted", "english", "spanish"),
    [
        ("relacoines", "nearest: relations", "lo más parecido: relations (Relaciones)"),
        ("limite maritmo", "nearest: maritime_boundary", "lo más parecido: maritime_boundary (Límite marítimo)"),
        ("tratado", "nearest: party_to (Party to a treaty)", "lo más parecido: party_to (Parte en un tratado)"),
        ("zzz", "nearest: relations, maritime_boundary, party_to", "lo más parecido: relations"),
    ],
)
def test_the_nearest_is_sought_in_both_languages(wanted: str, english: str, spanish: str) -> None:
    with pytest.raises(QuestionError) as raised:
        word_among(LABELS, wanted)
    assert english in raised.value.message("en") and spanish in raised.value.message("es")


def test_texts_are_compared_without_accents_case_or_signs_between_words() -> None:
    assert folded("  Ratificación_de-un   INSTRUMENTO ") == "ratificacion de un instrumento"


def test_actors_and_tables_answer_to_names_without_accents() -> None:
    record = legation.open("demo").record
    about = record.actors[record.about]
    assert actor_named(record, folded(about.name.es)) == about.id
    assert (table_named("Discrepancias"), table_named("TODO"), table_named("acts")) == ("docket", "all", "acts")
    with pytest.raises(QuestionError, match="there is no table clams; nearest: claims"):
        table_named("clams")


def test_a_span_whose_end_comes_first_is_refused() -> None:
    refuse_backwards("2010", "2010")
    refuse_backwards(None, "1821")
    with pytest.raises(QuestionError, match="2010 is before 2020; write the earlier date in from"):
        refuse_backwards("2020", "2010")


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2021-03-01", "1 March 2021", "1 de marzo de 2021"),
        ("1821-07-28", "28 July 1821", "28 de julio de 1821"),
        ("0999-12-31", "0999-12-31", "0999-12-31"),
    ],
)
def test_a_day_in_a_sentence_is_in_words(text: str, english: str, spanish: str) -> None:
    assert (day_said(day(text), "en"), day_said(day(text), "es")) == (english, spanish)
