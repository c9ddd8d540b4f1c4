"""The files of the fictional record, and the command that writes them: ``python -m tools.demo``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from legation.record import actors, claims, instruments, measures
from legation.record.order import in_order
from legation.terms.vocabulary import common
from tools.demo.book import Book
from tools.demo.depositary import CLAUSE_COLUMNS, depositary
from tools.demo.missions import missions
from tools.demo.names import CAPITAL, HOME, ORGANISATIONS, STATES
from tools.demo.plan import plan_files
from tools.demo.roads import roads
from tools.demo.sources import BEFORE, YEARS, all_sources, report
from tools.demo.treaties import treaties
from tools.demo.words import MEASURES, OFFICES, RELATED, STANDINGS, UNITS, acts_toml, places_toml, words_toml
from tools.demo.work import work

FOLDER: Final = Path(__file__).parents[2] / "src" / "legation" / "records" / "demo"

README: Final = """# The record `demo`: FICTIONAL

Marabrisa does not exist, and nothing in this record happened. It shows Legation at work on the plan, budget, missions, treaties,
cooperation and consular work of a ministry over five years. It is drawn by `python -m tools.demo`; do not edit it by hand.

# El registro `demo`: FICTICIO

Marabrisa no existe, y nada de este registro ocurrió. Muestra a Legation con el plan, el presupuesto, las misiones, los tratados, la
cooperación y la labor consular de una cancillería durante cinco años. Lo genera `python -m tools.demo`; no se edita a mano.
"""


def files() -> dict[str, bytes]:
    """Every file of the record by name: the same bytes every time."""
    book = Book()
    missions(book)
    treaties(book)
    roads(book)
    work(book)
    rights = depositary(book)
    totals = _consular_totals(book)
    tables = {
        "actors.csv": (actors.COLUMNS, _actors()),
        "instruments.csv": ((*instruments.COLUMNS, *instruments.CLAUSES), book.instruments),
        "measures/figures.csv": (measures.COLUMNS, book.measures),
        **{f"acts/{name}.csv": (claims.COLUMNS, rows) for name, rows in book.claims.items()},
    }
    made = {name: in_order(name, _csv(columns, rows))[0] for name, (columns, rows) in tables.items()}
    texts = {
        "README.md": README,
        "record.toml": _settings(),
        "sources.json": json.dumps(all_sources(), ensure_ascii=False, indent=1) + "\n",
        "terms/acts.toml": acts_toml(),
        "terms/standings.toml": STANDINGS,
        "terms/measures.toml": words_toml(MEASURES),
        "terms/units.toml": words_toml(UNITS),
        "terms/offices.toml": OFFICES,
        "terms/places.toml": places_toml(book.places),
        "evaluation/clauses.csv": _csv(CLAUSE_COLUMNS, sorted(rights, key=lambda row: row["clause"])).decode(),
        **{f"evaluation/{name}": text for name, text in plan_files(totals).items()},
    }
    return {**made, **{name: text.encode() for name, text in texts.items()}}


def write(folder: Path = FOLDER) -> int:
    """Write the record, taking away files that it no longer has; gives how many files there are."""
    made = files()
    for path in sorted(folder.rglob("*"), reverse=True):
        if (
            path.is_file()
            and path.relative_to(folder).as_posix() not in made
            and not path.relative_to(folder).as_posix().startswith(("evaluation/norms", "evaluation/roads"))
        ):
            path.unlink()
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(made)


def _consular_totals(book: Book) -> dict[int, str]:
    """For each year the observation of the yearly report; that of the last year is not out by the end of the fiction's plan."""
    found = {}
    for year in YEARS:
        quarters = [row for row in book.measures if row["series"] == "consular_acts" and row["period"].startswith(str(year))]
        total = sum(int(row["value"] or 0) for row in quarters)
        found[year] = book.figure("consular_acts_of_the_year", str(year), str(total), "documents", report(year), actor=HOME[0])
    return found


def _actors() -> list[dict[str, str]]:
    home = {
        "id": HOME[0],
        "kind": "state",
        "name": HOME[1],
        "name_es": HOME[2],
        "aliases": "Republic of Marabrisa;República de Marabrisa",
    }
    states = [{"id": key, "kind": "state", "name": english, "name_es": spanish} for key, english, spanish, _ in STATES]
    bodies = [{"id": key, "kind": "organisation", "name": english, "name_es": spanish} for key, english, spanish in ORGANISATIONS]
    ministry = {
        "id": "ministry", "kind": "national_organ", "name": "Ministry of Foreign Affairs of Marabrisa",
        "name_es": "Ministerio de Relaciones Exteriores de Marabrisa",
    }  # fmt: skip
    note = {"source": BEFORE, "note": "Fictional.", "note_es": "Ficticio."}
    return [{**one, **note} for one in (home, *states, *bodies, ministry)]


def _settings() -> str:
    lines = [
        "# FICTIONAL / FICTICIO: a country that does not exist. Drawn by `python -m tools.demo`; do not edit by hand.",
        'id = "demo"', f'about = "{HOME[0]}"', 'owner = "folder"', "fictional = true", 'languages = ["es", "en"]', 'licence = "CC-BY-4.0"', "",
        "[title]", 'en = "FICTIONAL: the ministry of Marabrisa, 2021-2025"', 'es = "FICTICIO: la cancillería de Marabrisa, 2021-2025"', "",
        "[period]", 'from = "2021-01-01"', 'to = "2025-12-31"', "",
    ]  # fmt: skip
    for kind in [*common().standings, "cooperation_project", "consular_post"]:
        extent = "exhaustive" if kind in RELATED else "none"
        lines += [f"[coverage.{kind}]", f'beginnings = "{extent}"', f'endings = "{extent}"', ""]
    return "\n".join(lines)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


__all__ = ["CAPITAL", "FOLDER", "files", "write"]
