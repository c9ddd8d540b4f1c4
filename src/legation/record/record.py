"""A record: everything in one authored folder, read as a whole with all its problems."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from legation.record import actors as actors_file
from legation.record import claims as claims_file
from legation.record import instruments as instruments_file
from legation.record import measures as measures_file
from legation.record import sections as sections_file
from legation.record.claims import Claim, Shelf, claim_of
from legation.record.consistency import consistency
from legation.record.coverage import Coverage, read_coverage, read_period
from legation.record.measures import Observation, observation_of
from legation.record.sections import Section
from legation.record.sources import Source, read_sources, unknown_versions
from legation.record.table import Row, Table, decode, read_table
from legation.terms.problems import Problem, in_order, problem
from legation.terms.vocabulary import FILES, Text, Vocabulary, assemble, common

NEEDED: Final = ("record.toml", "sources.json", "actors.csv", "instruments.csv")
TABLES: Final = {"acts": claims_file.COLUMNS, "measures": measures_file.COLUMNS}
FURTHER: Final = "further"
EVALUATION: Final = "evaluation"
EVALUATION_FILES: Final = (".toml", ".csv")
SCENARIOS: Final = "scenarios"
MOST_FILES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Record:
    """What a ministry did, as its sources state it.

    Args:
        id: short name; title: in both languages; about: the actor whose record it is, empty where it is about no single one.
        owner: ``folder`` (people edit files) or ``ledger`` (desks write).
        fictional: whether it is an invented example, to be labelled so wherever it shows.
        period: first and last day of which it speaks (day numbers, both included).
        actors, instruments, sources, claims, measures: each in order of id, whatever the order of files and rows.
        coverage: what it claims to know, by kind of standing.
        further: names of the sets of further sources that were read with it.
        sections: the stretches into which its readers divided its sources.
        evaluation: the texts of its evaluation files (guidelines, indicators, norms, plans) by name, as written.
        scenarios: the texts of what it proposes to suppose (:mod:`legation.record.scenario`) by name, as written.
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
    further: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    evaluation: Mapping[str, str] = field(default_factory=dict)
    scenarios: Mapping[str, str] = field(default_factory=dict)

    def with_claims(self, claims: tuple[Claim, ...]) -> Record:
        """The same record holding only ``claims``."""
        return replace(self, claims=claims)

    def with_sources(self, sources: Mapping[str, Source]) -> Record:
        """The same record citing ``sources``."""
        return replace(self, sources=sources)


def further_of(folder: Path) -> tuple[str, ...]:
    """Names of the sets of further sources that an authored folder holds, each a folder in ``further/``."""
    return tuple(path.name for path in sorted((folder / FURTHER).glob("*")) if path.is_dir() and not path.name.startswith("."))


def read_record(
    folder: Path, further: Collection[str] | None = None, *, acts: bool = True
) -> tuple[Record | None, list[Problem]]:
    """Read an authored folder.

    Args:
        acts: whether its acts and figures are read, or only what they may speak of: actors, instruments and sources.
        further: names of the sets of further sources to read with it; None for all, none for what its own sources say alone.

    Returns:
        The record, or None where an error stops it, and every problem found, in order of file and line.
    """
    reader = _Reader(folder, tuple(name for name in further_of(folder) if further is None or name in further), acts)
    record = reader.record()
    problems = in_order(reader.problems)
    return (None if any(one.is_error for one in problems) else record), problems


def _visible(folder: Path) -> list[Path]:
    """The files in a folder and below, in order, apart from those that editors hide."""
    return [path for path in sorted(folder.glob("**/*")) if not path.is_dir() and not path.name.startswith((".", "~$"))]


class _Reader:
    def __init__(self, folder: Path, further: tuple[str, ...], acts: bool) -> None:
        self.acts = acts
        self.folder = folder
        self.further = further
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
        self.problems.extend(actors_file.unknown_predecessors(actors))
        kinds = frozenset(vocabulary.instruments)
        instruments = self.part(
            "instruments.csv", missing, lambda file, data: instruments_file.read_instruments(file, data, kinds)
        )
        sources = self.part("sources.json", missing, read_sources)
        self.problems.extend(unknown_versions(sources))
        rows = {name: self.rows(name, columns) if self.acts else [] for name, columns in TABLES.items()}
        if self.broken or settings is None:
            return None  # what rests on a file that could not be read is not judged
        shelf = Shelf(vocabulary, actors, instruments, sources)
        claims = [claim_of(row, shelf, self.problems) for row in rows["acts"]]
        measures = [observation_of(row, shelf, self.problems) for row in rows["measures"]]
        period = read_period(settings, self.problems)
        made = Record(
            id=self.setting(settings, "id"),
            title=self.title(settings),
            about=self.setting(settings, "about") if "about" in settings else "",
            owner=self.setting(settings, "owner"),
            licence=self.setting(settings, "licence"),
            fictional=bool(settings.get("fictional", False)),
            period=period,
            coverage=read_coverage(settings, vocabulary, period, self.problems),
            vocabulary=vocabulary, actors=actors, instruments=instruments, sources=sources,
            claims=tuple(sorted(claims, key=lambda one: one.id)), measures=tuple(sorted(measures, key=lambda one: one.id)),
            further=self.further,
            sections=self.sections(sources),
            evaluation=self.texts(EVALUATION, EVALUATION_FILES, "records.unread_evaluation_file"),
            scenarios={
                name.removesuffix(".toml"): text
                for name, text in self.texts(SCENARIOS, (".toml",), "records.unread_scenario_file").items()
            },
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
        """What the file ``name`` holds in the folder itself and in each set of further sources, by id; an id stands once."""
        whole: dict[str, Any] = {}
        for file in (name, *(f"{FURTHER}/{one}/{name}" for one in self.further)):
            if file in missing or (file != name and not (self.folder / file).exists()):
                continue
            if (data := self.bytes_of(self.folder / file)) is None:
                continue
            found, problems = read(file, data)
            self.problems.extend(problems)
            self.broken |= not found and any(one.is_error for one in problems)
            for key in sorted(found.keys() & whole.keys()):
                self.problems.append(problem(file, 0, key, "records.id_elsewhere", id=key))
            whole = {**found, **whole}
        return dict(sorted(whole.items()))

    def sections(self, sources: Mapping[str, Source]) -> tuple[Section, ...]:
        """The sections of the sources, where the record has a file of them."""
        path = self.folder / sections_file.FILE
        if not path.exists() or (data := self.bytes_of(path)) is None:
            return ()
        found, problems = sections_file.read_sections(sections_file.FILE, data, sources)
        self.problems.extend(problems)
        return tuple(found)

    def texts(self, subfolder: str, endings: tuple[str, ...], unread: str) -> dict[str, str]:
        """The texts of the files of a folder by name, which are read later.

        Args:
            endings: of files that are read; unread: the warning about any other.
        """
        texts = {}
        for path in _visible(self.folder / subfolder)[:MOST_FILES]:
            name = path.relative_to(self.folder).as_posix()
            if path.suffix.casefold() not in endings:
                self.problems.append(problem(name, 0, "", unread, severity="warning"))
            elif (data := self.bytes_of(path)) is not None:
                text, problems = decode(name, data)
                self.problems.extend(problems)
                if text is not None:
                    texts[name.removeprefix(f"{subfolder}/")] = text
        return texts

    def rows(self, subfolder: str, columns: tuple[str, ...]) -> list[Row]:
        rows = []
        folders = [self.folder / subfolder, *(self.folder / FURTHER / one / subfolder for one in self.further)]
        visible = [path for folder in folders for path in _visible(folder)]
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
