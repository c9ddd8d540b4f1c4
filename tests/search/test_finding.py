"""What a search finds, against a slow search that reads every thing; and as known from day to day."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from legation.publication.search.finding import FOLLOWING, Wanted, find, suggested
from legation.publication.search.index import index_of
from legation.publication.search.things import SORTS, Thing, things_of
from legation.publication.search.words import stems_of, terms_of, words_of
from legation.terms.text import Text
from tests.small_records import day, small_record

WORDS = ("tratado", "tratados", "treaty", "límite", "limites", "chile", "perú", "peru", "paz", "peace", "de", "comercio", "1883")
texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@st.composite
def things(draw: st.DrawFn) -> list[Thing]:
    """A few things, in order of sort as a record gives them."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        known = draw(st.integers(0, 4))
        lo = draw(st.none() | st.integers(0, 9))
        found.append(
            Thing(
                draw(st.sampled_from(SORTS)), f"t{number}", Text(draw(texts), draw(texts)), draw(st.sampled_from(("", "k", "l"))),
                draw(st.sampled_from(("", "f"))), text=(Text(draw(texts), draw(texts)),), known_from=known,
                known_to=known + draw(st.integers(1, 3)), lo=lo, hi=None if lo is None else lo + draw(st.integers(0, 3)),
                actors=tuple(draw(st.sets(st.sampled_from("abc")))),
            )
        )  # fmt: skip
    return found


def _answers(one: Thing, wanted: Wanted) -> bool:
    """Whether a thing passes: every word has a stem among those of one of its texts, and every filter holds."""
    said = (one.title, *one.text)
    stems = {stem for text in said for language in ("en", "es") for stem in terms_of(text[language], language)}
    return (
        all(stems & set(stems_of(word)) for word in wanted.tokens)
        and one.known_from <= wanted.known < one.known_to
        and wanted.sort in ("", one.sort) and wanted.kind in ("", one.kind) and wanted.field in ("", one.field)
        and (not wanted.actors or bool(set(wanted.actors) & set(one.actors)))
        and (not wanted.is_dated or one.lo is not None)
        and (wanted.first is None or (one.hi is not None and one.hi >= wanted.first))
        and (wanted.last is None or (one.lo is not None and one.lo <= wanted.last))
    )  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(things(), st.data())
def test_what_is_found_is_what_a_slow_search_finds(every: list[Thing], data: st.DataObject) -> None:
    wanted = Wanted(
        data.draw(texts), data.draw(st.sampled_from(("", *SORTS[:3]))), data.draw(st.sampled_from(("", "k"))),
        data.draw(st.sampled_from(("", "f"))), data.draw(st.sampled_from(((), ("a",), ("a", "b")))),
        first=data.draw(st.none() | st.integers(0, 9)), last=data.draw(st.none() | st.integers(0, 9)), known=data.draw(st.integers(0, 6)),
    )  # fmt: skip
    found = find(index_of(every), wanted)
    if found.some or found.instead:
        return
    numbers = found.things[: found.whole].tolist()
    assert not set(found.things[found.whole :].tolist()) & set(numbers) and found.lacking <= FOLLOWING
    assert sorted(numbers) == [number for number, one in enumerate(every) if _answers(one, wanted)]
    assert len(set(numbers)) == len(numbers)


def test_a_whole_name_goes_first_and_every_word_narrows() -> None:
    every = [
        Thing("instrument", "other", Text("Treaty of peace with Chile and of trade", "Tratado de paz con Chile y de comercio")),
        Thing("instrument", "ancon", Text("Treaty of Ancón (1883)", "Tratado de Ancón (1883)")),
        Thing("act", "signed", Text("Treaty of Ancón signed", "Firma del Tratado de Ancón")),
    ]
    index = index_of(every)
    assert [every[n].id for n in find(index, Wanted("tratado de ancon")).things] == ["ancon", "signed", "other"]
    assert len(find(index, Wanted("tratado")).things) == 3
    few = find(index, Wanted("tratado chile"))
    assert few.whole == 1 and few.lacking == 2 and every[int(few.things[0])].id == "other", "those that lack a word come after"
    assert len(find(index, Wanted("tratado chile", sort="act")).things) == 1
    missed = find(index, Wanted("tratado marte"))
    assert missed.instead == {"marte": ""} and missed.some and len(missed.things) == 3
    near = find(index, Wanted("tratdo de ancon"))
    assert near.instead == {"tratdo": "tratado"} and every[int(near.things[0])].id == "ancon"
    assert [every[n].id for n in suggested(index, "tratado de a", 0)] == ["ancon"]


def test_a_title_that_lists_its_parties_is_called_by_none_of_them() -> None:
    listed = "Treaty between Brazil, Chile, Denmark, Spain, France and Belgium for the redemption of a toll"
    every = [
        Thing("instrument", "toll", Text(listed, listed)),
        Thing("instrument", "trade", Text("Treaty of trade with Chile", "Tratado de comercio con Chile")),
    ]
    assert [every[n].id for n in find(index_of(every), Wanted("chile")).things] == ["trade", "toll"]


def test_an_act_is_found_as_known() -> None:
    """Known in 2000 with one word, in 2010 with another, taken back in 2020."""
    record = small_record(
        [
            {"act": "a1", "kind": "incident", "date": "1850", "subject": "peru", "object": "spain", "title": "Bombardment", "source": "first"},
            {"act": "a1", "kind": "incident", "date": "1850", "subject": "peru", "object": "spain", "title": "Bombardment", "note": "corvette", "note_es": "corbeta", "source": "second"},
            {"act": "a1", "kind": "retraction", "source": "third"},
        ],
        sources={"first": "2000", "second": "2010", "third": "2020"}, versions={"second": "first", "third": "second"},
    )  # fmt: skip
    index = index_of(things_of(record))

    def acts(words: str, known: str) -> int:
        return find(index, Wanted(words, sort="act", known=day(known))).things.size

    assert [acts("bombardment", year) for year in ("1999-01-01", "2005-01-01", "2015-01-01", "2021-01-01")] == [0, 1, 1, 0]
    assert [acts("corvette", year) for year in ("2005-01-01", "2015-01-01", "2021-01-01")] == [0, 1, 0]


def test_words_of_initials() -> None:
    assert words_of("EE.UU. y Perú-Chile") == ["ee", "uu", "y", "peru", "chile"]
