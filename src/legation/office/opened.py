"""The record that this process serves: opened once, with the record as known on a few days kept at hand."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt
from django.conf import settings

from legation.archive.built import BuildNotRead, Built, open_built
from legation.archive.marks import CURRENT
from legation.archive.opening import Opened, has_documents, supposed_in
from legation.archive.opening import opened as open_for_questions
from legation.archive.published import Publication, publication_in, refuse_faulty
from legation.archive.shelf import ALL, DOCUMENTS
from legation.evaluation.book import evaluator_of
from legation.evaluation.formula.evaluating import Evaluator
from legation.office.edition_asked import edition_asked
from legation.office.evaluated import Evaluated
from legation.office.kept import Answer, Kept
from legation.office.levels import level_read
from legation.office.read_from import reads_a_ledger
from legation.office.treaties_held import TreatiesHeld
from legation.publication.panel_table import Panel
from legation.publication.questions import QuestionError
from legation.publication.search.index import Index
from legation.publication.search.understanding import Grammar
from legation.publication.table import Table
from legation.record.acts import FOREVER, Act
from legation.record.claims import Claim
from legation.record.ledger.versions import Version
from legation.record.measures import Observation
from legation.record.readable import readable
from legation.record.record import Record
from legation.record.scenario import Scenario, no_log, scenarios_of
from legation.standings.asof import KnownRecord
from legation.standings.compiled import Compiled
from legation.standings.curation import Reading, readings
from legation.standings.docket import Entry
from legation.standings.groups import Groups
from legation.standings.known_anew import KnownAnew, acts_told_otherwise, groups_anew, is_judged, known_anew
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import counts_by_kind, stood
from legation.standings.supposed_log import has_act
from legation.terms.days import civil

KEPT: Final = 8
KEPT_LOGGED: Final = 4
ROOM: Final = 256_000_000
"""So many bytes of tables asked for are kept at hand, as far as they can be told."""
CELL: Final = 64
"""Bytes of a cell of a table, more or less."""
ANSWERS: Final = 128_000_000
"""So many bytes of whole answers are kept at hand."""
SCENARIOS: Final = 8
OF_RECORD_ALONE: Final = (
    "evaluated", "treaties", "claims", "claims_of_source", "figures_of_source", "readings", "knowledge_days", "sources_known",
    "speaking", "_turning_days", "index", "grammar",
)  # fmt: skip
"""What is made of the record itself, whatever log lies beside it."""
_View = TypeVar("_View", bound=KnownRecord)
KEPT_OLDER: Final = 2
"""So many earlier editions are kept open beside the one that answers."""


class OpenedRecord:
    """A record with its edition, its knowledge dates and the last few :class:`KnownRecord` asked for.

    ``withdrawn`` names what a ledger once gave at this level and no longer gives: its addresses are gone, not unknown.
    ``versions`` has what the ledger said of each claim that it corrected, by claim id, the earliest first.

    Args:
        of: where this one is supposed, the record as it is: it has its edition, and its days on which more was known.
        before: the same record before few of its rows changed, of which what still holds is taken over.
    """

    def __init__(self, made: Opened, of: OpenedRecord | None = None, *, before: OpenedRecord | None = None) -> None:
        made = as_readable(made)
        self._of = of
        self._opened = made
        self.withdrawn: frozenset[str] = frozenset()
        self._earlier = None if before is None else before._told_before(made.record)
        self.versions: Mapping[str, tuple[Version, ...]] = {}
        self.record = made.record
        self.edition = made.edition if of is None else of.edition
        self.latest = made.latest
        self.is_logged = made.is_logged
        self.large = made.large
        if self.is_logged:
            self._opened.evaluated()  # a build that cannot be asked is told now
        elif made.built is not None:
            _ = made.built.borne, made.built.docket  # read now: the folder may be cleared away when two editions more are made
        self._known: OrderedDict[int, KnownRecord] = OrderedDict()
        self._logged: OrderedDict[int, KnownLogged] = OrderedDict()
        self._log_evaluators: OrderedDict[int, Evaluator] = OrderedDict()
        self._dockets: dict[int, list[Entry]] = {}
        self._logged_dockets: dict[int, list[Entry]] = {}
        self._densities: dict[tuple[int, int], dict[int, int]] = {}
        self._lock = Lock()
        self.tables: Kept[Table | Panel] = Kept(ROOM, _bytes)
        self.answers: Kept[Answer] = Kept(ANSWERS, lambda one: one.weight)
        self.scenarios: Kept[Opened] = Kept(8 * SCENARIOS, lambda _: 8)
        self._supposed: Kept[OpenedRecord] = Kept(8 * SCENARIOS, lambda _: 8)
        if before is not None and before.record is self.record and self.is_logged:
            self._take_over(before)

    def _take_over(self, before: OpenedRecord) -> None:
        """Take over all that was made of the same record, beside which only the log is another."""
        with before._lock:
            self._known = OrderedDict(before._known)
            self._dockets = dict(before._dockets)
        for held, kept in ((vars(self), vars(before)), (vars(self._opened), vars(before._opened))):
            held.update({name: kept[name] for name in OF_RECORD_ALONE if name in kept})

    @cached_property
    def _groups(self) -> Groups:
        """What must be judged together of it."""
        if self.large is not None and self.large.bulk.record.claims is self.record.claims:
            return self.large.bulk.groups
        earlier = self._earlier
        if earlier is None:
            return Groups(self.record.vocabulary, self.record.claims)
        return groups_anew(earlier.groups, earlier.record, self.record, acts_told_otherwise(earlier.record, self.record))

    def _told_before(self, record: Record) -> _Earlier | None:
        """What a record that differs from this one little may take over; None where nothing was asked yet."""
        with self._lock:
            views = tuple(view for view in self._known.values() if type(view) in (KnownRecord, KnownAnew) and is_judged(view))
        if self._opened.built is not None or not views or self.record.vocabulary is not record.vocabulary:
            return None
        return _Earlier(self.record, self._groups, views)

    @cached_property
    def evaluated(self) -> Evaluated:
        """What its evaluation comes to."""
        return Evaluated(self.record)

    @cached_property
    def treaties(self) -> TreatiesHeld:
        """Its treaties."""
        return TreatiesHeld(self.record)

    @property
    def index(self) -> Index:
        """What can be found in it by words."""
        return self._opened.index

    @property
    def grammar(self) -> Grammar:
        """The words that questions about it are made of."""
        return self._opened.grammar

    @cached_property
    def knowledge_days(self) -> tuple[int, ...]:
        """The days at whose end the claims and figures of a further source were known, in order."""
        return tuple(sorted({self.record.sources[source].known for source in self.speaking}))

    @cached_property
    def sources_known(self) -> tuple[tuple[int, int], ...]:
        """The knowledge days in order, each with how many of the speaking sources were known by its end."""
        days = sorted(self.record.sources[source].known for source in self.speaking)
        return tuple((day, bisect_right(days, day)) for day in self.knowledge_days)

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The sources that state acts or figures."""
        if self._of is not None:
            return self._of.speaking
        return frozenset(row.source for row in (*self.record.claims, *self.record.measures))

    @cached_property
    def claims(self) -> dict[str, Claim | Observation]:
        """Every claim by id."""
        return {one.id: one for one in (*self.record.claims, *self.record.measures)}

    @cached_property
    def claims_of_source(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each source."""
        found: dict[str, list[Claim]] = {source: [] for source in self.record.sources}
        for claim in self.record.claims:
            found[claim.source].append(claim)
        return {source: tuple(claims) for source, claims in found.items()}

    @property
    def claims_total(self) -> int:
        """How many claims there are, those that columns of a large ledger hold among them."""
        return len(self.record.claims) + (0 if self.large is None else sum(self.large.sources.values()))

    @cached_property
    def pages_of_claims(self) -> dict[str, dict[str, int]]:
        """On which page of its source each claim stands, of the sources whose claims were looked for."""
        return {}

    @cached_property
    def figures_of_source(self) -> dict[str, tuple[Observation, ...]]:
        """The figures of each source."""
        found: dict[str, list[Observation]] = {source: [] for source in self.record.sources}
        for one in self.record.measures:
            found[one.source].append(one)
        return {source: tuple(figures) for source, figures in found.items()}

    @cached_property
    def readings(self) -> list[Reading]:
        """What was taken from each section of the sources that were read sentence by sentence."""
        return readings(self.record)

    @cached_property
    def _turning_days(self) -> tuple[int, ...]:
        return tuple(sorted({*self.knowledge_days, *self.evaluated.reference_days}))

    def logged(self, day: int) -> KnownLogged | None:
        """The record with the log beside it, as known at the end of a day; None where it has none."""
        if not self.is_logged:
            return None
        days = self._log_days
        effective = int(days[max(int(np.searchsorted(days, day, "right")) - 1, 0)]) if len(days) and day >= days[0] else day
        own = self.known_on(effective)
        with self._lock:
            if effective not in self._logged:
                made = self._opened.evaluated(effective)
                assert isinstance(made, KnownLogged)
                vars(made)["own"] = own
                self._logged[effective] = made
                while len(self._logged) > KEPT_LOGGED:
                    self._logged.popitem(last=False)
            self._logged.move_to_end(effective)
            return self._logged[effective]

    @cached_property
    def _log_days(self) -> npt.NDArray[np.int64]:
        """The days at whose end anything more was known, of the record or its log."""
        bulk = self._opened.bulk
        days = np.empty(0, np.int64) if bulk is None else np.unique(bulk.log.known).astype(np.int64)
        return np.union1d(days, np.array(self._turning_days, np.int64))

    def is_reference(self, source: str) -> bool:
        """Whether a source states nothing of acts or figures, and only backs the dates and names of actors and instruments."""
        return source not in self.speaking and (self.large is None or not len(self.large.stated.of_source(source)))

    def as_known(self, day: int) -> KnownRecord:
        """The record as known at the end of a day.

        What is known changes only where a source appears, so days between two sources share one.
        """
        days = self._turning_days
        reached = [one for one in days if one <= day]
        before_all = days[0] - 1 if days else 0
        effective = reached[-1] if reached else before_all
        with self._lock:
            if effective not in self._known:
                self._known[effective] = self._made_known(effective)
                while len(self._known) > KEPT:
                    dropped, _ = self._known.popitem(last=False)
                    self._dockets.pop(dropped, None)
            self._known.move_to_end(effective)
            return self._known[effective]

    def _made_known(self, day: int) -> KnownRecord:
        earlier = self._earlier
        if earlier is None:
            return KnownRecord(self.record, day, self._opened.level) if self.is_logged else self._opened.as_known(day)
        nearest = max(earlier.views, key=lambda view: (view.known <= day, -abs(view.known - day)))
        return known_anew(nearest, self.record, day, earlier.groups, self._groups)

    def density(self, known: KnownRecord, logged: KnownLogged | None = None) -> dict[int, int]:
        """How many acts surely happened in each year, as known on a day; years without any left out. Worked out once.

        Args:
            logged: the same record with the log beside it, where it has one.
        """
        key = (known.known, logged.known if logged is not None else 0)
        if key not in self._densities:
            counts = acts_by_year(known.acts.values())
            for year, acts in logged_by_year(logged).items() if logged is not None else ():
                counts[year] = counts.get(year, 0) + acts
            if len(self._densities) >= KEPT:
                self._densities.clear()
            self._densities[key] = dict(sorted(counts.items()))
        return self._densities[key]

    def known_on(self, day: int) -> KnownRecord:
        """The record as known at the end of a day, which it names, though no source appeared on it."""
        return _naming(self.as_known(day), day)

    def evaluator(self, day: int) -> Evaluator:
        """What evaluates formulas over the record as known at the end of a day, with the log beside it where it has one."""
        logged = self.logged(day)
        if logged is None:
            return self.evaluated.evaluator(self.as_known(day))
        with self._lock:  # not among those of the record alone, which outlast a log that grows
            found = self._log_evaluators.get(logged.known)
            if found is None:
                found = self._log_evaluators[logged.known] = evaluator_of(self.evaluated.book, logged)
                while len(self._log_evaluators) > KEPT_LOGGED:
                    self._log_evaluators.popitem(last=False)
            return found

    def logged_on(self, day: int) -> KnownLogged | None:
        """The same with the log beside it; None where it has none."""
        found = self.logged(day)
        if found is None or found.known == day:
            return found
        named = _naming(found, day)
        vars(named)["own"] = self.known_on(day)
        return named

    @property
    def compiled(self) -> Compiled:
        """Its keys and rectangles."""
        return self._opened.compiled

    def supposing(self, scenario: str) -> Opened:
        """The record under a scenario, given as TOML or by the name of one that the record proposes.

        Raises:
            QuestionError: it says what cannot be.
        """
        scenario = self.record.scenarios.get(scenario, scenario)
        return self.scenarios.once(scenario, lambda: supposed_in(self._opened, "under", scenario.encode()))

    @cached_property
    def proposals(self) -> dict[str, Scenario]:
        """The scenarios that the record itself proposes and that can be asked, by name."""
        bulk = self._opened.bulk
        return scenarios_of(self.record, no_log if bulk is None else partial(has_act, bulk))[0]

    def under(self, name: str) -> OpenedRecord:
        """The record under one of the scenarios that it proposes.

        Raises:
            QuestionError: it proposes none of that name.
        """
        if name not in self.proposals:
            raise QuestionError("questions.no_scenario", value=name[:80], nearest=", ".join(self.proposals) or "—")
        return self._supposed.once(name, lambda: OpenedRecord(self.supposing(self.record.scenarios[name]), self))

    def docket_with_log(self, day: int) -> list[Entry]:
        """The docket as known at the end of a day, of a large ledger with what of its columns bears on it; worked out once."""
        logged = self.logged(day)
        if self.large is None or logged is None:
            return self.docket(self.as_known(day))
        if logged.known not in self._logged_dockets:
            from legation.archive.ledger.docket_of_columns import docket_in_columns  # only who serves a ledger loads it

            self._logged_dockets[logged.known] = docket_in_columns(self.large, logged)
        return self._logged_dockets[logged.known]

    def docket(self, known: KnownRecord) -> list[Entry]:
        """The docket as known on a day, worked out once."""
        if known.known not in self._dockets:
            self._dockets[known.known] = self._opened.docket(known)
        return self._dockets[known.known]


def _naming(found: _View, day: int) -> _View:
    """What is known at the end of another day, on which nothing more is, as known at the end of this one."""
    if found.known == day:
        return found
    named = copy(found)
    named.known = day
    return named


@dataclass(frozen=True)
class _Earlier:
    """What was worked out of a record before few of its rows changed."""

    record: Record
    groups: Groups
    views: tuple[KnownRecord, ...]


def acts_by_year(acts: Iterable[Act]) -> dict[int, int]:
    """How many acts surely happened in each year; those dated more widely or not at all are not counted."""
    counts: dict[int, int] = {}
    for act in acts:
        if not act.undated and (year := civil(act.begin.lo)[0]) == civil(act.begin.hi)[0]:
            counts[year] = counts.get(year, 0) + 1
    return counts


def logged_by_year(known: KnownLogged) -> dict[int, int]:
    """The same of a log, by its columns."""
    time = known.bulk.in_time
    lo, hi = time.lo[known.believed_in_time], time.hi[known.believed_in_time]
    within = (np.abs(lo) < FOREVER // 2) & (np.abs(hi) < FOREVER // 2)
    first, last = ((day[within].astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970) for day in (lo, hi))
    years, counts = np.unique(first[first == last], return_counts=True)
    return dict(zip(years.tolist(), counts.tolist(), strict=True))


def as_readable(made: Opened) -> Opened:
    """A record without what is above the level at which it is read, which then no build answers."""
    if made.large is not None:
        return made
    cut = readable(made.record, made.level)
    return made if cut is made.record else Opened(cut, level=made.level, written=made.written)


def _bytes(one: Table | Panel) -> int:
    """What a table or a panel takes in memory, more or less."""
    if isinstance(one, Panel):
        return 1_000 + sum(column.nbytes for column in one.columns.values())
    return 1_000 + len(one) * len(one.columns) * CELL


@dataclass(frozen=True)
class _Served:
    """What answers, and how to tell that another edition has taken its place.

    Args:
        shelf: where its build lies, None where it was read from a folder or is a build without a shelf.
        mark: of the shelf's manifest when last looked at; publication: what is published there, where anything is.
    """

    one: OpenedRecord
    shelf: Path | None = None
    mark: Mark = None
    publication: Publication | None = None


Mark = tuple[int, int, int] | None
_lock = Lock()
_serving: dict[str, _Served] = {}
_older: OrderedDict[Path, OpenedRecord] = OrderedDict()
_opening = Lock()


def opened(sources: str = ALL) -> OpenedRecord:
    """The record that this process serves: opened when first asked for, and again when its shelf holds another edition.

    While that cannot be read, the last good one goes on answering.

    Args:
        sources: ``all``, or ``documents`` for what the record's own sources say alone.

    Raises:
        QuestionError: there is no such record or no such set of sources, or it has errors.
    """
    if reads_a_ledger():
        from legation.office.served_ledger import served  # only who serves a ledger loads what opens one

        return served().opened(level_read(), sources)
    with _lock:
        whole = _current()
        publication = _serving[ALL].publication
    if publication is not None and (older := _older_asked(publication, sources)) is not None:
        return older
    with _lock:
        if sources == ALL or not whole.record.further:
            return whole
        if sources != DOCUMENTS:
            raise QuestionError("questions.sources", value=sources, nearest=f"{ALL}, {DOCUMENTS}")
        if DOCUMENTS not in _serving:
            _serving[DOCUMENTS] = _Served(OpenedRecord(open_for_questions(settings.LEGATION_RECORD, DOCUMENTS, may_build=False)))
        return _serving[DOCUMENTS].one


def _older_asked(publication: Publication, sources: str) -> OpenedRecord | None:
    """The earlier edition that the address names, where it still answers; a few are kept open."""
    wanted = edition_asked()
    place = publication.place_of(wanted, documents=sources == DOCUMENTS) if wanted and sources in (ALL, DOCUMENTS) else None
    current = publication.editions[-1]
    if place is None or place.name in (current.folder, Path(current.documents_folder).name):
        return None
    with _opening:
        if place not in _older:
            try:
                refuse_faulty(place)
                built = open_built(place)
                _older[place] = OpenedRecord(Opened(built.record, built))
            except (BuildNotRead, QuestionError):
                return None  # it is gone: nothing answers for it
            while len(_older) > KEPT_OLDER:
                _older.popitem(last=False)
        _older.move_to_end(place)
        return _older[place]


def _current() -> OpenedRecord:
    """The whole record, of the edition that its shelf names now."""
    served = _serving.get(ALL)
    if served is None:
        published = _published_at(Path(settings.LEGATION_RECORD))
        if published is not None:
            refuse_faulty(published.folder / published.editions[-1].folder)
        made = open_for_questions(settings.LEGATION_RECORD)
        shelf = _shelf_of(made.built)
        _serving[ALL] = _Served(OpenedRecord(made), shelf, _mark_of(shelf), published)
        return _serving[ALL].one
    mark = _mark_of(served.shelf)
    if mark is None or mark == served.mark:
        return served.one
    assert served.shelf is not None
    try:
        published = _published_at(served.shelf)
        if published is not None:
            refuse_faulty(published.folder / published.editions[-1].folder)
        built = open_built(served.shelf)
        one = served.one if built.edition == served.one.edition else OpenedRecord(Opened(built.record, built))
    except (BuildNotRead, QuestionError):
        return served.one  # the last good one goes on, and the next request looks again: a copy may be on its way
    if one is not served.one or published is not None:
        _serving.clear()
        _older.clear()
        one.answers.clear()  # what an earlier edition answered may be gone
    _serving[ALL] = _Served(one, served.shelf, mark, published)
    return one


def _published_at(place: Path) -> Publication | None:
    return publication_in(place) if place.is_dir() else None


def _shelf_of(built: Built | None) -> Path | None:
    """The shelf to look at: none where a build was named itself."""
    if built is None or Path(settings.LEGATION_RECORD).resolve() == built.folder.resolve():
        return None
    return built.folder.parent


def _mark_of(shelf: Path | None) -> Mark:
    """What changes when the manifest of a shelf is renamed; None where there is none to look at."""
    if shelf is None:
        return None
    try:
        found = os.stat(f"{shelf}/{CURRENT}")  # asked at each request: a path put together as text costs least
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def offers_documents() -> bool:
    """Whether the record's own sources can be asked alone."""
    whole = opened()
    return bool(whole.record.further) and has_documents(settings.LEGATION_RECORD)


def serve_record(record: Record | OpenedRecord | None) -> None:
    """Serve this record from now on in this process; None: the one that the settings name."""
    with _lock:
        _serving.clear()
        _older.clear()
        if record is not None:
            _serving[ALL] = _Served(record if isinstance(record, OpenedRecord) else OpenedRecord(Opened(record)))


def warm() -> None:
    """Work out what the first visitor would wait for: every answer, as known today to the record."""
    one = opened()
    known = one.as_known(one.latest)
    known.asof(one.record.period[1], every=True)
    one.docket(known)
    on = one.record.period[1]
    for indicator in one.evaluated.book.indicators:
        one.evaluated.reading(known, on, indicator)
    one.evaluated.duties(known, on)
    one.evaluated.cards(known, on, "guideline")
    one.treaties.on(known, on)
    if (logged := one.logged(one.latest)) is not None:
        counts_by_kind(logged, stood(logged, on, on))
        _ = logged.bulk.in_time, logged.own.acts
