"""What was expected and what became of it: small histories, the list of Peru, and no later knowledge in an earlier answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.cli.opened import Book, opened
from legation.evaluation.check import problems_of
from legation.evaluation.expectations import BECAME, Outcome, outcomes, read_expectations
from legation.publication.asked import asked
from legation.publication.expectation_table import expectations_table
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from tests import bundled
from tests.evaluation.formulas import peru
from tests.small_records import day, small_record

SOURCES = {"book": "2021-02", "later": "2023", "latest": "2025"}
WANTED = {
    "act": "hope", "kind": "expected", "subject": "peru", "object": "chile", "instrument": "pact", "standing": "agreement_in_force",
}  # fmt: skip


def made(*rows: dict[str, str], **given: str) -> Record:
    return small_record([{**WANTED, **given}, *rows], sources=SOURCES)


def became(record: Record, on: str = "2025-12-31", known: str | None = None) -> Outcome:
    view = KnownRecord(record, day(known) if known else None)
    (found,) = outcomes(view, day(on), read_expectations(record)[0])
    return found


def force(date: str, source: str = "later") -> dict[str, str]:
    return {
        "act": "force", "kind": "agreement_entered_into_force", "date": date, "subject": "peru", "object": "chile", "instrument": "pact",
        "source": source,
    }  # fmt: skip


def dates(found: Outcome) -> tuple[str, str]:
    assert found.date is not None
    return iso(found.date.lo), iso(found.date.hi)


def test_what_came_has_its_day_and_the_days_waited() -> None:
    found = became(made(force("2022-03-01")))
    assert (found.became, dates(found), found.since) == ("happened", ("2022-03-01", "2022-03-01"), ("force",))
    # the book came out on some day of February 2021
    assert found.waited is not None and (found.waited.lo, found.waited.hi) == (366, 393)


def test_a_year_alone_leaves_a_year_open() -> None:
    assert dates(became(made(force("2022")))) == ("2022-01-01", "2022-12-31")
    assert became(made(force("2022")), on="2022-06-30").because == "perhaps"


def test_silence_is_not_known() -> None:
    found = became(made())
    assert (found.became, found.date, found.waited, found.because) == ("not_known", None, None, "silent")


def test_steps_towards_it_are_shown_and_do_not_bring_it_about() -> None:
    ratified = {
        "act": "deed",
        "kind": "instrument_ratified",
        "date": "2022",
        "subject": "peru",
        "instrument": "pact",
        "source": "later",
    }
    found = became(made(ratified))
    assert (found.became, found.because, found.since) == ("not_known", "steps", ("deed",))


def test_a_time_that_has_passed_is_said() -> None:
    assert became(made(date="2022"), on="2022-12-30").because == "silent"
    assert became(made(date="2022"), on="2023-01-01").because == "overdue"


def test_a_later_source_that_finds_it_standing_bounds_the_day() -> None:
    seen = {
        "act": "seen",
        "kind": "attestation",
        "subject": "peru",
        "instrument": "pact",
        "standing": "agreement_in_force",
        "source": "later",
    }
    found = became(made(seen))
    assert (found.became, found.because, dates(found)) == ("happened", "attested", ("2021-02-01", "2023-12-31"))
    assert became(made(seen), on="2023-06-30").became == "not_known"


def test_it_may_be_given_up_and_taken_up_again() -> None:
    dropped = {**WANTED, "act": "dropped", "kind": "no_longer_expected", "date": "2022-05-04", "source": "later"}
    found = became(made(dropped))
    assert (found.became, dates(found)) == ("given_up", ("2022-05-04", "2022-05-04"))
    assert became(made(dropped), on="2022-05-03").became == "not_known"
    assert became(made(dropped, force("2024-01-01", "latest"))).became == "happened"
    assert became(made({**dropped, "object": "spain", "instrument": "other"})).became == "not_known"


def test_what_stood_already_is_said_to_have_come_before() -> None:
    found = became(made(force("2019-05-05")))
    assert (found.became, found.because) == ("happened", "before_stated")
    assert found.waited is not None and found.waited.hi < 0


def test_what_ended_before_it_was_expected_is_another_time() -> None:
    rows = [
        {"act": "in", "kind": "joined", "date": "1980", "subject": "peru", "object": "org-a"},
        {"act": "out", "kind": "withdrawal_effective", "date": "1990", "subject": "peru", "object": "org-a"},
    ]
    again = {"act": "back", "kind": "joined", "date": "2022", "subject": "peru", "object": "org-a", "source": "later"}
    hope = {"object": "org-a", "instrument": "", "standing": "membership"}
    assert became(made(*rows, **hope)).became == "not_known"
    assert dates(became(made(*rows, again, **hope))) == ("2022-01-01", "2022-12-31")


def test_before_anybody_expected_it_there_is_nothing() -> None:
    record = made()
    assert outcomes(KnownRecord(record), day("2021-01-31")) == []
    assert outcomes(KnownRecord(record, day("2021-02-27")), day("2025-12-31")) == []


def test_an_entry_names_what_is_only_under_way() -> None:
    talks = {"act": "talks", "kind": "negotiation_engaged", "subject": "org-a", "object": "chile"}
    joined = {"act": "joined", "kind": "joined", "date": "2022", "subject": "chile", "object": "org-a", "source": "later"}
    text = (
        '[chile-in-a]\nlabel = { en = "Chile in A", es = "Chile en A" }\nacts = ["talks"]\nstanding = "membership:chile:org-a"\n'
    )
    record = replace(small_record([talks, joined], sources=SOURCES), evaluation={"expectations.toml": text})
    found = became(record)
    assert (found.expectation.basis, found.became, found.since) == ("under_way", "happened", ("joined",))
    assert problems_of(record) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('acts = ["tolks"]\nstanding = "membership:chile:org-a"', "expectations.unknown_act"),
        ('standing = "membership:chile:org-a"', "indicators.missing"),
        ('acts = ["talks"]', "indicators.missing"),
        ('acts = ["talks"]\nstanding = "membreship:chile:org-a"', "expectations.unknown_standing"),
        ('acts = ["talks"]\nstanding = "membership:chile"', "expectations.roles"),
        ('acts = ["talks"]\nstanding = "membership:chili:org-a"', "indicators.unknown_member"),
        ('acts = ["talks"]\nstanding = "membership:chile:org-a"\nact = "x"', "indicators.unknown_key"),
    ],
)
def test_a_wrong_entry_is_told_and_left_out(line: str, code: str) -> None:
    talks = {"act": "talks", "kind": "negotiation_engaged", "subject": "org-a", "object": "chile"}
    text = f'[chile-in-a]\nlabel = {{ en = "Chile in A", es = "Chile en A" }}\n{line}\n'
    record = replace(small_record([talks]), evaluation={"expectations.toml": text})
    problems = problems_of(record)
    assert [one.code for one in problems] == [code]
    assert all(one.line and one.message(language) for one in problems for language in ("en", "es"))


def test_peru_what_was_expected_in_2021() -> None:
    table = expectations_table(bundled.known("peru"), asked("2026-11-21"))
    found = {str(row["expectation"]): row for row in table}
    # II.2.4 ¶1 of the first document awaits the TPP-11; it bound Peru on 19 September 2021
    assert found["tpp-11-expected"]["became"] == "happened"
    assert found["tpp-11-expected"]["first_day"] == found["tpp-11-expected"]["last_day"] == "2021-09-19"
    # III economic, list about to enter into force; III political ¶2 (Germany); III disaster ¶1; II.2.2 ¶3 (associates)
    silent = {
        "peru-guatemala-fta-expected", "peru-brazil-economic-deepening-agreement-expected", "germany-global-partner-expected",
        "coer-amazonas-expected", "coer-apurimac-expected", "pacific-alliance-associate-australia", "pacific-alliance-associate-canada",
        "pacific-alliance-associate-new-zealand", "pacific-alliance-associate-singapore",
    }  # fmt: skip
    assert all(found[name]["became"] == "not_known" for name in silent)
    assert found["oecd-accession"]["since"] == "oecd-accession-opened;oecd-roadmap-adopted"
    assert {row["became"] for row in found.values()} <= set(BECAME)
    assert all(table.rests_on)


def test_peru_as_known_in_march_2021() -> None:
    march = expectations_table(KnownRecord(peru(), day("2021-03-01")), asked("2021-12-31"))
    assert len(march) == 8 and {row["became"] for row in march} == {"not_known"}
    assert bundled.opened("peru").expectations(known="2021-03-01", on="2021-12-31").rows == march.rows
    text = expectations_table(
        opened(Book("peru", None, None)).known("2021-03-01"), asked("2021-12-31"), language="es", in_words=True
    )
    assert "TPP-11: se espera su entrada en vigor" in text["says"] and "no se sabe" in text["became"]


def _kept(record: Record, known: int) -> Record:
    """The record without the claims and figures that were not yet known."""
    claims = tuple(one for one in record.claims if record.sources[one.source].known <= known)
    return replace(
        record, claims=claims, measures=tuple(one for one in record.measures if record.sources[one.source].known <= known)
    )


@pytest.mark.parametrize("known", ["2021-03-01", "2021-12-31"])
def test_nothing_known_later_leaks_in(known: str) -> None:
    whole = expectations_table(KnownRecord(peru(), day(known)), asked("2022-12-31"))
    rest = expectations_table(KnownRecord(_kept(peru(), day(known)), day(known)), asked("2022-12-31"))
    assert whole.to_json() == rest.to_json()


STEPS = st.sampled_from(["agreement_entered_into_force", "agreement_ended", "no_longer_expected", "instrument_ratified"])
YEARS = st.sampled_from(["2019-01-01", "2021-06-01", "2022", "2023-05-05", "2024"])


@given(
    st.lists(st.tuples(STEPS, YEARS, st.sampled_from(list(SOURCES))), max_size=5), st.sampled_from(["2021-03-01", "2023-12-31"])
)
def test_small_histories_leak_nothing_either(steps: list[tuple[str, str, str]], known: str) -> None:
    rows = [
        {**WANTED, "act": f"s-{number}", "kind": kind, "date": date, "source": source, "standing": WANTED["standing"] * (kind == "no_longer_expected")}
        for number, (kind, date, source) in enumerate(steps)
    ]  # fmt: skip
    record = made(*rows)
    here, there = (outcomes(KnownRecord(one, day(known)), day("2025-12-31")) for one in (record, _kept(record, day(known))))
    assert here == there
    for one in here:
        assert (one.date is None) == (one.became == "not_known") == (one.waited is None)
