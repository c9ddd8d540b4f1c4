"""The sources of a record: CSL-JSON as reference managers write it, each with the day from which it was known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from legation.record.dates import unreadable
from legation.record.jsonfile import JsonError, read_json
from legation.record.table import decode
from legation.terms.days import last_day_of_month
from legation.terms.edtf import Edtf, EdtfError, parse
from legation.terms.problems import Problem, problem
from legation.terms.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """One publication that the record cites.

    Args:
        id: our own slug.
        title: as published; short: name used in lists.
        authors: names as printed, in order.
        issued: when it was published.
        known: last possible day of ``issued``, as a day number: what it says is known from the end of that day on.
        version_of: id of the source whose later version it is, or empty.
        csl: the whole entry, for citing.
    """

    id: str
    title: str
    short: str
    authors: tuple[str, ...]
    issued: Edtf
    known: int
    version_of: str
    csl: dict[str, Any]
    file: str = field(default="", compare=False)

    @property
    def issued_first(self) -> int:
        """First possible day of publication."""
        return self.issued.first if isinstance(self.issued.first, int) else self.known

    @property
    def called(self) -> Text:
        """The name used in lists; in Spanish ``custom.title-short-es`` of its entry, where it has one."""
        return Text(self.short, _own(self.csl, "title-short-es") or self.short)

    @property
    def note(self) -> Text:
        """What is to be said of it: ``note`` of its entry, and in Spanish ``custom.note-es``; each empty where there is none."""
        note = self.csl.get("note")
        return Text(note if isinstance(note, str) else "", _own(self.csl, "note-es"))


def _own(csl: Mapping[str, Any], key: str) -> str:
    """A text under ``custom``, where CSL keeps what it has no field of its own for."""
    custom = csl.get("custom")
    found = custom.get(key) if isinstance(custom, dict) else None
    return found if isinstance(found, str) else ""


def read_sources(file: str, data: bytes) -> tuple[dict[str, Source], list[Problem]]:
    """The sources of one CSL-JSON file by id, with every problem found."""
    text, problems = decode(file, data)
    if text is None:
        return {}, problems
    try:
        entries = read_json(text)
    except JsonError as error:
        return {}, [*problems, problem(file, error.line, "", error.reason, severity="error", **error.values)]
    if not isinstance(entries, list):
        return {}, [*problems, problem(file, 1, "", "sources.not_a_list")]
    found: dict[str, Source] = {}
    for number, entry in enumerate(entries, start=1):
        source = source_of(file, number, entry, problems)
        if source is None:
            continue
        if source.id in found:
            problems.append(problem(file, 0, source.id, "sources.twice", id=source.id))
            continue
        found[source.id] = source
    return found, problems


def unknown_versions(sources: Mapping[str, Source]) -> list[Problem]:
    """A problem for each source said to be a version of one that the record does not hold."""
    return [
        problem(source.file, 0, source.id, "sources.unknown_version", id=source.version_of)
        for source in sources.values()
        if source.version_of and source.version_of not in sources
    ]


def source_of(file: str, number: int, entry: Any, problems: list[Problem]) -> Source | None:
    """The source in one entry of CSL-JSON, the ``number``-th of its file; what is wrong with it goes to ``problems``."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not entry["id"]:
        problems.append(problem(file, 0, "", "sources.no_id", number=number))
        return None
    key = entry["id"]
    title = entry.get("title")
    if not isinstance(title, str) or not title:
        problems.append(problem(file, 0, key, "sources.no_title", id=key))
        return None
    written = _issued(entry.get("issued"))
    if written is None:
        problems.append(problem(file, 0, key, "sources.no_issued", id=key))
        return None
    try:
        issued = parse(written)
    except EdtfError as error:
        problems.append(unreadable(file, 0, key, error))
        return None
    if not isinstance(issued.last, int):
        problems.append(problem(file, 0, key, "sources.no_issued", id=key))
        return None
    version_of = entry.get("version_of") or ""
    if not isinstance(version_of, str):
        problems.append(problem(file, 0, key, "sources.unknown_version", id=version_of))
        version_of = ""
    short = entry.get("title-short")
    return Source(
        key,
        title,
        short if isinstance(short, str) and short else title,
        _authors(entry),
        issued,
        issued.last,
        version_of,
        entry,
        file,
    )


def _issued(issued: Any) -> str | None:
    """CSL's ``issued`` as EDTF text: ``raw`` or ``literal`` as written, else its date-parts."""
    if not isinstance(issued, dict):
        return None
    for key in ("raw", "literal"):
        if isinstance(issued.get(key), str):
            return str(issued[key])
    spans = issued.get("date-parts")
    if not isinstance(spans, list) or not spans or not all(isinstance(span, list) and span for span in spans):
        return None
    written = [_date_parts(span) for span in spans[:2]]
    if any(part is None for part in written):
        return None
    return "/".join(part for part in written if part)


def _date_parts(parts: list[Any]) -> str | None:
    try:
        numbers = [int(part) for part in parts[:3]]
    except (TypeError, ValueError):
        return None
    if not 1 <= numbers[0] <= 9999 or (len(numbers) > 1 and not 1 <= numbers[1] <= 12):
        return None
    if len(numbers) > 2 and not 1 <= numbers[2] <= last_day_of_month(numbers[0], numbers[1]):
        return None
    return "-".join(f"{number:04d}" if place == 0 else f"{number:02d}" for place, number in enumerate(numbers))


def _authors(entry: dict[str, Any]) -> tuple[str, ...]:
    names = []
    given = entry.get("author")
    for author in given if isinstance(given, list) else []:
        if isinstance(author, dict):
            parts = [author.get("given"), author.get("family"), author.get("literal")]
            names.append(" ".join(part for part in parts if isinstance(part, str) and part))
    publisher = entry.get("publisher")
    if not names and isinstance(publisher, str):
        names.append(publisher)
    return tuple(name for name in names if name)


def lineage(source: str, sources: Mapping[str, Source]) -> str:
    """The first source of the line of versions to which ``source`` belongs."""
    seen = {source}
    while source in sources and (before := sources[source].version_of) and before not in seen:
        seen.add(before)
        source = before
    return source
