"""The files of a report: a page in each language, the same numbers as JSON and CSV, and what to cite."""

from __future__ import annotations

from pathlib import Path

from legation.publication.citation import Citation
from legation.publication.grounds import Basis, Ground
from legation.publication.questions import QuestionError
from legation.publication.report.content import Report
from legation.publication.report.numbers import Numbers
from legation.publication.report.pages import LANGUAGES, page


def report_files(report: Report) -> dict[str, bytes]:
    """The files by name: the same record and dates give the same bytes.

    Raises:
        QuestionError: the record has nothing to report on.
    """
    if not report.guidelines and report.plan is None and not report.duties:
        raise QuestionError("report.nothing_here")
    numbers = Numbers(report)
    files = {f"report.{language}.html": page(report, numbers, language).encode() for language in LANGUAGES}
    files["scorecard.json"] = numbers.to_json().encode()
    files |= {f"{name}.csv": table.to_csv().encode() for name, table in numbers.tables.items()}
    sources = sorted({claim.source for act in report.acts.values() for claim in act.claims})
    citation = Citation(Basis((report.view,), (report.on,)), tuple(Ground(name) for name in sources))
    files["citation.bib"], files["citation.csl.json"] = citation.to_bibtex().encode(), citation.to_csl().encode()
    return files


def write_report(report: Report, folder: Path) -> list[Path]:
    """Write a report into a folder, made if it is not there. Gives the files written.

    Raises:
        QuestionError: the record has nothing to report on.
        OSError: a file cannot be written.
    """
    files = report_files(report)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]
