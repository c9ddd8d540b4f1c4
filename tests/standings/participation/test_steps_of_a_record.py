"""What the acts of a record are in the law of treaties: who did them, towards whom, on which days, and what they prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from legation.record.acts import FOREVER, Days
from legation.standings.asof import KnownRecord
from legation.standings.participation.articles import PERU_BOUND
from legation.standings.participation.from_record import Treaties
from legation.standings.participation.treaty import Step
from tests.small_records import day, small_record

LIVES = {
    "chile": ("1810-09", "1999-12"),
    "bolivia": ("1825-08-06", ""),
    "ecuador": ("[..1830-05-13]", ""),
    "spain": ("[1479..]", "2001-06-30"),
}


def treaties(
    *rows: dict[str, str], clauses: str = "", actors: Mapping[str, dict[str, Any]] | None = None, without: str = ""
) -> Treaties:
    record = small_record([{"subject": "peru", "instrument": "pact", "date": "2000-01-01", **row} for row in rows], lives=LIVES)
    instruments = {name: replace(one, final_clauses=clauses) for name, one in record.instruments.items()}
    changed = {name: replace(one, **(actors or {}).get(name, {})) for name, one in record.actors.items() if name not in without}
    return Treaties(KnownRecord(replace(record, instruments=instruments, actors=changed)))


def steps(*rows: dict[str, str], **more: Any) -> tuple[Step, ...]:
    """The steps of the pact, without the ends of States that are no more."""
    return tuple(step for step in treaties(*rows, **more).of("pact").steps if step.kind != "state_extinguished")


def on(first: str, last: str | None = None) -> Days:
    return Days(day(first), day(last or first))


DAY = on("2000-01-01")


def test_a_state_named_as_object_signed_too_and_nobody_twice() -> None:
    row = {"act": "s", "kind": "agreement_signed", "subject": "peru", "object": "bolivia;peru;org-a"}
    assert steps(row, actors={"org-a": {"kind": "organisation"}}) == (
        Step("s", "instrument_signed", DAY, "peru"), Step("s", "instrument_signed", DAY, "bolivia"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "by", "when", "since"),
    [
        ("agreement_signed", "peru", ("1995-05", "2002"), day("1995-05-01")),
        ("agreement_signed", "peru", ("2000-01-01", "2002"), day("2000-01-01")),
        ("agreement_signed", "peru", ("2001-01-01", "2002"), -FOREVER),
        ("agreement_signed", "peru", ("1995-05", ""), day("1995-05-01")),
        ("agreement_signed", "peru", ("",), -FOREVER),
        ("agreement_signed", "chile", ("1995-05", "2002"), -FOREVER),
        ("instrument_ratified", "peru", ("1995-05", "2002"), -FOREVER),
    ],
)
def test_what_attests_a_treaty_in_force_does_not_say_that_it_was_before_it_was_signed(
    kind: str, by: str, when: tuple[str, ...], since: int
) -> None:
    """Signed by Peru itself, on a known day, and not later than the attestation: else nothing bounds it from below."""
    found = steps(
        *({"act": f"s{at}", "kind": kind, "subject": by, "date": date} for at, date in enumerate(when)),
        {"act": "a", "kind": "attestation", "standing": "agreement_in_force", "date": "2000-01-01"},
    )
    assert [step.days for step in found if step.kind == "entered_into_force_for"] == [Days(since, day("2000-01-01"))]


@pytest.mark.parametrize(
    ("kind", "object", "towards"),
    [
        ("operation_suspended", "bolivia", "bolivia"), ("operation_resumed", "bolivia;chile", "bolivia"),
        ("operation_suspended", "", ""), ("instrument_ratified", "bolivia", ""),
    ],
)  # fmt: skip
def test_only_some_acts_are_towards_someone(kind: str, object: str, towards: str) -> None:
    assert steps({"act": "a", "kind": kind, "object": object}) == (Step("a", kind, DAY, "peru", towards),)


@pytest.mark.parametrize(
    ("who", "effect"),
    [
        ("bolivia", on("1825-08-06")),
        ("chile", on("1810-09-01", "1810-09-30")),
        ("ecuador", None),
        ("spain", None),
        ("peru", None),
    ],
)
@pytest.mark.parametrize("kind", ["succession_notified", "signature_succeeded"])
def test_a_succession_takes_effect_when_the_successor_began(kind: str, who: str, effect: Days | None) -> None:
    assert steps({"act": "a", "kind": kind, "subject": who, "object": "old-state"}) == (
        Step("a", kind, DAY, who, "old-state", effect),
    )
    assert steps({"act": "a", "kind": "instrument_acceded", "subject": who}) == (Step("a", "instrument_acceded", DAY, who),)


def test_who_is_no_actor_of_the_record_did_an_act_of_the_whole() -> None:
    found = steps({"act": "a", "kind": "succession_notified", "subject": "bolivia", "object": "old-state"}, without="bolivia")
    assert found == (Step("a", "succession_notified", DAY, "", "old-state"),)


def test_an_act_answers_the_first_that_it_comes_after_and_speaks_of_its_places() -> None:
    first = {"act": "a", "kind": "territory_extended", "place": "Isla Otra"}
    second = {"act": "b", "kind": "instrument_ratified", "after": "a"}
    assert steps(first, second) == (
        Step("a", "territory_extended", DAY, "peru", place="Isla Otra"), Step("b", "instrument_ratified", DAY, "peru", concerns="a"),
    )  # fmt: skip


def test_what_bears_on_no_treaty_is_no_step() -> None:
    assert steps({"act": "a", "kind": "instrument_signed"}, {"act": "b", "kind": "mission_opened", "object": "chile"}) == (
        Step("a", "instrument_signed", DAY, "peru"),
    )  # fmt: skip


@pytest.mark.parametrize("standing", ["agreement_in_force", "party_to"])
def test_an_attestation_proves_that_it_had_entered_into_force(standing: str) -> None:
    row = {"act": "a", "kind": "attestation", "standing": standing}
    assert steps(row) == (Step("a", "entered_into_force_for", Days(-FOREVER, day("2000-01-01")), "peru"),)
    assert steps({**row, "value": "3"}) == (), "how many there were says nothing of whose"
    assert steps({**row, "standing": "relations", "object": "chile"}) == ()


def test_what_ended_had_been_in_force_for_whom_it_ended() -> None:
    signed = {"act": "s", "kind": "instrument_signed", "date": "1990-01-01"}
    adopted = {"act": "o", "kind": "instrument_adopted", "subject": "", "date": "1980-01-01"}
    ended = {"act": "e", "kind": "participation_ended", "date": "2000-01-01/2000-01-31"}
    ended = {**ended, "date": "2000-01"}
    implied = Step("e", "entered_into_force_for", on("1990-01-01", "2000-01-30"), "peru")
    assert implied in steps(signed, ended)
    assert replace(implied, days=on("1980-01-01", "2000-01-30")) in steps(adopted, signed, ended)
    assert replace(implied, days=Days(-FOREVER, day("2000-01-30"))) in steps(ended)
    assert implied not in steps(signed, ended, clauses="complete = true; minimum = 2")
    for kind in ("instrument_ratified", "agreement_entered_into_force"):
        own, other = ({"act": who, "kind": kind, "date": "1995-01-01", "subject": who} for who in ("peru", "bolivia"))
        assert [step for step in steps(signed, own, ended) if step.id == "e"] == [
            Step("e", "participation_ended", on("2000-01-01", "2000-01-31"), "peru")
        ]
        assert implied in steps(signed, other, ended), "that another had joined says nothing of it"


def test_what_is_signed_on_the_very_day_of_the_end_had_been_in_force_before() -> None:
    signed = {"act": "s", "kind": "instrument_signed", "date": "2000-01-01"}
    ended = {"act": "e", "kind": "participation_ended", "date": "2000-01-01"}
    assert Step("e", "entered_into_force_for", on("1999-12-31"), "peru") in steps(signed, ended)


def test_a_treaty_that_was_ended_had_been_in_force() -> None:
    signed = {"act": "s", "kind": "instrument_signed", "date": "1990-01-01"}
    ended = {"act": "e", "kind": "instrument_terminated", "subject": "", "date": "2000-01-01"}
    implied = Step("e", "entered_into_force", on("1990-01-01", "1999-12-31"))
    assert [step for step in steps(signed, ended) if step.id == "e"] == [implied, Step("e", "instrument_terminated", DAY)]
    for kind, subject in (("entered_into_force", ""), ("entered_into_force_for", "bolivia")):
        stated = {"act": "f", "kind": kind, "subject": subject, "date": "1995-01-01"}
        assert implied not in steps(signed, stated, ended)
    assert steps(signed) == (Step("s", "instrument_signed", on("1990-01-01"), "peru"),)


def test_a_state_is_no_more_from_the_day_after_its_last() -> None:
    rows = [{"act": who, "kind": "instrument_signed", "subject": who, "date": "1990-01-01"} for who in ("chile", "peru", "spain")]
    gone = [step for step in treaties(*rows).of("pact").steps if step.kind == "state_extinguished"]
    assert gone == [
        Step("actor:chile", "state_extinguished", on("1999-12-02", "2000-01-01"), "chile"),
        Step("actor:spain", "state_extinguished", on("2001-07-01"), "spain"),
    ]  # fmt: skip


def test_the_treaties_with_which_someone_is_named() -> None:
    found = treaties(
        {"kind": "instrument_signed", "object": "bolivia"},
        {"kind": "agreement_signed", "instrument": "bond", "object": "chile"},
        {"kind": "mission_opened", "instrument": "bond", "object": "bolivia"},
        {"kind": "attestation", "standing": "party_to", "subject": "ecuador", "instrument": "league"},
        {"kind": "attestation", "standing": "party_to", "subject": "spain", "value": "3", "instrument": "league"},
        {"kind": "attestation", "standing": "relations", "subject": "spain", "object": "chile", "instrument": "league"},
    )
    named = {who: found.named_with(who) for who in ("peru", "bolivia", "chile", "ecuador", "spain", "org-a")}
    assert named == {
        "peru": ("bond", "pact"),
        "bolivia": ("pact",),
        "chile": ("bond",),
        "ecuador": ("league",),
        "spain": (),
        "org-a": (),
    }
    assert [act.kind for act in found.acts_of("bond")] == ["agreement_signed", "mission_opened"]
    assert found.acts_of("no-such-text") == ()


def test_one_of_two_rival_accounts_is_enough_to_name_and_both_dispute() -> None:
    found = treaties(
        {"act": "x", "claim": "c-1", "kind": "instrument_signed", "object": "bolivia"},
        {"act": "x", "claim": "c-2", "kind": "mission_opened", "object": "chile"},
        {"act": "y", "kind": "instrument_ratified", "subject": "spain"},
    )
    assert found.disputed("pact") == {"peru", "bolivia", "chile"}
    assert found.named_with("peru") == found.named_with("bolivia") == ("pact",)
    assert found.named_with("chile") == ()


def test_the_convention_binds_by_code_of_country_whenever_it_was_given() -> None:
    bound = {
        "peru": {"codes": (("cow", "135"), ("iso3166", "PER@1821-07-28/.."))},
        "chile": {"codes": (("iso3166", "CHL"), ("cow", "PER"))},
    }
    assert treaties({"kind": "instrument_signed"}, actors=bound).of("pact").convention == {"peru": PERU_BOUND}
