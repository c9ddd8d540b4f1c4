"""Duties, why, the docket and what was expected, over a compiled log: the same as over its acts read as claims, one by one."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest

from legation.evaluation.expectations import outcomes, read_expectations
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Norm
from legation.evaluation.norms.owed import book_of, owed_on
from legation.evaluation.norms.reading import norms_of, read_norms
from legation.evaluation.scorecards.scorecard import Scorer
from legation.record.log import with_log
from legation.standings.asof import KnownRecord
from legation.standings.docket import docket
from legation.standings.known_logged import KnownLogged, latest_of
from legation.standings.reasons import explain
from tests.evaluation.with_a_log import logged
from tests.sizes import size
from tests.small_records import day

KNOWN = size(("",), ("2022-06-01", ""))
KINDS = (
    "instrument_signed", "instrument_ratified", "entered_into_force_for", "participation_ended", "incident", "rule_adopted",
    "stand_taken", "congress_approved",
)  # fmt: skip
NAMES = ("peru", "chile", "bolivia", "ecuador", "united-states", "mre-peru")


@cache
def both(known: str) -> tuple[KnownLogged, KnownRecord]:
    """The record with its log in columns, and act by act."""
    record, bulk, _ = logged(size(300, 1_200))
    seen = day(known) if known else latest_of(record, bulk)
    return KnownLogged(record, seen, bulk), KnownRecord(with_log(record, bulk.log), seen)


def drawn_norm(draw: random.Random, number: int) -> str:
    """A norm of any shape that the language has, over kinds of act that the log and the record both have."""
    before, runs_out = draw.random() < 0.3, False
    trigger = draw.sample(KINDS, draw.choice((1, 1, 2)))
    lines = [
        f"[drawn-{number}]", 'kind = "law"', 'label = { en = "a", es = "b" }', 'definition = { en = "a", es = "b" }',
        'what = { en = "a", es = "b" }', 'claims = ["nmil-004", "law-044"]',
        draw.choice(('from = { date = "1850", source = "novak-namihas-200-years" }', 'from = { claim = "law-042" }')),
        f"trigger = {{ act = {trigger}{drawn_filter(draw)} }}".replace("'", '"'),
        draw.choice(('owes = { actor = ["peru", "mre-peru"] }', 'owes = { actor = "peru" }', 'owes = { role = "object" }')),
        draw.choice(("", 'to = { date = "1995", source = "novak-namihas-200-years" }')),
        draw.choice(("", 'within = "P2Y6M"', 'within = "P90D"', 'within = "P1M"')),
        draw.choice(("", "", 'early = "P3M"')),
        draw.choice(("", 'coverage = "exhaustive"')),
        draw.choice(("", "", 'only_if = { en = "a", es = "b" }')),
    ]  # fmt: skip
    if before:
        lines.append('counted = "before"')
    elif draw.random() < 0.15 and 'within = "P' in lines[10]:
        runs_out = True
        lines.append("runs_out = true")
    if not runs_out:
        lines.append(f"discharged_by = {{ {drawn_deed(draw)} }}".replace("'", '"'))
    if draw.random() < 0.4:
        lines += [f"[[drawn-{number}.except]]", 'label = { en = "a", es = "b" }']
        lines += [one.replace("'", '"') for one in drawn_deed(draw).split(", ;")]
    return "\n".join(lines) + "\n"


def drawn_filter(draw: random.Random) -> str:
    return draw.choice((
        "", "", ", subject = 'peru'", f", object = {draw.sample(NAMES, 2)}", ", parties = ['peru', 'chile']",
        ", not = { subject = 'peru' }", ", instrument_kind = 'treaty'", ", person = 'nobody'",
    ))  # fmt: skip


def drawn_deed(draw: random.Random) -> str:
    same = draw.choice((["instrument"], ["instrument"], ["subject", "object"], ["subject", "instrument"], ["person"], []))
    kinds = draw.sample(KINDS, draw.choice((1, 2, 3)))
    return f"act = {kinds}" + (f", ;same = {same}" if same else "")


def norms_drawn(seed: int, count: int) -> list[Norm]:
    draw, found = random.Random(seed), []
    for number in range(count):
        problems: list[object] = []
        found += read_norms("norms/drawn.toml", drawn_norm(draw, number).replace(", ;", ", "), problems)  # type: ignore[arg-type]
    return found


@pytest.mark.long
@pytest.mark.parametrize("known", KNOWN)
def test_the_duties_of_peru(known: str) -> None:
    fast, slow = both(known)
    norms = norms_of(fast.record)[0].values()
    book = book_of(fast)
    for on in map(day, ("1994-05-02", "2021-07-28")):
        wanted, found = owed_on(Book(slow), norms, on).listed(), owed_on(book, norms, on)
        assert found.listed() == wanted and len(found) == len(wanted)
        assert found.counts() == +Counter(one.status for one in wanted)
        open_ones = [one for one in wanted if one.status == "due" or "due" in one.may_be]
        assert found.listed(("due",), or_perhaps=True) == open_ones


@pytest.mark.parametrize("known", KNOWN)
def test_the_duties_of_drawn_norms(known: str) -> None:
    fast, slow = both(known)
    norms, book = norms_drawn(1821, size(12, 60)), book_of(fast)
    assert len(norms) > size(8, 45)
    seen: Counter[str] = Counter()
    for norm in norms:
        on = day(("1990-01-01", "2021-07-28")[len(norm.id) % 2])
        wanted, found = owed_on(Book(slow), [norm], on).listed(), owed_on(book, [norm], on)
        assert found.counts() == +Counter(one.status for one in wanted), norm
        assert found.listed() == wanted, norm
        seen += found.counts()
    assert len(seen) >= size(3, 5)


@pytest.mark.parametrize("known", KNOWN)
def test_why_of_standings_that_a_log_brings_about(known: str) -> None:
    fast, slow = both(known)
    assert set(fast.keys) == set(slow.keys)
    keys = [key for key in sorted(slow.keys) if len(fast.behind([key]))]
    kinds: dict[str, list[object]] = {}
    for key in random.Random(1).sample(keys, len(keys)):
        if len(kinds.setdefault(key.kind, [])) < size(1, 3) and len(kinds) <= size(4, 50):
            kinds[key.kind].append(key)
            assert fast.find(key.id) == key
            assert explain(fast.apart(key), key, day("1990-01-01")) == explain(slow, key, day("1990-01-01"))
    assert len(kinds) > 2 and fast.find("relations:peru:nowhere") is None


@pytest.mark.parametrize("known", KNOWN)
def test_the_docket_and_what_was_expected(known: str) -> None:
    fast, slow = both(known)
    assert docket(fast.written) == docket(slow)
    entries = read_expectations(fast.record)[0]
    assert outcomes(fast, fast.known, entries) == outcomes(slow, fast.known, entries)


@pytest.mark.long
def test_criteria_count_the_duties_of_a_log() -> None:
    fast, slow = both("")
    _, _, evaluation = logged(size(300, 1_200))
    on = day("2021-07-28")
    found, wanted = (Scorer(evaluation, one).cards("guideline", on) for one in (fast, slow))
    said = [
        [(card.id, one.criterion.id, one.spoken) for one in card.criteria if one.criterion.id == "coherence"] for card in found
    ]
    assert any(spoken for card in said for *_, spoken in card)
    for one, other in zip(found, wanted, strict=True):
        mine, theirs = ({of.criterion.id: of.spoken for of in card.criteria}["coherence"] for card in (one, other))
        assert [(of.reading, of.value.lo, of.value.hi, of.count) for of in mine] == [
            (of.reading, of.value.lo, of.value.hi, of.count) for of in theirs
        ]
