"""Opening a record for questions: from a build, from the user's cache, or from its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from legation.archive import cache
from legation.archive.built import BuildNotRead, Built, open_built
from legation.archive.log_file import segments_of
from legation.archive.marks import is_built
from legation.archive.shelf import ALL, DOCUMENTS, folder_of, further_named, read_folder, sources_named
from legation.publication.queries import known_day
from legation.publication.questions import QuestionError
from legation.record.edition import Written
from legation.record.edition import edition as edition_of
from legation.record.record import Record
from legation.record.scenario import no_log, read_scenario, under
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.bulk import Bulk
from legation.standings.compiled import Compiled
from legation.standings.compiling import compiled
from legation.standings.docket import Entry, docket
from legation.standings.folding import Borne
from legation.standings.known_compiled import KnownCompiled
from legation.standings.known_logged import KnownLogged, latest_of
from legation.standings.overlay import Supposed, supposing
from legation.standings.supposed_log import has_act, supposing_log
from legation.terms.messages import say
from legation.terms.problems import errors
from legation.terms.told import os_reason

if TYPE_CHECKING:  # most questions look for no word, and ask no large ledger
    from legation.archive.ledger.in_columns import InColumns
    from legation.publication.search.index import Index
    from legation.publication.search.understanding import Grammar


@dataclass(frozen=True)
class SupposedLog:
    """A record and its log under a scenario, and the edition that they make."""

    bulk: Bulk
    edition: str


@dataclass(frozen=True)
class Opened:
    """A record open for questions, with the build that answers them where there is one, under a scenario or as it stands.

    Args:
        level: the most restricted level whose claims count.
        written: rows as an earlier edition wrote them.
        large: the record of a large ledger, of which ``record`` holds what is no act in columns.
        supposed_log: the record and its log under a scenario, where a log stands beside it.
    """

    record: Record
    built: Built | None = field(default=None, repr=False)
    scenario: Supposed | None = field(default=None, repr=False)
    level: str = "public"
    written: Written | None = field(default=None, repr=False, compare=False)
    large: InColumns | None = field(default=None, repr=False, compare=False)
    supposed_log: SupposedLog | None = field(default=None, repr=False, compare=False)

    @cached_property
    def edition(self) -> str:
        """Its edition."""
        if self.supposed_log is not None:
            return self.supposed_log.edition
        if self.large is not None:
            return self.large.edition
        return edition_of(self.record, self.written) if self.built is None or self.scenario is not None else self.built.edition

    @cached_property
    def latest(self) -> int:
        """The day at whose end all of it was known."""
        bulk = self.bulk
        return latest_knowledge(self.record) if bulk is None else latest_of(self.record, bulk)

    @cached_property
    def compiled(self) -> Compiled:
        """Its keys and rectangles."""
        if self.scenario is not None:
            return self.scenario.compiled
        if self.supposed_log is not None:
            return self.supposed_log.bulk.compiled
        if self.large is not None:
            return self.large.bulk.compiled
        return compiled(self.record, self.level) if self.built is None else self.built.compiled

    @property
    def is_supposed(self) -> bool:
        """Whether it is under a scenario."""
        return self.scenario is not None or self.supposed_log is not None

    @property
    def is_logged(self) -> bool:
        """Whether a log of acts in columns stands beside the record."""
        return self.supposed_log is not None or self.large is not None or (self.built is not None and not self.built.has_bearings)

    @property
    def bulk(self) -> Bulk | None:
        """The log of acts beside it, compiled; None where it has none, or that of a build which rests on another."""
        if self.supposed_log is not None:
            return self.supposed_log.bulk
        if self.large is not None:
            return self.large.bulk
        return None if self.built is None or self.built.has_bearings else self.built.bulk

    def as_known(self, day: int | None = None, level: str | None = None) -> KnownRecord:
        """The record as known at the end of a day, from rectangles where there are any.

        Raises:
            QuestionError: a log stands beside it.
        """
        self.refuse_log()
        known = self.latest if day is None else day
        seen = self.level if level is None else level
        if self.built is None or seen != "public" or not self.built.has_bearings:
            return KnownRecord(self.record, known, seen)
        return KnownCompiled(self.record, known, self.compiled, self._borne)

    def _borne(self) -> list[Borne]:
        found = [] if self.built is None else self.built.borne
        return found if self.scenario is None else self.scenario.with_borne(found)

    def refuse_log(self) -> None:
        """Refuse what would be answered from the record alone, where a log of acts stands beside it.

        Raises:
            QuestionError: it does.
        """
        if self.is_logged:
            raise QuestionError("records.log_not_asked", value=self.record.id if self.built is None else self.built.folder)

    def evaluated(self, day: int | None = None) -> KnownRecord:
        """The record as known at the end of a day, everything known where none is given, to be evaluated or explained: a log
        beside it counts.

        Raises:
            QuestionError: it is a build that rests on another.
        """
        known, bulk = self.latest if day is None else day, self.evaluated_log()
        return self.as_known(known) if bulk is None else KnownLogged(self.record, known, bulk)

    def evaluated_log(self) -> Bulk | None:
        """The log of acts beside it; None where it has none.

        Raises:
            QuestionError: it is a build that rests on another.
        """
        if self.is_logged and self.bulk is None:
            raise QuestionError("records.log_grown", value=self.record.id if self.built is None else self.built.folder)
        return self.bulk

    def with_plan(self, text: str | None) -> KnownRecord:
        """The same, where none is given once everything known of its plan was, too."""
        if text is not None:
            return self.seen(text)
        from legation.publication.plan_table import last_of_plan

        return self.evaluated(max(self.latest, last_of_plan(self.record)))

    def seen(self, text: str | None) -> KnownRecord:
        """The same for a date in EDTF, whose end counts; everything known where none is given.

        Raises:
            QuestionError: not a date, or a build that rests on another.
        """
        return self.evaluated(None if text is None else known_day(self.record, text))

    @cached_property
    def grammar(self) -> Grammar:
        """The words that questions about it are made of."""
        from legation.publication.search.understanding import Grammar

        return Grammar(self.record)

    @cached_property
    def index(self) -> Index:
        """What can be found in it by words; made now where no build keeps it."""
        if self.built is not None and not self.is_supposed:
            return self.built.index
        from legation.publication.search.index import index_of
        from legation.publication.search.things import things_of

        return index_of(things_of(self.record, level=self.level))

    def docket(self, known: KnownRecord) -> list[Entry]:
        """The docket as known on a day, from the build where all of the record is known."""
        whole = self.built is not None and self.built.has_docket and not self.is_supposed
        if self.built is None or not whole or known.level != "public" or known.known < self.latest:
            return docket(known)
        return self.built.docket

    def known(self, text: str | None) -> KnownRecord:
        """The same for a date in EDTF, whose end counts; everything known where none is given.

        Raises:
            QuestionError: not a date, or a log stands beside it.
        """
        self.refuse_log()
        return self.as_known(known_day(self.record, text))


def opened(
    name: str | Path, sources: str | None = None, *, may_build: bool = True, when_building: Callable[[], None] = lambda: None
) -> Opened:
    """A record given by the name of a bundled one, an authored folder, a build or a shelf of builds.

    Args:
        sources: as for :func:`~legation.archive.shelf.open_record`.
        may_build: whether a folder that has no build in the cache may be compiled now; else it is read.
        when_building: called before a folder is read to be compiled, which takes a while.

    Raises:
        QuestionError: there is no such record, or no such set of further sources.
        RecordHasErrors: it has errors.
        BuildNotRead: a build that this version cannot read.
    """
    if is_built(Path(name)):
        return _of_build(Path(name), sources)
    folder = folder_of(name)
    if segments_of(folder):
        raise QuestionError("records.log_not_built", value=folder)
    further = further_named(folder, sources)
    shelf = cache.shelf_of(folder, further)
    if shelf is None:
        return Opened(read_folder(folder, further, str(name)))
    read: list[Record] = []

    def reading() -> Record:
        if may_build:
            when_building()
        read.append(read_folder(folder, further, str(name)))
        return read[-1]

    for _ in range(2):  # a damaged build is made anew, once
        built = cache.built_once(folder, shelf, reading) if may_build else cache.fresh(folder, shelf)
        if built is None:
            break
        try:
            return Opened(read[-1] if read else built.record, built)
        except BuildNotRead:
            cache.forget(built)
    return Opened(read[-1] if read else reading())


def supposed(made: Opened, scenario: Path) -> Opened:
    """A record under the scenario in a file; of a build only what the scenario touches is folded again.

    Args:
        scenario: a file, or the name of a scenario that the record itself proposes.

    Raises:
        QuestionError: the file cannot be read, or says what cannot be; the record is a build with a log that rests on another.
    """
    if str(scenario) in made.record.scenarios:
        return supposed_in(made, f"{scenario}.toml", made.record.scenarios[str(scenario)].encode())
    try:
        content = scenario.read_bytes()
    except FileNotFoundError as error:
        proposed = ", ".join(sorted(made.record.scenarios)) or "—"
        raise QuestionError("questions.no_scenario_nor_file", value=scenario, nearest=proposed) from error
    except OSError as error:
        raise QuestionError("questions.scenario", value=scenario, first=os_reason(error)) from error
    return supposed_in(made, scenario.name, content)


def supposed_in(made: Opened, name: str, content: bytes) -> Opened:
    """A record under the scenario that a TOML text says.

    Args:
        name: what the text is called in messages.

    Raises:
        QuestionError: the text says what cannot be; the record is a build with a log that rests on another.
    """
    record, bulk = made.record, made.evaluated_log()
    found, problems = read_scenario(name, content, record, no_log if bulk is None else partial(has_act, bulk))
    if found is None:
        first = {language: errors(problems)[0].render(language) for language in ("en", "es")}
        texts = {language: say("questions.scenario", language, value=name, first=text) for language, text in first.items()}
        raise QuestionError("questions.scenario", texts)
    if bulk is not None:
        told_log = supposing_log(bulk, found)
        said = hashlib.sha256(f"{made.edition}\n{edition_of(told_log.record)}\n{sorted(found.without)}".encode())
        return Opened(told_log.record, made.built, level=made.level, supposed_log=SupposedLog(told_log, said.hexdigest()))
    if made.built is None:
        return Opened(under(record, found), level=made.level)
    told = supposing(record, made.compiled, found)
    return Opened(told.record, made.built, told, made.level)


def has_documents(name: str | Path) -> bool:
    """Whether the record's own sources can be asked alone: of a folder always, of builds where the shelf has one of them."""
    return not is_built(Path(name)) or is_built(Path(name) / DOCUMENTS)


def _of_build(path: Path, sources: str | None) -> Opened:
    names = sources_named(sources)
    if names == {DOCUMENTS} and is_built(path / DOCUMENTS):
        path = path / DOCUMENTS
    built = open_built(path)
    held = set(built.record.further)
    if ALL not in names and names - {DOCUMENTS} != held:
        raise QuestionError("records.build_sources", value=path, known="; ".join(sorted(held)) or DOCUMENTS)
    return Opened(built.record, built)
