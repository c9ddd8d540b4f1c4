"""Random sequences of sealed entries: what desks enter, correct, retract and reclassify in a small record, batch after batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from legation.archive.ledger.plain import NOT_IN_COLUMNS
from legation.record.ledger.authored import TEXT, rows_of
from legation.record.ledger.entry import Entry, Place, Sealed
from tests.small_records import ACTORS
from tests.standings.choices import Choices
from tests.standings.drawn_histories import SOURCES, VERSIONS, YEAR, told_history

LEVELS = ("public", "secret")
WHOLE = ("settings", "text gone")
"""Deeds after which a record is read whole."""
DEEDS = ("enter", "enter", "enter", "correct", "correct", "retract", "level", "figure", "actor", "source", *WHOLE)
RESTRICTED = ("enter", "enter", "restricted", "restricted", "correct", "retract", "level", "level", "figure")
REDATED = ("enter", "enter", "enter", "correct", "retract", "actor", "actor", "source", "source")
OF_CLAIMS = ("enter", "enter", "enter", "correct", "retract", "level")
LASTING = {"state_succeeded": ("relations_established", "relations_severed", "relations_suspended", "relations_resumed"),
           "body_succeeded": ("joined", "joined", "withdrawal_effective", "withdrawal_announced")}  # fmt: skip
"""By what is succeeded to, the acts whose standings pass."""
PARTIES = {"state_succeeded": ("chile", "old-state", "bolivia"), "body_succeeded": ("org-a", "org-b", "org-c")}


class LogsInMemory:
    """As much of a ledger as reading needs, in memory.

    Args:
        clock_stands: whether all is sealed at one moment, as far as the logs tell.
    """

    name, levels, owner, offset = "small", LEVELS, "ledger", -300

    def __init__(self, *, clock_stands: bool = False) -> None:
        self._clock_stands = clock_stands
        self.logs: dict[str, list[Sealed]] = {level: [] for level in LEVELS}
        self.batches = 0

    def size(self, level: str) -> int:
        return len(self.logs[level])

    def entries(self, level: str, first: int = 0) -> Iterator[Sealed]:
        return iter(self.logs[level][first:])

    def entry(self, level: str, number: int) -> Sealed:
        return self.logs[level][number]

    def some(self, level: str, numbers: Sequence[int]) -> list[Sealed]:
        return [self.logs[level][number] for number in numbers]

    def head(self, level: str, size: int) -> str:
        return str(hash(tuple(str(one) for one in self.logs[level][:size])))

    def end(self, level: str) -> tuple[int, str]:
        size = self.size(level)
        return size, self.head(level, size)

    def seal(self, entries: list[Entry]) -> None:
        """Seal a batch, some days after the one before."""
        self.batches += 1
        days = 1 if self._clock_stands else self.batches
        moment = f"2026-{days // 9 + 1:02d}-{3 * (days % 9) + 1:02d}T04:30:00.000000Z"
        for entry in entries:
            log = self.logs[entry.level]
            log.append(Sealed(Place(entry.level, len(log)), moment, entry, f"d-{self.batches}", "one", "other"))


@dataclass
class Filings:
    """A ledger with its first entries, and the batches to come, each with the names of its deeds."""

    first: list[Entry]
    batches: list[tuple[list[Entry], list[str]]] = field(default_factory=list)


def successions(choose: Choices) -> Filings:
    """A small record and a few batches of claims about parties that succeed one another, of which columns hold the most."""
    return filings(choose, is_plain=True, waiting=list(rows_of_successions(choose)), deeds=OF_CLAIMS)


def redated(choose: Choices) -> Filings:
    """A small record and a few batches of claims, among which actors end otherwise and sources are of other days."""
    return filings(choose, is_plain=True, waiting=list(rows_of_successions(choose)) if choose.once_in(3) else None, deeds=REDATED)


def restricted(choose: Choices) -> Filings:
    """A small record and a few batches of which much is entered at a restricted level, or moved from one to the other."""
    return filings(
        choose, is_plain=True, waiting=list(rows_of_successions(choose)) if choose.once_in(3) else None, deeds=RESTRICTED
    )


def rows_of_successions(choose: Choices) -> Iterator[dict[str, str]]:
    """Rows of a few claims about parties that succeed one another, in loops too, as told by one source."""
    passing = choose.among(sorted(LASTING))
    for number in range(choose.between(6, 10)):
        one, other = choose.among([(a, b) for a in PARTIES[passing] for b in PARTIES[passing] if a != b])
        row = {"claim": f"s-{number}", "act": f"s-a-{number}", "title": "t", "title_es": "t", "source": "book", "locator": "1"}
        row["date"] = f"1900-01-{choose.between(1, 20):02d}"
        if choose.once_in(3):
            row |= {"kind": passing, "subject": one, "object": other}
            if choose.once_in(3):
                row["subject"] += f";{next(two for two in PARTIES[passing] if two not in (one, other))}"
        else:
            row |= {"kind": choose.among(LASTING[passing]), "subject": "peru", "object": one}
            if choose.once_in(6):
                row |= {"kind": "attestation", "standing": "relations" if passing == "state_succeeded" else "membership"}
        if choose.once_in(6):
            row["date"] = "1900-01"
        if number and choose.once_in(8):
            row["act"] = "s-a-0"
        if choose.once_in(3):
            del row["source"], row["locator"]
        yield row


def filings(
    choose: Choices, *, is_plain: bool = False, waiting: list[dict[str, str]] | None = None, deeds: Sequence[str] = DEEDS
) -> Filings:
    """A small record and a few batches.

    Args:
        is_plain: whether most claims are such as columns hold; waiting: those to be filed, drawn where none are given.
        deeds: what is done, the oftener the oftener it stands there.
    """
    from tests.ministry.small_office import FOLDER, settings_of_record

    texts = {"record.toml": settings_of_record(), "acts/old.csv": FOLDER["acts/relations.csv"].splitlines()[0] + "\n"}
    texts["sources.json"] = "[" + ",".join(_source(name, issued) for name, issued in SOURCES.items()) + "]"
    head = FOLDER["actors.csv"].splitlines()[0]
    texts["actors.csv"] = "\n".join([head, *(f"{one},state,{one},{one},,,,,,,book,," for one in ACTORS.split(","))]) + "\n"
    head = FOLDER["instruments.csv"].splitlines()[0]
    texts["instruments.csv"] = (
        "\n".join([head, *(f"{one},treaty,{one},{one},,book,," for one in ("law-1", "law-2", "treaty-1"))]) + "\n"
    )
    made = Filings([_entered(row) for row in rows_of({name: text.encode() for name, text in texts.items()})])
    drawn = waiting is None
    waiting = waiting or [row for name in ("x", "y", *(("z", "w") if is_plain else ())) for row in _rows(choose, name)]
    if is_plain and drawn:
        waiting = [row for row in waiting if row["kind"] not in NOT_IN_COLUMNS or choose.once_in(6)]
        for row in waiting:
            if row["kind"] not in NOT_IN_COLUMNS and not choose.once_in(8):
                row["act"] = f"own-{row['claim']}"
                row.pop("after", None)
    there: dict[str, tuple[dict[str, Any], str]] = {}
    made.first += [_file(waiting.pop(0), there, "public") for _ in range(min(3, len(waiting)))]
    for number in range(choose.between(2, 5)):
        entries: list[Entry] = []
        names = []
        for _ in range(choose.between(1, 2 if is_plain else 3)):
            before = dict(there)
            name, more = _deed(choose, number, waiting, there, deeds)
            if {one.key for one in more}.isdisjoint(one.key for one in entries):
                entries += more
                names.append(name)
            else:
                there = before  # nothing of it is sealed
        if entries:
            made.batches.append((entries, names))
    return made


def _rows(choose: Choices, name: str) -> list[dict[str, str]]:
    """The claims of a history; one in three is a filing that names no source."""
    rows = []
    for number, row in enumerate(told_history(choose).rows, start=1):
        cells = {"title": "t", "title_es": "t", "locator": "1", **row, "claim": f"{name}-{number}"}
        cells.setdefault("act", f"{name}-a-{number}")
        for column in ("act", "after"):
            if column in cells and not cells[column].startswith(name):
                cells[column] = f"{name}-{cells[column]}"
        if cells["kind"] == "adjudication":
            cells["value"] = ";".join(one.replace("c-", f"{name}-") for one in cells["value"].split(";"))
        cells.setdefault("source", "book")
        if choose.once_in(3):
            del cells["source"], cells["locator"]
        rows.append({column: value for column, value in cells.items() if value})
    return rows


def _deed(
    choose: Choices, number: int, waiting: list[dict[str, str]], there: dict[str, tuple[dict[str, Any], str]],
    deeds: Sequence[str],
) -> tuple[str, list[Entry]]:  # fmt: skip
    name = choose.among(list(deeds))
    if name in ("correct", "retract", "level") and there:
        key = choose.among(sorted(there))
        cells, level = there[key]
        table: Any = "adjudications" if cells["kind"] == "adjudication" else "acts"
        if name == "correct":
            changed = choose.among(
                [{"date": f"1900-01-{choose.between(1, 20):02d}"}, {"object": choose.among(["chile", "org-a", "nobody"])},
                 {"act": choose.among(sorted(there)) + "-other"}, {"source": choose.among(sorted(SOURCES)), "locator": "2"},
                 {"after": choose.among([one["act"] for one, _ in there.values()])}, {"note": "n", "note_es": "n"}]
            )  # fmt: skip
            there[key] = ({**cells, **changed}, level)
            return name, [Entry("corrected", table, key, there[key][0], level)]
        del there[key]
        gone = Entry("retracted", table, key, {}, level)
        if name == "retract":
            return name, [gone]
        other = LEVELS[1 - LEVELS.index(level)]
        return name, [gone, _file({**cells, "level": other}, there, other)]
    if name == "figure":
        cells = {"claim": f"m-{number}", "series": "exports", "actor": "peru", "period": "1900", "value": "1", "unit": "usd", "source": "book", "locator": "1"}  # fmt: skip
        return name, [Entry("entered", "measures", f"m-{number}", cells)]
    if name == "actor":
        who = choose.among(["old-state", "chile", f"new-{number}"])
        end = f"1900-01-{choose.between(5, 20):02d}"
        cells = {"id": who, "kind": "state", "name": who, "name_es": who, "to": end, "source": "book"}
        return name, [Entry("entered" if who.startswith("new") else "corrected", "actors", who, cells, file="actors.csv")]
    if name == "source":
        who = choose.among(["paper", "book-2"])
        csl = {"id": who, "type": "book", "title": who, "issued": {"raw": f"1900-01-{choose.between(12, 26)}"}}
        return name, [Entry("corrected", "sources", who, {"source": csl}, file="sources.json")]
    if name == "settings":
        from tests.ministry.small_office import settings_of_record

        text = settings_of_record().replace("Pequeño", f"Pequeño {number}")
        return name, [Entry("corrected", "files", "record.toml", {TEXT: text}, file="record.toml")]
    if name == "text gone" and number == 1:
        return name, [Entry("retracted", "instruments", "law-2", {}, file="instruments.csv")]
    if name == "restricted" and waiting:
        return name, [_file({**waiting.pop(0), "level": LEVELS[1]}, there, LEVELS[1])]
    if not waiting:
        return "figure", [Entry("entered", "measures", f"n-{number}", {"claim": f"n-{number}", "series": "exports", "unit": "usd", "source": "book", "locator": "1"})]  # fmt: skip
    return "enter", [_file(waiting.pop(0), there, "public")]


def _file(cells: dict[str, Any], there: dict[str, tuple[dict[str, Any], str]], level: str) -> Entry:
    there[cells["claim"]] = (cells, level)
    return Entry("entered", "adjudications" if cells["kind"] == "adjudication" else "acts", cells["claim"], cells, level)


def _entered(row: Any) -> Entry:
    return Entry("entered", row.table, row.key, row.cells, row.level, row.file)


def _source(name: str, issued: str) -> str:
    version = f', "version_of": "{VERSIONS[name]}"' if name in VERSIONS else ""
    return f'{{"id": "{name}", "type": "book", "title": "{name}", "issued": {{"raw": "{issued}"}}{version}}}'


DAYS = (YEAR - 400, YEAR + 12, YEAR + 17, YEAR + 25, YEAR + 46_000, YEAR + 46_030)
"""Days of knowledge about those on which something is said."""
