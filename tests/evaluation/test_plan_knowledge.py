"""Nothing known later leaks into a plan: leaving out every later source gives the same bytes."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace

import pytest

from legation.evaluation.plans.known import KnownPlan
from legation.evaluation.plans.reading import read_plan
from legation.publication.plan_table import plan_table
from legation.publication.questions import asked
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from tests import bundled
from tests.sizes import size
from tests.small_plans import SOURCES, TREE, activity, small_plan
from tests.small_records import day


def without_later(record: Record, known: int) -> Record:
    """The record as if every source issued after a day had never been."""

    def is_known(source: str) -> bool:
        return record.sources[source].known <= known

    texts = {}
    for name, text in record.evaluation.items():
        if name.startswith("plan/"):
            rows = list(csv.DictReader(io.StringIO(text)))
            target = io.StringIO(newline="")
            writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for row in rows if is_known(row["source"]))
            text = target.getvalue()
        texts[name] = text
    return replace(
        record, evaluation=texts,
        claims=tuple(one for one in record.claims if is_known(one.source)),
        measures=tuple(one for one in record.measures if is_known(one.source)),
    )  # fmt: skip


def answer(record: Record, on: str, known: int) -> str:
    return plan_table(KnownPlan(KnownRecord(record, known), read_plan(record)), asked(on)).to_json()


@pytest.mark.parametrize("known", size(["2022-05-09"], ["2020-12-31", "2022-05-09", "2024-06-27", "2026-12-31"]))
def test_the_demo_as_known_then_is_the_demo_of_then(known: str) -> None:
    demo, day_known = bundled.record("demo"), day(known)
    for on in ("2021-06-30", "2023-12-31"):
        assert answer(demo, on, day_known) == answer(without_later(demo, day_known), on, day_known)


@pytest.mark.parametrize("seed", range(size(30, 60)))
def test_drawn_plans_do_not_leak(seed: int) -> None:
    draw = random.Random(seed)
    sources = list(SOURCES)
    nodes = [
        *({**node, "source": draw.choice(sources)} for node in TREE),
        *(activity(f"ao-{n}", source=draw.choice(sources), parent=draw.choice(["aei-1", "aei-1", ""])) for n in (1, 2, 1)),
    ]
    indicators = [
        {
            "id": f"i-{n}",
            "node": f"ao-{draw.randint(1, 2)}",
            "source": draw.choice(sources),
            "direction": draw.choice(["", "rising"]),
        }
        for n in (1, 2, 2)
    ]
    targets = [
        {"of": f"i-{draw.randint(1, 2)}", "period": str(draw.randint(2020, 2022)), "value": str(draw.randint(0, 9)),
         "kind": draw.choice(["target", "target", "baseline"]), "source": draw.choice(sources)}
        for _ in range(8)
    ]  # fmt: skip
    results = [
        {"indicator": f"i-{draw.randint(1, 2)}", "period": "2021", "as_of": draw.choice(["2021-06-30", "2021-12-31"]),
         "value": str(draw.randint(0, 9)), "source": draw.choice(sources)}
        for _ in range(6)
    ]  # fmt: skip
    budget = [
        {"line": f"l-{draw.randint(1, 3)}", "node": "ao-1", "period": "2021", "as_of": draw.choice(["2021-01-01", "2021-12-31"]),
         "stage": draw.choice(["opening", "modified", "accrued"]), "value": str(draw.randint(0, 99)), "source": draw.choice(sources)}
        for _ in range(8)
    ]  # fmt: skip
    record = small_plan(
        nodes=tuple(nodes), indicators=tuple(indicators), targets=tuple(targets), results=tuple(results), budget=tuple(budget)
    )
    for issued in sorted(set(SOURCES.values())):
        for known in (day(issued), day(issued) - 1):
            left = without_later(record, known)
            if any(text.count("\n") > 1 for text in left.evaluation.values()):
                assert answer(record, "2021-12-31", known) == answer(left, "2021-12-31", known)
