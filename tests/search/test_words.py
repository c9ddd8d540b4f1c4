"""Words as a search compares them."""

from __future__ import annotations

import pytest

from legation.publication.search.words import marked, snippet, stems_of, words_of


def _meets(one: str, other: str) -> bool:
    return bool(set(stems_of(words_of(one)[0])) & set(stems_of(words_of(other)[0])))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("diplomatico", "diplomáticas"), ("tratado", "tratados"), ("treaty", "treaties"), ("ratificación", "ratificaron"),
        ("ratified", "ratification"), ("signing", "signed"), ("misión", "misiones"), ("limites", "límite"), ("leyes", "ley"),
        ("agreements", "Agreement"), ("niño", "nino"), ("children", "child"), ("boundary", "boundaries"), ("embajador", "EMBAJADORES"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert _meets(one, other)


@pytest.mark.parametrize(("one", "other"), [("chile", "china"), ("guerra", "guía"), ("war", "ward"), ("28091", "28090")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert not _meets(one, other)


def test_what_was_looked_for_is_marked() -> None:
    pieces = marked("Relaciones diplomáticas con Chile", frozenset(stems_of("diplomatico")))
    assert pieces == [("Relaciones ", False), ("diplomáticas", True), (" con Chile", False)]


def test_a_snippet_holds_the_words_and_loses_nothing_of_a_short_text() -> None:
    long = "nada " * 60 + "el tratado de límites " + "nada " * 60
    pieces = snippet(long, frozenset(stems_of("tratados")))
    said = "".join(text for text, _ in pieces)
    assert ("tratado", True) in pieces and len(said) < 220 and said.startswith("… ") and said.endswith(" …")
    assert "".join(text for text, _ in snippet("Treaty of Ancón", frozenset())) == "Treaty of Ancón"
