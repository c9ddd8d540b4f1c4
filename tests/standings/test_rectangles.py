"""Rectangles against the definition: small random records, both clocks, every placement of every uncertain day replayed."""

from __future__ import annotations

from hypothesis import given

from legation.standings.answers import ANSWERS, REASONS, Verdict
from legation.standings.asof import KnownRecord
from legation.standings.compiling import compiled, compiled_whole
from legation.standings.history import Key
from legation.standings.known_compiled import KnownCompiled
from legation.standings.rectangles import code_of, verdict_of
from legation.standings.verdicts import weakest
from tests import bundled
from tests.small_records import day
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_histories import TURNS, History, days_to_ask, told_history

Asked = tuple[History, list[int], int]


def asked_history(choose: Choices) -> Asked:
    """A history told by several sources, days to ask about, and a day on which the answer is known."""
    history = told_history(choose)
    return history, days_to_ask(choose, history), choose.among(TURNS)


ANSWERS_OF = {
    "certain": {"yes", "presumed"},
    "possible": {"possible"},
    "silent": {"no", "unknown"},
    "standing": {"yes", "presumed", "possible"},
}


@many(4)
@given(drawn(asked_history))
def test_lists_agree_with_single_answers(asked: Asked) -> None:
    record, days, turn = asked[0].record, *asked[1:]
    view, made = KnownRecord(record, turn), compiled(record)
    for on in days:
        for which, answers in ANSWERS_OF.items():
            keys, codes = made.asof(on, turn, which=which)
            listed = {made.keys.key(key): verdict_of(code) for key, code in zip(keys.tolist(), codes.tolist(), strict=True)}
            assert listed == {key: verdict for key in view.histories if (verdict := view.verdict(key, on)).answer in answers}
            for name, text in enumerate(made.keys.names):
                mine, _ = made.asof(on, turn, name=name, which=which)
                assert sorted(mine.tolist()) == [key for key in sorted(keys.tolist()) if text in made.keys.names_of(key)]
    first, last = min(days), max(days)
    for name in (None, *range(len(made.keys.names))):
        said = made.during(first, last, turn, name=name)
        heard: dict[Key, list[Verdict]] = {}
        for number, code in zip(said.key.tolist(), said.verdict.tolist(), strict=True):
            heard.setdefault(made.keys.key(number), []).append(verdict_of(code))
        assert {key: weakest(verdicts) for key, verdicts in heard.items()} == {
            key: view.verdict(key, first, last)
            for key, history in view.histories.items()
            if name is None or made.keys.names[name] in history.names
        }


@many(4)
@given(drawn(asked_history))
def test_whole_answers_agree_with_those_of_the_rules(asked: Asked) -> None:
    record, days, turn = asked[0].record, *asked[1:]
    made, borne = compiled_whole(record)
    by_rules, by_rectangles = KnownRecord(record, turn), KnownCompiled(record, turn, made, lambda: borne)
    assert list(by_rectangles.keys) == list(by_rules.keys)
    for key in by_rules.keys:
        assert (by_rectangles.spells(key), by_rectangles.bearing(key)) == (by_rules.spells(key), by_rules.bearing(key))
    for on in days:
        assert by_rectangles.asof(on, every=True) == by_rules.asof(on, every=True)
        assert by_rectangles.asof(on, on + 400, every=True) == by_rules.asof(on, on + 400, every=True)


def test_the_record_of_peru_answers_the_same_from_rectangles() -> None:
    record = bundled.record("peru", "documents")
    made = compiled(record)
    known = {made.keys.key(number): number for number in range(len(made.keys))}
    for turn in (day("2015-01-01"), day("2019-12-31"), day("2022-01-01")):
        view = KnownRecord(record, turn)
        for key in view.histories:
            for asked in range(day("1821-01-01"), day("2022-06-01"), 4999):
                assert made.verdict(known[key], asked, known=turn) == view.verdict(key, asked), key.id
            assert made.verdict(known[key], day("1879-01-01"), day("1883-12-31"), turn) == view.verdict(
                key, day("1879-01-01"), day("1883-12-31")
            )


def test_every_verdict_keeps_its_answer_reason_and_suspension() -> None:
    for answer in ANSWERS:
        for reason in REASONS:
            for suspended in ANSWERS:
                one = Verdict(answer, reason, suspended)
                assert verdict_of(code_of(one)) == one
