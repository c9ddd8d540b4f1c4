"""A record: everything in one authored folder, read as a whole with all its problems."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from legation.record import actors as actors_file
from legation.record import claims as claims_file
from legation.record import instruments as instruments_file
from legation.record import measures as measures_file
from legation.record.claims import Claim, Shelf, claim_of
from legation.record.consistency import consistency
from legation.record.coverage import Coverage, read_coverage, read_period
from legation.record.measures import Observation, observation_of
from legation.record.sources import Source, read_sources
from legation.record.table import Row, Table, decode, read_table
from legation.terms.problems import Problem, in_order, problem
from legation.terms.vocabulary import FILES, Text, Vocabulary, assemble, common

NEEDED: Final = ("record.toml", "sources.json", "actors.csv", "instruments.csv")
TABLES: Final = {"acts": claims_file.COLUMNS, "measures": measures_file.COLUMNS}
MOST_FILES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Record:
    """What a ministry did, as its sources state it.

    Args:
        id: short name; title: in both languages; about: the actor whose record it is.
        owner: ``folder`` (people edit files) or ``ledger`` (desks write).
        fictional: whether it is an invented example, to be labelled so wherever it shows.
        period: first and last day of which it speaks (day numbers, both included).
        coverage: what it claims to know, by kind of standing.
    """

    id: str
    title: Text
    about: str
    owner: str
    licence: str
    fictional: bool
    period: tuple[int, int]
    coverage: Mapping[str, Coverage]
    vocabulary: Vocabulary
    actors: Mapping[str, actors_file.Actor]
    instruments: Mapping[str, instruments_file.Instrument]
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    measures: tuple[Observation, ...]

    def with_claims(self, claims: tuple[Claim, ...]) -> Record:
        """The same record holding only ``claims``."""
        return replace(self, claims=claims)

    def with_sources(self, sources: Mapping[str, Source]) -> Record:
        """The same record citing ``sources``."""
        return replace(self, sources=sources)


def read_record(folder: Path) -> tuple[Record | None, list[Problem]]:
    """Read an authored folder.

    Returns:
        The record, or None where an error stops it, and every problem found, in order of file and line.
    """
    reader = _Reader(folder)
    record = reader.record()
    problems = in_order(reader.problems)
    return (None if any(one.is_error for one in problems) else record), problems


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.broken = False

    def record(self) -> Record | None:
        if not self.folder.is_dir():
            self.problems.append(problem(str(self.folder), 0, "", "records.not_a_folder", bundled="peru"))
            return None
        missing = [name for name in NEEDED if not (self.folder / name).is_file()]
        for name in missing:
            self.problems.append(problem(name, 0, "", "records.file_missing", files=", ".join(NEEDED)))
        self.broken = bool(missing)
        settings = self.toml("record.toml") if "record.toml" not in missing else {}
        vocabulary = self.vocabulary()
        actors = self.part("actors.csv", missing, lambda file, data: actors_file.read_actors(file, data, vocabulary))
        kinds = frozenset(vocabulary.instruments)
        instruments = self.part(
            "instruments.csv", missing, lambda file, data: instruments_file.read_instruments(file, data, kinds)
        )
        sources = self.part("sources.json", missing, read_sources)
        rows = {name: self.rows(name, columns) for name, columns in TABLES.items()}
        if self.broken or settings is None:
            return None  # what rests on a file that could not be read is not judged
        shelf = Shelf(vocabulary, actors, instruments, sources)
        claims = [claim_of(row, shelf, self.problems) for row in rows["acts"]]
        measures = [observation_of(row, shelf, self.problems) for row in rows["measures"]]
        period = read_period(settings, self.problems)
        made = Record(
            id=self.setting(settings, "id"),
            title=self.title(settings),
            about=self.setting(settings, "about"),
            owner=self.setting(settings, "owner"),
            licence=self.setting(settings, "licence"),
            fictional=bool(settings.get("fictional", False)),
            period=period,
            coverage=read_coverage(settings, vocabulary, period, self.problems),
            vocabulary=vocabulary, actors=actors, instruments=instruments, sources=sources,
            claims=tuple(claims), measures=tuple(measures),
        )  # fmt: skip
        self.problems.extend(consistency(shelf, claims, measures))
        if made.about and made.about not in actors:
            self.problems.append(problem("record.toml", 0, "about", "records.unknown_actor", value=made.about, nearest="—"))
        return made

    def bytes_of(self, path: Path) -> bytes | None:
        name = path.relative_to(self.folder).as_posix()
        if path.is_symlink() or not path.is_file():
            self.problems.append(problem(name, 0, "", "records.not_regular"))
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            self.problems.append(problem(name, 0, "", "records.cannot_read", reason=error.strerror or "?"))
            return None

    def part(
        self, name: str, missing: list[str], read: Callable[[str, bytes], tuple[dict[str, Any], list[Problem]]]
    ) -> dict[str, Any]:
        if name in missing or (data := self.bytes_of(self.folder / name)) is None:
            return {}
        found, problems = read(name, data)
        self.problems.extend(problems)
        self.broken |= not found and any(one.is_error for one in problems)
        return found

    def rows(self, subfolder: str, columns: tuple[str, ...]) -> list[Row]:
        rows = []
        folder = self.folder / subfolder
        visible = [path for path in sorted(folder.glob("**/*")) if not path.is_dir() and not path.name.startswith((".", "~$"))]
        for path in visible[:MOST_FILES]:
            name = path.relative_to(self.folder).as_posix()
            if path.suffix.casefold() != ".csv":
                self.problems.append(problem(name, 0, "", "records.unread_file", severity="warning"))
            elif (data := self.bytes_of(path)) is not None:
                table: Table = read_table(name, data, columns)
                self.problems.extend(table.problems)
                rows.extend(table.rows)
        if subfolder == "acts" and not visible:
            self.problems.append(problem("acts", 0, "", "records.no_acts", severity="warning"))
        return rows

    def toml(self, name: str) -> dict[str, Any] | None:
        """The settings in a file; None where it cannot be read, so that nothing more is said of it."""
        data = self.bytes_of(self.folder / name)
        if data is None:
            return None
        text, problems = decode(name, data)
        self.problems.extend(problems)
        if text is None:
            return None
        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            where = re.search(r"\(at line (\d+), column \d+\)", str(error))
            self.problems.append(problem(name, int(where[1]) if where else 0, "", "terms.not_toml"))
            return None

    def vocabulary(self) -> Vocabulary:
        """The common vocabulary, with the words of the record's own ``terms/*.toml``."""
        own = {}
        for name in FILES:
            if (self.folder / "terms" / f"{name}.toml").exists():
                words = self.toml(f"terms/{name}.toml")
                self.broken |= words is None
                own[name] = words or {}
        shared = common()
        if not own:
            return shared
        tables = {name: dict(shared.raw.get(name, {})) for name in FILES}
        for name, words in own.items():
            for key, entry in words.items():
                if key in tables[name]:
                    self.problems.append(problem(f"terms/{name}.toml", 0, key, "terms.redefined", key=key))
                else:
                    tables[name][key] = entry
        vocabulary, problems = assemble(tables, {name: f"terms/{name}.toml" for name in FILES})
        self.problems.extend(problems)
        return vocabulary

    def setting(self, settings: dict[str, Any], key: str) -> str:
        value = settings.get(key)
        if isinstance(value, str) and value:
            return value
        self.problems.append(problem("record.toml", 0, key, "records.key_missing", key=key))
        return ""

    def title(self, settings: dict[str, Any]) -> Text:
        value = settings.get("title")
        titles = value if isinstance(value, dict) else {}
        for language in ("en", "es"):
            if not isinstance(titles.get(language), str):
                self.problems.append(problem("record.toml", 0, "title", "records.key_missing", key=f"title.{language}"))
        return Text(str(titles.get("en", "")), str(titles.get("es", "")))
