"""Final clauses as data: when a treaty enters into force, for whom, how one leaves it, how long it lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from legation.terms.days import Period, civil, day_number
from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import Problem, nearest, problem

TWELVE_MONTHS: Final = Period("P12M")


@dataclass(frozen=True, slots=True)
class Lapse:
    """How long after an act a clause takes effect.

    Args:
        after: the period, None for the very day.
        next_day: the n-th day is not counted: the effect comes when the period has run out, on the day after it.
        next_month: the effect waits for the first day of the following month.
    """

    after: Period | None = None
    next_day: bool = False
    next_month: bool = False

    def from_day(self, day: int) -> int:
        """The day of effect of an act of ``day``."""
        reached = (self.after.add_to(day) if self.after else day) + int(self.next_day)
        if not self.next_month:
            return reached
        year, month, _ = civil(reached)
        return day_number(year + month // 12, month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """How the treaty enters into force (VCLT 24).

    Args:
        consents: how many are needed; 0 where no number is asked (a fixed day, or all who negotiated).
        all: every negotiating State must have consented (VCLT 24(2)).
        including: participants without whose consent it cannot be.
        excluding: participants whose consent does not count (an organisation beside its members).
        kinds: kinds of act that count; all consents where empty.
        on: a fixed day, before which it cannot be.
    """

    consents: int = 0
    all: bool = False
    including: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    on: int | None = None
    lapse: Lapse = Lapse()


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a participant leaves (VCLT 54, 56).

    Args:
        allowed: False where the treaty, or its nature, admits no denunciation.
        not_before: how long it must have been in force before a notice counts.
        since_own: that time runs from entry into force for the participant itself, not of the treaty.
    """

    allowed: bool = True
    lapse: Lapse = Lapse(TWELVE_MONTHS)
    not_before: Period | None = None
    since_own: bool = False
    by_clause: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """A fixed term, and how it is renewed by silence: for ``renews`` each time unless notice came ``notice`` before its end."""

    lasts: Period
    renews: Period | None = None
    notice: Period | None = None

    def end(self, entry: int, renewals: int) -> int:
        """The end of the term after so many renewals, for a treaty in force from ``entry``."""
        months = self.lasts.months + renewals * (self.renews.months if self.renews else 0)
        days = self.lasts.days + renewals * (self.renews.days if self.renews else 0)
        return Period(f"P{months}M{days}D").add_to(entry)

    def end_refused(self, entry: int, notice: int) -> int:
        """The end of the first term that a notice given on ``notice`` can still stop from being renewed."""
        renewals = 0
        while (self.notice.add_to(notice) if self.notice else notice) > self.end(entry, renewals):
            renewals += 1
        return self.end(entry, renewals)


@dataclass(frozen=True, slots=True)
class FinalClauses:
    """The final clauses of one treaty.

    Args:
        bilateral: two sides: when one leaves, it ends for both.
        negotiators: who negotiated it, where all must consent.
        signature_binds: signature alone is consent (VCLT 12(1)(a)).
        provisional_on_signature: a signatory applies it provisionally from its signature (VCLT 25).
        accession_after_entry: accession is open only once it is in force.
        joining: when it enters into force for a later joiner; on the day of consent where the clause says nothing (VCLT 24(3)).
        reservations: ``free``, ``forbidden`` (VCLT 19(a)) or ``authorised`` (needing no acceptance, VCLT 20(1)).
        minimum: it ends when fewer than so many remain; 0 where the clause does not say so (VCLT 55).
        binds: for an amendment, ``accepting`` (VCLT 40(4)) or ``all``.
        articles: which article of the treaty each clause is: ``entry``, ``joining``, ``denunciation``, …
        corrections: what the clauses say as corrected, by the act of correction (VCLT 79).
    """

    entry: Entry | None = None
    joining: Lapse = Lapse()
    denunciation: Leaving = Leaving()
    duration: Duration | None = None
    bilateral: bool = False
    negotiators: tuple[str, ...] = ()
    signature_binds: bool = False
    provisional_on_signature: bool = False
    accession_after_entry: bool = False
    reservations: str = "free"
    minimum: int = 0
    amends: str = ""
    binds: str = "accepting"
    articles: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def corrected(self, acts: Iterable[str]) -> FinalClauses:
        """The clauses as those acts of correction left them."""
        made = self
        for act in acts:
            for named, table in self.corrections:
                if named == act:
                    problems: list[Problem] = []
                    made = _read(table, made, "", problems)
        return made

    def article(self, clause: str) -> str:
        return dict(self.articles).get(clause, "")


