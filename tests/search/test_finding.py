"""What a search finds, against a slow search that reads every thing; and as known from day to day."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from legation.publication.search.finding import FOLLOWING, Wanted, find, suggested
from legation.publication.search.index import index_of
from legation.publication.search.thesaurus import matters_asked, matters_in
from legation.publication.search.things import SORTS, Thing, things_of
from legation.publication.search.words import in_one, stems_of, terms_of, words_of
from legation.terms.text import Text
from tests.small_records import day, small_record

WORDS = (
    "tratado",
    "tratados",
    "treaty",
    "límite",
    "limites",
    "chile",
    "perú",
    "peru",
    "paz",
    "peace",
    "de",
    "comercio",
    "1883",
    "frontera",
)
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
    """Whether a thing passes: every word, or another for the same matter, has a stem in one of its texts, and every filter holds."""
    stems, matters = set[str](), set[str]()
    for text in (one.title, *one.text):
        for language in ("en", "es"):
            terms = terms_of(text[language], language)
            stems |= set(terms)
            matters |= {said.matter for said in matters_in(terms, language)}
    return (
        all(stems & set(stems_of(word)) or matters & {one.matter for one in matters_asked([word]).values()} for word in wanted.tokens)
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


def test_other_words_for_a_matter_are_found_after_the_words_themselves() -> None:
    every = [
        Thing("act", "sea", Text("Decree on the adjacent sea", "Decreto sobre el mar adyacente")),
        Thing("act", "domain", Text("Addition to the maritime domain", "Incorporación al dominio marítimo")),
        Thing("act", "land", Text("Domain of the land", "Dominio de la tierra")),
    ]
    index = index_of(every)
    for words in ("maritime domain", "dominio maritimo"):
        assert [every[n].id for n in find(index, Wanted(words)).things][:2] == ["domain", "sea"]
    assert {every[n].id for n in find(index, Wanted("Grau's sea")).things} == {"domain", "sea"}
    law = [*every, Thing("act", "law", Text("Law of the sea", "Derecho del mar"))]
    assert law[int(find(index_of(law), Wanted("UNCLOS")).things[0])].id == "law", "the narrower matter before the wider"
    assert "law" in [law[n].id for n in find(index_of(law), Wanted("200 millas")).things]


def test_words_set_aside_leave_nothing_out_and_go_before() -> None:
    every = [
        Thing("act", "both", Text("Embassy of Peru in Chile", "Embajada del Perú en Chile")),
        Thing("act", "one", Text("Embassy in Chile", "Embajada en Chile")),
        Thing("act", "other", Text("Peru", "Perú")),
    ]
    index, own = index_of(every), frozenset(stems_of("peru"))
    assert [every[n].id for n in find(index, Wanted("Perú Chile", aside=own)).things] == ["both", "one"]
    assert [every[n].id for n in find(index, Wanted("Perú", aside=own)).things] == ["other", "both"], "alone it is looked for"


def test_initials_are_no_small_words_and_may_lose_their_stops() -> None:
    assert Wanted("membership of the UN").tokens == ["membership", "un"]
    assert Wanted("un tratado").tokens == ["tratado"] and Wanted("UN TRATADO").tokens == ["tratado"]
    assert in_one("EE.UU.") == in_one("EE. UU.") == "eeuu" and in_one("U.S.A.") == "usa" and in_one("Lima.") == ""


def test_an_instrument_is_found_by_what_its_acts_are_called_as_known() -> None:
    record = small_record(
        [
            {"act": "a1", "kind": "norm_issued", "date": "1947", "subject": "peru", "instrument": "d781", "title": "Decree", "source": "first"},
            {"act": "a1", "kind": "norm_issued", "date": "1947", "subject": "peru", "instrument": "d781", "title": "Shelf to 200 miles", "source": "second"},
        ],
        sources={"first": "2000", "second": "2010"},
    )  # fmt: skip
    index = index_of(things_of(record))

    def found(known: str) -> list[str]:
        return [index.ids[n] for n in find(index, Wanted("200 miles", sort="instrument", known=day(known))).things]

    assert found("2005-01-01") == [] and found("2015-01-01") == ["d781"]
