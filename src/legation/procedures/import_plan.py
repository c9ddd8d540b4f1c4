"""Bring a plan into a record from spreadsheets: all of it, or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from legation.evaluation.plans.checking import problems_of_plan
from legation.evaluation.plans.reading import COLUMNS, FOLDER, read_plan
from legation.record.actors import SLUG
from legation.record.record import EVALUATION, Record, read_record
from legation.sources.plan_sheets import Draft, Terms, read_sheets
from legation.sources.workbook import read_workbook
from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import Problem, errors, in_order, nearest
from legation.terms.told import ToldError

_COUNTED: Final = {"nodes": "nodes", "indicators": "indicators", "targets": "targets", "results": "results", "budget": "entries"}


class CannotImport(ToldError):
    """An import that cannot be made as asked."""


@dataclass(frozen=True, slots=True)
class Import:
    """How spreadsheets are to be read: see :class:`legation.sources.plan_sheets.Terms`; ``name`` may be empty."""

    source: str
    currency: str
    as_of: str
    name: str = ""
    trust: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: the folder, the counts of rows, and every problem; with an error among them nothing was written."""

    folder: Path
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]


def import_plan(files: Sequence[Path], folder: Path, asked: Import) -> Imported:
    """Read spreadsheets and write ``evaluation/plan/<name>/*.csv`` into a record, over what an earlier import left there.

    Raises:
        WorkbookError: a file cannot be opened.
        ToldError: the folder is no record, or the source, the currency or the day cannot be.
    """
    record = _record(folder)
    name = asked.name or asked.source
    _check(asked, name, record)
    inside = f"{FOLDER}/{name}/"
    others = {key: text for key, text in record.evaluation.items() if not key.startswith(inside)}
    codes = frozenset(node.id for node in read_plan(replace(record, evaluation=others)).nodes)
    terms = Terms(name, asked.source, asked.currency, asked.as_of, asked.trust, codes)
    draft = read_sheets([grid for file in files for grid in read_workbook(file)], terms)
    texts = {f"{inside}{table}.csv": _csv(COLUMNS[table], rows) for table, rows in draft.rows.items() if rows}
    problems = [*draft.problems, *_of_the_whole(record, others, texts, draft)]
    target = folder / EVALUATION / FOLDER / name
    if not errors(problems):
        _write(target, texts)
    counts = {_COUNTED[table]: len(rows) for table, rows in draft.rows.items()}
    return Imported(target, counts, tuple(in_order(problems)))


def _record(folder: Path) -> Record:
    record, problems = read_record(folder)
    if record is None:
        first = next(one.render() for one in errors(problems))
        raise CannotImport("plans.no_record", folder=folder, first=first)
    return record


def _check(asked: Import, name: str, record: Record) -> None:
    if not SLUG.fullmatch(name):
        raise CannotImport("records.not_a_slug", value=name)
    if asked.source not in record.sources:
        near = nearest(asked.source, record.sources) or ", ".join(sorted(record.sources)[:3]) or "—"
        raise CannotImport("plans.source_not_there", value=asked.source, nearest=near)
    if not (len(asked.currency) == 3 and asked.currency.isascii() and asked.currency.isupper() and asked.currency.isalpha()):
        raise CannotImport("plans.no_currency", value=asked.currency)
    try:
        day = parse(asked.as_of)
    except EdtfError as error:
        raise CannotImport("plans.as_of_no_day", value=asked.as_of) from error
    if not isinstance(day.first, int) or day.first != day.last or day.text != asked.as_of:
        raise CannotImport("plans.as_of_no_day", value=asked.as_of)


def _of_the_whole(record: Record, others: Mapping[str, str], texts: Mapping[str, str], draft: Draft) -> list[Problem]:
    """What is wrong with the plan that the record would then have, each problem at the cell from which its row came."""
    made = replace(record, evaluation={**others, **texts})
    plan = read_plan(made)
    problems = [*plan.problems, *problems_of_plan(plan, made)]
    places = {
        (f"{EVALUATION}/{name}", line): draft.places[Path(name).stem, row["claim"]]
        for name in texts
        for line, row in enumerate(draft.rows[Path(name).stem], start=2)
    }
    kept = [one for one in problems if (one.file, one.line) in places]
    return [
        replace(one, file=places[one.file, one.line], line=0, column="") for one in kept if one.code != "records.one_language"
    ]


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def _write(target: Path, texts: Mapping[str, str]) -> None:
    """Write the files beside, then put each in its place; those of an earlier import that have no rows any more go."""
    target.mkdir(parents=True, exist_ok=True)
    beside = []
    for name, text in texts.items():
        path = target / Path(name).name
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(text, encoding="utf-8", newline="")
        beside.append((fresh, path))
    for fresh, path in beside:
        fresh.replace(path)
    written = {path.name for _, path in beside}
    for table in COLUMNS:
        if f"{table}.csv" not in written:
            (target / f"{table}.csv").unlink(missing_ok=True)
