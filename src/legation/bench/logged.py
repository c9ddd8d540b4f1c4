"""Seeded logs of acts like those that a record has, about whom it is about, with realistic skew. What they say is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.evaluation.guidelines import read_guidelines
from legation.record.actors import Actor
from legation.record.claims import LISTS_CLAIMS, WITHOUT_ACT_OF_THEIR_OWN, Claim
from legation.record.log import NOBODY, NOTHING, Log
from legation.record.record import Record
from legation.standings.plain_events import acts_touching_others, plain_kinds
from legation.terms.days import day_number
from legation.terms.vocabulary import Text

SEED: Final = 1821
INVENTED: Final = 300
"""States that are added to those of the record."""
NOT_DONE: Final = frozenset({*LISTS_CLAIMS, *WITHOUT_ACT_OF_THEIR_OWN, "gap", "attestation", "opinion", "expected"})
"""Kinds of claim that are no acts, or speak of what a log does not hold."""
_CORRECTED: Final = 0.04
_INEXACT: Final = 0.05
_UNDATED: Final = 0.002
_OWN_TEXTS: Final = 0.01
_ELSEWHERE: Final = 0.3
"""Shares of the acts that are corrected later, known by their month or not dated, of an instrument of the record, of others."""


def with_invented(record: Record) -> Record:
    """The record with invented States, so that a log of it has whom to name, and sheets that read most of such a log."""
    states = {name: _state(name) for name in (f"invented-state-{number:03d}" for number in range(INVENTED))}
    guideline = next(iter(read_guidelines(record, [])), "")
    about = record.about
    formulas = (
        *(f"count(acts({kind}, subject = {about}))" for kind in READ),
        *(f"during(count(acts({kind})), 2001, on)" for kind in READ),
        *(f"{index}(acts({kind}, subject = {about}).instrument)" for kind in READ[:3] for index in ("herfindahl", "evenness")),
        *(f"count(acts({kind}, subject = {about}, object is state).object)" for kind in READ[4:]),
        *(f"count(standings({kind}, subject = {about}))" for kind in ("party_to", "mission", "strategic_partnership")),
        f"count(standings(party_to, subject = {about}).instrument)",
        f"median(years(standings(party_to, subject = {about}).begin, on))",
        "median(years(first(acts(instrument_signed) by instrument), first(acts(entered_into_force_for) by instrument)))",
        "maximum(years(first(acts(instrument_signed) by instrument), first(acts(instrument_ratified) by instrument)))",
        "share(count(acts(instrument_ratified).instrument), count(acts(instrument_signed).instrument))",
        "change(count(acts(instrument_signed)), 2010)",
        f"count(acts(entered_into_force_for, instrument in standings(party_to, subject = {about}).instrument))",
    )
    sheets = "\n".join(_sheet(number, formula, guideline) for number, formula in enumerate(formulas))
    evaluation = {**record.evaluation, "indicators/bench.toml": sheets}
    return replace(record, actors={**record.actors, **states}, evaluation=evaluation, fictional=True)


READ: Final = (
    "instrument_signed", "entered_into_force_for", "instrument_ratified", "participation_ended", "incident", "stand_taken",
    "initiative_taken", "rule_adopted",
)  # fmt: skip
"""Kinds of act that the sheets of the bench read whole."""


def _sheet(number: int, formula: str, guideline: str) -> str:
    unit = next((unit for word, unit in _UNITS.items() if formula.startswith(word)), "number")
    said = f'{{ en = "Bench {number}", es = "Banco {number}" }}'
    texts = "\n".join(f"{key} = {said}" for key in ("name", "definition", "source", "limits", "coverage"))
    return f'[bench-{number}]\nguideline = "{guideline}"\nformula = "{formula}"\nunit = "{unit}"\nevery = "period"\n{texts}\n'


_UNITS: Final = {
    "herfindahl": "index", "evenness": "index", "median": "quantity", "maximum": "quantity", "share": "percentage",
    "change": "rate_of_change",
}  # fmt: skip


def _state(name: str) -> Actor:
    nothing = Text("", "")
    return Actor(name, "state", Text(name, name), (), None, None, (), (), (), nothing)


@dataclass(frozen=True)
class _Drawn:
    """Drawn columns, as :class:`Log` has them, before corrections."""

    kind: npt.NDArray[np.int64]
    lo: npt.NDArray[np.int64]
    hi: npt.NDArray[np.int64]
    subject: npt.NDArray[np.int64]
    object: npt.NDArray[np.int64]
    instrument: npt.NDArray[np.int64]
    known: npt.NDArray[np.int64]


def log_like(record: Record, size: int, seed: int = SEED, by_rules: float = 0.01, *, tangled: bool = False) -> Log:
    """A log of about ``size`` acts: of each kind as many as the record has in proportion, a few partners in most of them.

    Args:
        by_rules: the share of acts of kinds that bear on standings which columns cannot fold.
        tangled: whether days of acts that bring standings about may be inexact, and overlap.

    What brings standings about names invented States and texts, on exact days unless ``tangled``, so that no standing of the
    record itself begins again and again: how such standings are folded is the work of compiling, which is measured elsewhere.
    """
    dice = np.random.default_rng(seed)
    patterns = [one for one in record.claims if one.kind not in NOT_DONE and one.date is not None and (one.subject or one.object)]
    plain = int(size / (1 + 2 * _CORRECTED))
    pattern = dice.choice(len(patterns), plain, p=_weights(record, patterns, by_rules))
    kinds = tuple(sorted({one.kind for one in patterns}))
    texts = max(size // 6, 50)
    names = tuple(sorted({*record.actors, *record.instruments, *(f"invented-text-{number:07d}" for number in range(texts))}))
    place = {name: number for number, name in enumerate(names)}
    drawn = _drawn(dice, record, patterns, pattern, kinds, place, tangled)
    wrong = np.flatnonzero(dice.random(plain) < _CORRECTED)
    later = np.minimum(drawn.known[wrong] + dice.integers(1, 900, len(wrong)), _LAST_KNOWN)
    later = np.maximum(later, drawn.known[wrong])
    moved = np.where(drawn.lo[wrong] > -(10**8), dice.integers(-40, 40, len(wrong)), 0)

    def column(first: npt.NDArray[np.int64], taken: object, again: object, dtype: type) -> npt.NDArray[np.int32]:
        parts = (first, *(np.broadcast_to(np.asarray(one), len(wrong)) for one in (taken, again)))
        return np.concatenate(parts).astype(dtype)

    roles = {name: getattr(drawn, name) for name in ("subject", "object", "instrument")}
    undated_again = np.where(drawn.lo[wrong] > -(10**8), drawn.hi[wrong] + moved, later)
    return Log(
        kinds, names, act=np.arange(plain + 2 * len(wrong), dtype=np.int64),
        kind=column(drawn.kind, 0, drawn.kind[wrong], np.int16),  # type: ignore[arg-type]
        lo=column(drawn.lo, drawn.lo[wrong], drawn.lo[wrong] + moved, np.int32),
        hi=column(drawn.hi, drawn.hi[wrong], undated_again, np.int32),
        **{name: column(held, NOBODY, held[wrong], np.int32) for name, held in roles.items()},
        known=column(drawn.known, later, later, np.int32),
        retracts=column(np.full(plain, NOTHING), wrong, NOTHING, np.int64),  # type: ignore[arg-type]
    )  # fmt: skip


_FIRST_DAY: Final = day_number(1821, 7, 28)
_LAST_DAY: Final = day_number(2021, 6, 30)
_FIRST_KNOWN: Final = day_number(1990, 1, 1)
_LAST_KNOWN: Final = day_number(2021, 12, 31)


def _weights(record: Record, patterns: Sequence[Claim], by_rules: float) -> npt.NDArray[np.float64]:
    """How likely each pattern is: those of kinds that go through the rules share what ``by_rules`` gives them."""
    kinds = tuple(sorted({one.kind for one in patterns}))
    nobody = np.full(len(kinds), NOBODY, np.int32)
    day, every = np.zeros(len(kinds), np.int32), np.arange(len(kinds), dtype=np.int64)
    nothing = np.full(len(kinds), NOTHING, np.int64)
    log = Log(kinds, (), every, every.astype(np.int16), day, day, nobody, nobody, nobody, day, nothing)
    others = acts_touching_others(record, plain_kinds(record, log))
    slow = np.array([one.kind in others for one in patterns], np.bool_)
    share = np.where(slow, by_rules / max(int(slow.sum()), 1), (1 - by_rules) / max(int((~slow).sum()), 1))
    weights: npt.NDArray[np.float64] = share / share.sum()
    return weights


def _drawn(
    dice: np.random.Generator, record: Record, patterns: Sequence[Claim], pattern: npt.NDArray[np.int64],
    kinds: tuple[str, ...], place: dict[str, int], tangled: bool,
) -> _Drawn:  # fmt: skip
    size = len(pattern)
    partners = np.array([place[name] for name in record.actors if name != record.about], np.int64)
    weight = 1 / (np.arange(len(partners)) + 4.0)
    texts = np.array([number for name, number in place.items() if name.startswith("invented-text-")], np.int64)
    own_texts = np.array([place[name] for name in record.instruments], np.int64)

    def first_of(role: str) -> npt.NDArray[np.int64]:
        held = [getattr(one, role) for one in patterns]
        return np.array([place.get(names[0], NOBODY) if names else NOBODY for names in held], np.int64)[pattern]

    def partner() -> npt.NDArray[np.int64]:
        found: npt.NDArray[np.int64] = partners[dice.choice(len(partners), size, p=weight / weight.sum())]
        return found

    bearing = {effect.act for kind in record.vocabulary.standings.values() for effect in kind.effects}
    lasting = np.array([one.kind in bearing for one in patterns], np.bool_)[pattern]
    strangers = np.array([place[name] for name in record.actors if name.startswith("invented-state-")], np.int64)
    about = place[record.about]
    subject, other, text = first_of("subject"), first_of("object"), first_of("instrument")
    subject = np.where((subject != NOBODY) & ((subject != about) | (dice.random(size) < _ELSEWHERE)), partner(), subject)
    stranger = strangers[(len(strangers) * dice.random(size) ** 2).astype(np.int64)]
    other = np.where((other != NOBODY) & (other != about), np.where(lasting, stranger, partner()), other)
    other = np.where((other == subject) & (other != NOBODY), about, other)
    subject = np.where((other == subject) & (other != NOBODY), partners[0], subject)
    drawn_text = np.where(
        ~lasting & (dice.random(size) < _OWN_TEXTS), own_texts[dice.integers(0, len(own_texts), size)],
        texts[(len(texts) * dice.random(size) ** 2).astype(np.int64)],
    )  # fmt: skip
    text = np.where(text != NOBODY, drawn_text, NOBODY)
    late = dice.random(size) < 0.75
    turn = day_number(1945, 1, 1)
    day = np.where(late, dice.integers(turn, _LAST_DAY, size), dice.integers(_FIRST_DAY, turn, size))
    inexact, undated = ((~lasting | tangled) & (dice.random(size) < share) for share in (_INEXACT, _UNDATED))
    known = np.maximum(day + 1, dice.integers(_FIRST_KNOWN, _LAST_KNOWN, size))
    lo = np.where(undated, -(10**9), np.where(inexact, day - day % 30, day))
    hi = np.where(undated, known, np.where(inexact, day - day % 30 + 29, day))
    number = {kind: at for at, kind in enumerate(kinds)}
    kind = np.array([number[one.kind] for one in patterns], np.int64)[pattern]
    return _Drawn(kind, lo, hi, subject, other, text, known)
