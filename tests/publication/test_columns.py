"""Every column of every table has a type, a title and a definition in both languages."""

from __future__ import annotations

from functools import cache

from legation.cli.commands.clauses import _SHOWN as CLAUSES
from legation.cli.commands.road import _ALL as ROADS
from legation.cli.commands.road import _ONE as ROAD
from legation.publication.columns import column_of, forms
from legation.publication.evaluation_exports import TABLES as EVALUATED
from legation.publication.evaluation_exports import EvaluationExports
from legation.publication.evaluation_tables import SAID_ASSERTION, SAID_READING
from legation.publication.expectation_table import SAID
from legation.publication.exports import TABLES
from legation.publication.questions import default_on
from legation.publication.scorecard_tables import SAID_CARD, SAID_CRITERION, SAID_LINE
from legation.publication.table import Table
from legation.terms.vocabulary import FILES, Text
from tests import bundled

TYPES = {"text", "list", "edtf", "day", "integer", "number"}


@cache
def tables() -> list[Table]:
    peru = bundled.opened("peru", "documents")
    on = peru.asof("1942-02-01")
    evaluated = EvaluationExports(peru.as_known(), default_on(peru.record))
    return [
        *(evaluated.table(name) if name in EVALUATED else peru.export(name) for name in TABLES),
        on.why("boundary_settled:peru:ecuador"),
        peru.diff(first="1900", last="1950"),
        peru.counts("membership", first="2000", last="2001"),
        on.standings().sources,
    ]


def test_no_column_lacks_its_words() -> None:
    for table in tables():
        assert table.name in forms(), table.name
        for name in table.columns:
            assert column_of(table.name, name) is not None, f"{table.name}.{name}"
        assert set(forms()[table.name].key) <= set(table.columns)


def texts() -> list[tuple[str, Text]]:
    found = []
    for form in forms().values():
        found += [(form.name, form.title), (form.name, form.definition)]
        for column in form.columns.values():
            found += [(f"{form.name}.{column.name}", column.title), (f"{form.name}.{column.name}", column.definition)]
    return found


def test_every_word_is_in_both_languages() -> None:
    for where, text in texts():
        assert text.en.strip() and text.es.strip(), where
        if " " in text.en:
            assert text.en != text.es, where


def test_types_lists_and_references_exist() -> None:
    for form in forms().values():
        for column in form.columns.values():
            assert column.type in TYPES, f"{form.name}.{column.name}"
            assert not column.words or column.words in FILES, f"{form.name}.{column.name}"
            if column.refers:
                assert len(forms()[column.refers].key) == 1, f"{form.name}.{column.name}"


def test_cells_are_what_their_columns_say() -> None:
    for table in tables():
        table.to_arrow()  # every cell can be given its type
        for name in table.columns:
            column = column_of(table.name, name)
            assert column is not None
            if column.needed:
                assert all(cell not in (None, "") for cell in table[name]), f"{table.name}.{name}"
            if column.one_of:
                assert {*table[name]} <= {*column.one_of, None}, f"{table.name}.{name}"


def test_no_column_for_people_lacks_its_title() -> None:
    said = {
        "evaluation": SAID_READING, "assertions": SAID_ASSERTION, "scorecards": SAID_CARD, "scorecard_lines": SAID_LINE,
        "criteria": SAID_CRITERION, "expectations": SAID, "clauses": CLAUSES, "roads": ROADS, "road": ROAD,
    }  # fmt: skip
    without = [f"{table}.{name}" for table, columns in said.items() for name in columns if column_of(table, name) is None]
    assert without == []
