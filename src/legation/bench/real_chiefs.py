"""The list of United States chiefs of mission as known on a day: the record's answers beside its own history of versions.

The other reader is plain: which rows stood in the list at the end of the day, and who, by these rows alone, was at the head of
each mission on some day of the world. It knows no act, no standing and no knowledge date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from legation.standings.compiled import Compiled
from legation.standings.rectangles import verdict_of
from legation.terms.days import day_number, iso
from legation.terms.slug import slug

KNOWN: Final = ("2016-01-01", "2018-01-01", "2021-01-01", "2026-11-21")
"""The last stands for today: the list's last version is of 2021-08-10."""
DAYS: Final = (
    *(day_number(year, month, 15) for year in range(1790, 2021, 10) for month in (1, 7)),
    day_number(2015, 6, 1), day_number(2017, 3, 1), day_number(2018, 1, 1), day_number(2020, 12, 31),
)  # fmt: skip
ANSWERS: Final = {"certain": ("yes", "presumed"), "open": ("possible",)}


@dataclass(frozen=True, slots=True)
class Charge:
    """One row of the list as of a day: mission, person, office, and first and last possible day of each date, None where it has none."""

    mission: str
    person: str
    office: str
    appointed: tuple[int, int] | None
    began: tuple[int, int] | None
    ended: tuple[int, int] | None


def charges_known(folder: Path, known: str) -> list[Charge]:
    """The rows that stood in the list at the end of a day, read from the publisher's files alone."""
    import pyarrow.parquet as pq

    tables: dict[str, list[dict[str, Any]]] = {
        name: pq.ParquetFile(folder / "history_at_state" / f"{name}.parquet").read().to_pylist()
        for name in ("us_chiefs_versions", "us_people")
    }
    people = {row["id"]: f"{row['forename'] or ''} {row['surname'] or ''}".strip() for row in tables["us_people"]}
    end = datetime.combine(datetime.fromisoformat(known), time.max, UTC)
    return [
        Charge(
            row["mission"], people.get(row["person_id"]) or row["person_id"], row["role"] or "",
            *(_bounds(row[f"{column}_date"]) for column in ("appointed", "started", "ended")),
        )
        for row in tables["us_chiefs_versions"]
        if row["known_from"] <= end and (row["known_to"] is None or row["known_to"] > end)
    ]  # fmt: skip


def _bounds(written: str | None) -> tuple[int, int] | None:
    """First and last possible day of a year, a month or a day."""
    if not written:
        return None
    year, month, day = (int(part) if part else 0 for part in (*written.split("-"), "", "")[:3])
    if day:
        return (day_number(year, month, day),) * 2
    if month:
        return day_number(year, month, 1), day_number(year + month // 12, month % 12 + 1, 1) - 1
    return day_number(year, 1, 1), day_number(year, 12, 31)


def at_post(charges: list[Charge], day: int) -> dict[str, set[tuple[str, str]]]:
    """Who was at the head of a mission on a day by its rows alone: those of whom it is certain, and those of whom it may be.

    A head is at the post from the day of beginning to the day before the end, and no longer than until another begins there: for
    certain on the very day that the list gives for the beginning. Where
    the row has no end, that of another row of the same person there in the same office is taken, before which the person did not
    begin anew; where the list has none, nothing says that the head was still there: it may be.
    """
    certain: set[tuple[str, str]] = set()
    perhaps: set[tuple[str, str]] = set()
    for one in charges:
        ended = _end_of(one, charges)
        if one.began is None or one.began[0] > day or (ended is not None and ended[1] <= day):
            continue
        begun = [other.began for other in charges if other is not one and other.began is not None and other.began != one.began]
        after = [other for other in begun if other[1] > one.began[0] and other[0] <= day]
        if any(other[0] >= one.began[1] and other[1] <= day for other in after):
            continue
        said = one.began == (day, day)  # the list says so of that very day
        sure = one.began[1] <= day and (said or (ended is not None and ended[0] > day)) and not after
        (certain if sure else perhaps).add((one.mission, slug(one.person)))
    return {"certain": certain, "open": perhaps - certain}


def _end_of(one: Charge, charges: list[Charge]) -> tuple[int, int] | None:
    """The end of a charge: its own, or the next one recorded of the same person at the same mission in the same office."""
    if one.ended is not None or one.began is None:
        return one.ended
    same = [
        other for other in charges if slug(other.person) == slug(one.person) and other.office == one.office and other is not one
    ]
    again = min((other.began[0] for other in same if other.began is not None and other.began[0] > one.began[1]), default=None)
    ends = [other.ended for other in same if other.ended is not None and other.ended[0] > one.began[1]]
    return min((end for end in ends if again is None or end[1] <= again), default=None)


def answered(made: Compiled, day: int, known: int) -> dict[str, set[tuple[str, str]]]:
    """The same as the record answers it."""
    kind = made.keys.kinds.index("head_of_mission")
    found: dict[str, set[tuple[str, str]]] = {name: set() for name in ANSWERS}
    keys, codes = made.asof(day, known)
    for key, code in zip(keys.tolist(), codes.tolist(), strict=True):
        if made.keys.kind[key] == kind:
            _, mission, person = (made.keys.names[place] for place in made.keys.roles[key].tolist()[:3])
            for name, answers in ANSWERS.items():
                if verdict_of(code).answer in answers:
                    found[name].add((mission, slug(person)))
    found["open"] -= found["certain"]
    return found


def differences(folder: Path, made: Compiled) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    """For each day of knowledge what was compared, in words, and every difference: day, certain or open, mission and person."""
    for known in KNOWN:
        charges = charges_known(folder, known)
        number = day_number(*(int(part) for part in known.split("-")))
        by_mission: dict[str, list[Charge]] = {}
        for one in charges:
            by_mission.setdefault(one.mission, []).append(one)
        heads, apart = 0, []
        for day in DAYS:
            expected: dict[str, set[tuple[str, str]]] = {name: set() for name in ANSWERS}
            for mine in by_mission.values():
                for name, of_mission in at_post(mine, day).items():
                    expected[name] |= of_mission
            told = answered(made, day, number)
            heads += sum(map(len, expected.values()))
            for name in ANSWERS:
                apart += [(iso(day), name, *one) for one in sorted(expected[name] ^ told[name])]
        told_of = f"{len(charges):,} charges at {len(by_mission)} missions, {heads:,} heads at their posts on {len(DAYS)} days"
        yield f"chiefs as known on {known}: {told_of}; {len(apart)} differences", apart


__all__ = ["Charge", "answered", "at_post", "charges_known", "differences"]
