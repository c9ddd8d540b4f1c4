"""What readers look for in the record of Peru: queries and questions written before the search was first run, with what they expect."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.archive.opening import Opened, opened
from legation.publication.search.asking import wanted_of
from legation.publication.search.finding import find
from legation.publication.search.things import SORTS
from legation.publication.search.understanding import Grammar, states_of

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def peru() -> Opened:
    return opened("peru")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _found(peru: Opened, grammar: Grammar, words: str) -> list[str]:
    """What the page of the search lists for some words, the first of it first."""
    index = peru.index
    numbers = find(index, wanted_of(peru.record, grammar, words, peru.latest)).things.tolist()
    return [f"{SORTS[index.columns['sort'][number]]}:{index.ids[number]}" for number in numbers]


def test_what_people_type_leads_first_to_what_they_mean(peru: Opened) -> None:
    """The page that answers stands above what is found; both count as the reader sees them."""
    grammar, missed = Grammar(peru.record), []
    for row in _rows("people.csv"):
        asked = grammar.understood(row["question"])
        answer = (
            [] if asked is None else [f"{asked.page}?" + "&".join(f"{name}={said}" for name, said in sorted(asked.asks.items()))]
        )
        top = [*answer, *_found(peru, grammar, row["question"])][: int(row["within"])]
        if row["expected"] not in top:
            missed.append((row["question"], row["expected"], top))
    assert not missed


@pytest.mark.parametrize("file", ["queries.csv", "queries_unseen.csv"])
def test_queries_find_what_is_meant(peru: Opened, file: str) -> None:
    grammar, missed = Grammar(peru.record), []
    for row in _rows(file):
        top = _found(peru, grammar, row["query"])[: int(row["within"])]
        wanted = row["expected"]
        if not (wanted in top or (wanted.endswith(":any") and any(one.startswith(wanted[:-3]) for one in top))):
            missed.append((row["query"], wanted, top))
    assert not missed


def test_questions_lead_to_the_page_that_answers(peru: Opened) -> None:
    grammar = Grammar(peru.record)
    for row in _rows("questions.csv"):
        found = grammar.understood(row["question"])
        asks = dict(part.split("=") for part in row["with"].split("&") if part)
        asks |= {name: row[name] for name in ("on", "known") if row[name]}
        assert found is not None, row["question"]
        assert (found.page, dict(found.asks), " ".join(found.left)) == (row["page"], asks, row["said"]), row["question"]


@pytest.mark.parametrize(
    "words",
    [
        "Chile",
        "tratado de ancón",
        "maritime boundaries",
        "ley 28091",
        "",
        "?",
        "1942",
        "en 1942",
        "tratado de límites con Brasil",
        "representative democracy 2001",
        "democracia representativa",
    ],
)
def test_plain_words_are_no_question(peru: Opened, words: str) -> None:
    assert Grammar(peru.record).understood(words) is None


def test_a_region_means_the_states_that_are_counted_to_it(peru: Opened) -> None:
    asia = states_of(peru.record, "asia")
    assert asia[0] == "asia" and {"china", "japan", "south-korea", "india"} < set(asia) and "chile" not in asia
    assert states_of(peru.record, "chile") == ("chile",)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("¿Se cumplió el lineamiento sobre el mar?", "guideline:maritime-boundaries"),
        ("Was the guideline on the sea followed?", "guideline:maritime-boundaries"),
        ("¿Cuándo entró en vigor el Tratado de 1929?", "instrument:peru-chile-treaty-1929"),
        ("When did the 1929 Treaty begin to bind?", "instrument:peru-chile-treaty-1929"),
        ("What is UNASUR's standing?", "actor:unasur"),
        ("¿Desde cuándo tiene el Perú relaciones diplomáticas con China?", "act:relations-china-1874"),
    ],
)
def test_what_is_only_written_around_a_question_is_not_looked_for(peru: Opened, question: str, first: str) -> None:
    assert _found(peru, Grammar(peru.record), question)[0] == first


def test_what_is_no_question_is_looked_for_as_written(peru: Opened) -> None:
    grammar = Grammar(peru.record)
    for words in ("lista de Asia", "state practice", "países", "qué", "what"):
        assert grammar.looked_for(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "What did the guideline on the 200 miles of sea achieve?",
        "200 miles of sea guideline",
        "sea guideline 200 miles",
        "guideline on the sea of 200 miles",
        "guideline about the 200-mile maritime zone",
        "What came of the guideline on 200 nautical miles?",
        "guideline that defined the 200 miles",
        "What did Peru achieve with the 200 miles at sea?",
        "The guideline about two hundred miles off the coast",
        "¿Qué logró el lineamiento de las 200 millas de mar?",
        "lineamiento sobre el mar de 200 millas",
        "lineamiento de las 200 millas marinas",
        "lineamiento que definió las 200 millas",
        "¿Qué afirman los autores sobre las 200 millas marítimas?",
        "¿Qué consiguió el lineamiento de las 200 millas náuticas de mar?",
        "objetivo 200 millas del mar",
    ],
)
def test_the_200_miles_are_the_same_with_the_sea_named_beside_them(peru: Opened, words: str) -> None:
    asked = peru.grammar.understood(words)
    assert asked is not None and asked.guideline is not None
    assert (asked.asks["id"], asked.asks["objective"]) == ("other-initiatives", "sea")
    assert "maritime-boundaries" in asked.guideline.others


def test_the_guideline_nearest_to_the_most_telling_words_is_named_beside_another(peru: Opened) -> None:
    for words in (
        "guideline on the maritime boundaries and the 200 miles",
        "lineamiento de la frontera marítima y las 200 millas",
    ):
        asked = peru.grammar.understood(words)
        assert asked is not None and asked.guideline is not None
        assert asked.asks["id"] == "maritime-boundaries" and "other-initiatives" in asked.guideline.others
        assert "other-initiatives" in peru.grammar.of_guideline("maritime-boundaries", words).others
