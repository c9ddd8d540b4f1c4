"""What a request asks: in which language, on which date of the world, as known on which other; kept in every link."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from legation.archive.shelf import ALL, DOCUMENTS
from legation.office.edition_held import hold_to_edition
from legation.office.opened import OpenedRecord, opened
from legation.office.pinned import EditionNotServed, EditionOfOtherSources
from legation.publication.asked import asked_in_words
from legation.publication.questions import Asked, QuestionError, asked, default_on
from legation.record.record import Record
from legation.record.scenario import Scenario
from legation.standings.asof import KnownRecord
from legation.standings.known_logged import KnownLogged
from legation.terms.days import civil, last_day_of_month

LONGEST: Final = 60
ASKED: Final = ("on", "known", "sources", "under", "edition", "year")
"""The parameters that every page reads; all others belong to the page."""
_STATUS: Final = {EditionNotServed: 410, EditionOfOtherSources: 409}
MOST_KEPT: Final = 12
LONGEST_KEPT: Final = 200


@dataclass(frozen=True)
class Question:
    """A question understood.

    Args:
        on_text, known_text: as the reader wrote them, empty where the usual date is meant.
        served: the record asked: under the scenario where one is asked and the page speaks of it.
        sources_text: ``documents`` where only the record's own sources are asked, else empty.
        under_text: the name of the scenario asked, else empty; scenario: what it supposes.
        as_is: the record as it is, whatever is supposed; ``served`` itself where nothing is.
        in_words: whether the date asked is that of words that were searched, not one of the address.
        kept: what the address asks of its page besides, such as a filter; moving through time keeps it.
        seen: the acts and the standings to which the page has led while it was written, by their ids.
        on: the day or period asked about; known_day: the day at whose end things are known.
    """

    language: str
    path: str
    served: OpenedRecord
    on_text: str
    known_text: str
    on: Asked
    known_day: int
    sources_text: str = ""
    under_text: str = ""
    scenario: Scenario | None = None
    as_is: OpenedRecord | None = None
    in_words: bool = False
    kept: tuple[tuple[str, str], ...] = ()
    seen: dict[str, set[str]] = field(default_factory=lambda: {"act": set(), "standing": set()}, compare=False, repr=False)

    @property
    def record(self) -> Record:
        return self.served.record

    @property
    def whole(self) -> OpenedRecord:
        """The record as it is, whatever is supposed."""
        return self.as_is or self.served

    @property
    def supposes(self) -> bool:
        """Whether the answer is one under a scenario."""
        return self.scenario is not None and self.as_is is not None

    @property
    def supposed_title(self) -> str:
        """What the answer supposes, in the language of the page; empty where it supposes nothing."""
        return self.scenario.title[self.language] if self.scenario is not None and self.supposes else ""

    @cached_property
    def known(self) -> KnownRecord:
        """The record as known on that day."""
        return self.served.as_known(self.known_day)

    @cached_property
    def logged(self) -> KnownLogged | None:
        """The record with its log as known on that day; None where it has no log, so that ``known`` is all of it."""
        return self.served.logged(self.known_day)

    @property
    def knows_all(self) -> bool:
        """Whether every claim of the record counts."""
        return self.known_day >= self.served.latest

    @property
    def state(self) -> dict[str, str]:
        """What links must carry for the same question to be asked again."""
        written = (("on", self.on_text), ("known", self.known_text), ("sources", self.sources_text), ("under", self.under_text))
        return {name: text for name, text in written if text}

    @property
    def carried(self) -> dict[str, str]:
        """What a form for other words must carry: not a date that these words asked for."""
        return {name: text for name, text in self.state.items() if name != "on" or not self.in_words}

    def here(self, **changes: str) -> str:
        """The address of this page asked again, its own parameters kept, with changes to the question."""
        query = self.query(**changes)
        kept = urlencode([one for one in self.kept if one[0] not in changes])
        return f"{self.path}{query}{('&' if query else '?') + kept if kept else ''}"

    def query(self, **changes: str) -> str:
        """The state as the end of an address, with changes; empty texts leave their parameter out."""
        usual = {"on": "", "known": "", "sources": "", "under": ""}
        wanted = {name: text for name, text in {**usual, **self.state, **changes}.items() if text}
        return f"?{urlencode(wanted)}" if wanted else ""

    @property
    def first_year(self) -> int:
        return civil(self.on.first)[0]

    @property
    def last_year(self) -> int:
        return civil(self.on.last)[0]

    @property
    def covered_years(self) -> tuple[int, int]:
        """First and last year of which the record speaks."""
        return civil(self.record.period[0])[0], civil(self.record.period[1])[0]


class QuestionNotUnderstood(Exception):
    """A date that cannot be read, or an edition that is not served.

    ``wrong`` gives the error by the name of its field; nothing written is lost.
    """

    def __init__(self, usual: Question, written: dict[str, str], wrong: dict[str, QuestionError]) -> None:
        super().__init__(", ".join(wrong))
        self.status = next((status for kind, status in _STATUS.items() if isinstance(wrong.get("edition"), kind)), 400)
        self.usual = usual
        self.written = written
        self.wrong = wrong


def question_of(request: HttpRequest, language: str, *, supposing: bool = True) -> Question:
    """The question that a request asks.

    Args:
        supposing: whether the page speaks of scenarios; one that does not has the record as it is, and says so.

    Raises:
        QuestionNotUnderstood: one of its dates cannot be read, there is no such set of sources or no such scenario, or another
            edition is asked.
    """
    written = {name: request.GET.get(name, "").strip() for name in ("on", "known", "sources")}
    wrong: dict[str, QuestionError] = {}
    sources = written.pop("sources")[:LONGEST]
    try:
        served = opened(sources or ALL)
    except QuestionError as error:
        served, wrong["sources"] = opened(), error
    try:
        hold_to_edition(request.GET.get("edition", "").strip(), served, sources or ALL)
    except QuestionError as error:
        wrong["edition"] = error
    whole, under = served, request.GET.get("under", "").strip()[:LONGEST]
    try:
        served = whole.under(under) if under else whole
    except QuestionError as error:
        wrong["under"], under = error, ""
    dates: dict[str, Asked] = {}
    for name, text in written.items():
        try:
            if text:
                dates[name] = asked_in_words(text)
                written[name] = text if dates[name].text == text else dates[name].text
        except QuestionError as error:
            wrong[name] = error
    question = Question(
        language=language,
        path=request.path,
        served=served if supposing else whole,
        on_text=written["on"] if "on" in dates else "",
        known_text=written["known"] if "known" in dates else "",
        on=dates.get("on") or default_on(served.record),
        known_day=dates["known"].last if "known" in dates else served.latest,
        sources_text=DOCUMENTS if sources == DOCUMENTS and served.record is not opened().record else "",
        under_text=under,
        scenario=whole.proposals[under] if under else None,
        as_is=whole if under and supposing else None,
        kept=kept_of(request),
    )
    if wrong:
        raise QuestionNotUnderstood(question, written, wrong)
    return question


def kept_of(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The parameters of the address that its page reads alone, in the order written; what is too long or too many is left out."""
    found = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in ASKED and 0 < len(value) <= LONGEST_KEPT and len(name) <= LONGEST
    ]
    return tuple(found[:MOST_KEPT])


def in_year(on_text: str, year: int) -> str:
    """The day asked about, moved to another year: what the slider of years asks; 1 January where it was no day."""
    try:
        on = asked(on_text)
    except QuestionError:
        on = None
    _, month, day = civil(on.first) if on is not None and on.is_day else (year, 1, 1)
    day = min(day, last_day_of_month(year, month))
    return f"{year:04d}-{month:02d}-{day:02d}"