RESERVATIONS: Final = ("free", "forbidden", "authorised")
BINDS: Final = ("accepting", "all")


def read_clauses(table: Mapping[str, Any], file: str) -> tuple[FinalClauses, list[Problem]]:
    """The final clauses of one table of a TOML file, with every problem found.

    Args:
        table: ``entry``, ``joining``, ``denunciation``, ``duration`` and the rest, as the guide lists them.
        file: which file to name in problems.
    """
    problems: list[Problem] = []
    clauses = _read(table, FinalClauses(), file, problems)
    corrections = []
    for one in table.get("corrected", []):
        said = {key: value for key, value in one.items() if key != "by"}
        _read(said, clauses, file, problems)
        corrections.append((str(one.get("by", "")), said))
    return replace(clauses, corrections=tuple(corrections)), problems


def _read(table: Mapping[str, Any], before: FinalClauses, file: str, problems: list[Problem]) -> FinalClauses:
    known = {one.name for one in fields(FinalClauses)} - {"corrections"}
    made = before
    for key, given in table.items():
        if key in ("corrected",):
            continue
        if key not in known:
            problems.append(
                problem(
                    file,
                    0,
                    key,
                    "participation.unknown_clause",
                    value=key,
                    nearest=nearest(key, known) or ", ".join(sorted(known)),
                )
            )
            continue
        try:
            made = replace(made, **{key: _value(key, given)})
        except (TypeError, ValueError, KeyError, AttributeError, EdtfError):
            problems.append(problem(file, 0, key, "participation.clause_unreadable", value=given))
    return made


def _value(key: str, given: Any) -> Any:
    if key in ("entry", "joining", "denunciation", "duration"):
        return {"entry": _entry, "joining": _lapse, "denunciation": _leaving, "duration": _duration}[key](dict(given))
    if key == "negotiators":
        return _names(given)
    if key == "articles":
        return tuple((str(name), str(text)) for name, text in given.items())
    if key in ("reservations", "binds") and given not in {"reservations": RESERVATIONS, "binds": BINDS}[key]:
        raise ValueError(given)
    wanted = {"minimum": int, "reservations": str, "binds": str, "amends": str}.get(key, bool)
    if type(given) is not wanted:
        raise TypeError(given)
    return given


def _names(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise TypeError(given)
    return tuple(given)


def _period(given: Any) -> Period | None:
    return None if given is None else Period(str(given))


def _lapse(given: dict[str, Any]) -> Lapse:
    made = _take_lapse(given)
    _nothing_left(given)
    return made


def _take_lapse(given: dict[str, Any]) -> Lapse:
    return Lapse(_period(given.pop("after", None)), bool(given.pop("next_day", False)), bool(given.pop("next_month", False)))


def _entry(given: dict[str, Any]) -> Entry:
    on = given.pop("on", None)
    first = parse(str(on)).first if on is not None else None
    if on is not None and not isinstance(first, int):
        raise ValueError(on)
    made = Entry(
        int(given.pop("consents", 0)), bool(given.pop("all", False)), _names(given.pop("including", [])),
        _names(given.pop("excluding", [])), _names(given.pop("kinds", [])), first if isinstance(first, int) else None,
        _take_lapse(given),
    )  # fmt: skip
    _nothing_left(given)
    return made


def _leaving(given: dict[str, Any]) -> Leaving:
    allowed, own = bool(given.pop("allowed", True)), bool(given.pop("since_own", False))
    not_before = _period(given.pop("not_before", None))
    by_clause = bool({"after", "next_day", "next_month"} & given.keys())
    lapse = _take_lapse(given) if by_clause else Lapse(TWELVE_MONTHS)
    _nothing_left(given)
    return Leaving(allowed, lapse, not_before, own, by_clause)


def _duration(given: dict[str, Any]) -> Duration:
    made = Duration(Period(given.pop("lasts")), _period(given.pop("renews", None)), _period(given.pop("notice", None)))
    if made.renews is not None and not (made.renews.months or made.renews.days):
        raise ValueError(made.renews)
    _nothing_left(given)
    return made


def _nothing_left(given: dict[str, Any]) -> None:
    if given:
        raise KeyError(next(iter(given)))
