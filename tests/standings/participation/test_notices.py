"""Notices of a small treaty: what is news, of which instrument, and under which name it is known for ever."""

from __future__ import annotations

import uuid

from legation.record.record import Record
from legation.standings.participation.notices import Notice, notices_of
from tests.small_records import day, small_record

SIGNED = {"act": "s", "kind": "instrument_signed", "date": "2000-05-01", "subject": "peru", "instrument": "pact"}
SOURCES = {"first": "2001-01-01", "second": "2002-01-01", "third": "2003-01-01"}


def record(*rows: dict[str, str], **more: dict[str, str]) -> Record:
    return small_record([{"source": "first", **row} for row in rows], sources=SOURCES, **more)


def told(record: Record, known: str = "2010-01-01", *instruments: str) -> list[tuple[str, str, str]]:
    return [(one.act.id, one.news, one.instrument) for one in notices(record, known, *instruments)]


def notices(record: Record, known: str = "2010-01-01", *instruments: str) -> tuple[Notice, ...]:
    return notices_of(record, instruments or ("pact",), day(known))


def test_an_act_is_news_from_the_day_on_which_its_source_came_out() -> None:
    made = record(SIGNED)
    assert told(made, "2000-12-31") == []
    assert told(made, "2001-01-01") == [("s", "new", "pact")]
    (found,) = notices(made)
    assert (found.known, found.before, len(found.claims)) == (day("2001-01-01"), None, 1)


def test_a_second_source_that_says_the_same_is_no_news() -> None:
    assert told(record(SIGNED, {**SIGNED, "source": "second"})) == [("s", "new", "pact")]


def test_a_day_moved_by_a_later_source_is() -> None:
    made = record(SIGNED, {**SIGNED, "source": "second", "date": "2000-06-01"})
    changed, new = notices(made)
    assert (new.news, changed.news, changed.known) == ("new", "changed", day("2002-01-01"))
    assert changed.before == new.act and changed.act != new.act
    assert changed.id != new.id
    assert [claim.source for claim in changed.claims] == ["second"]


def test_only_what_a_depositary_announces_and_of_the_treaties_asked() -> None:
    listed = {**SIGNED, "act": "l", "kind": "participation_listed"}
    other = {**SIGNED, "act": "o", "instrument": "other"}
    both = {**SIGNED, "act": "b", "instrument": "pact;other"}
    made = record(SIGNED, listed, other, both)
    assert told(made) == [("b", "new", "pact"), ("s", "new", "pact")]
    assert told(made, "2010-01-01", "pact", "other") == [
        ("b", "new", "other"), ("o", "new", "other"), ("b", "new", "pact"), ("s", "new", "pact"),
    ]  # fmt: skip


def test_the_newest_stand_first_and_those_of_one_day_by_what_was_done_last() -> None:
    later = {**SIGNED, "act": "r", "kind": "instrument_ratified", "date": "2000-09-01"}
    known_later = {**SIGNED, "act": "a", "kind": "instrument_adopted", "date": "1999-01-01", "source": "second"}
    assert [name for name, _, _ in told(record(SIGNED, later, known_later))] == ["a", "r", "s"]


def test_a_name_is_a_uuid_of_version_8_of_what_became_known_and_when() -> None:
    (one,) = notices(record(SIGNED))
    (again,) = notices(record(SIGNED, {**SIGNED, "source": "second"}))
    name = uuid.UUID(one.id)
    assert one.id == again.id == name.urn
    assert (name.version, name.variant) == (8, uuid.RFC_4122)
    assert one.id == "urn:uuid:6a9660a0-3aef-8c60-bd61-55f336a64023", "it never changes"


def test_an_act_is_news_of_each_treaty_that_a_source_names_with_it() -> None:
    made = record(SIGNED, {**SIGNED, "source": "second", "instrument": "other"})
    assert ("s", "new", "pact") in told(made)


def test_an_act_that_may_have_been_another_is_announced() -> None:
    made = record(SIGNED, {**SIGNED, "kind": "mission_opened", "object": "chile"})
    assert told(made) == [("s", "new", "pact")]


def test_an_act_taken_back_is_announced_as_what_it_had_been() -> None:
    made = record(SIGNED, {"act": "s", "kind": "retraction", "source": "third"}, versions={"third": "first"})
    gone, new = notices(made)
    assert (new.news, gone.news, gone.known) == ("new", "withdrawn", day("2003-01-01"))
    assert gone.act == gone.before == new.act


def test_names_are_told_apart_by_what_they_are_made_of() -> None:
    names = [notices(record({**SIGNED, "act": name}))[0].id for name in "abcdefgh"]
    assert len(set(names)) == 8
    assert {uuid.UUID(name).variant for name in names} == {uuid.RFC_4122}
    assert [name.split("-")[3] for name in names] == ["974b", "897c", "90f4", "b5c1", "84a3", "a246", "8090", "b745"]
