"""Seeded logs of any size with realistic skew, and the record whose words they use. Invented throughout."""

from __future__ import annotations

from typing import Final

import numpy as np

from legation.record.coverage import Coverage, Known
from legation.record.log import NOBODY, NOTHING, Log
from legation.record.record import Record
from legation.terms.days import day_number
from legation.terms.vocabulary import Effect, KindOfAct, KindOfStanding, Text, Vocabulary, common

SEED: Final = 1821
ACTORS: Final = 200
DYADIC: Final = 20
PARTY: Final = 4
FIRST_DAY: Final = day_number(1816, 1, 1)
LAST_DAY: Final = day_number(2025, 12, 31)
_LOADED_FROM: Final = day_number(1995, 1, 1)
_CORRECTED: Final = 0.047
_INEXACT: Final = 0.01
_NOTHING: Final = Text("", "")


def bench_record() -> Record:
    """A record without acts whose standings are opened and closed: twenty kinds between two actors, four with an instrument."""
    words = common()
    kinds = {f"tie-{number:02d}": ("subject", "object") for number in range(DYADIC)}
    kinds |= {f"bond-{number}": ("subject", "instrument") for number in range(PARTY)}
    standings = {
        kind: KindOfStanding(
            kind, _label(kind), _NOTHING, key=key,
            effects=(Effect(act=f"{kind}-begun", does="open"), Effect(act=f"{kind}-ended", does="close")),
        )
        for kind, key in kinds.items()
    }  # fmt: skip
    acts = {f"{kind}-{deed}": KindOfAct(f"{kind}-{deed}", _NOTHING, _NOTHING) for kind in kinds for deed in ("begun", "ended")}
    empty: dict[str, object] = {}
    vocabulary = Vocabulary(
        acts=acts, standings=standings, behaviours=words.behaviours, actors=words.actors, instruments=words.instruments,
        measures={}, offices={}, places={}, fields=words.fields, levels=words.levels, qualifiers=words.qualifiers,
        authorities=words.authorities, units=words.units, coverages=words.coverages, raw=empty,
    )  # fmt: skip
    coverage = Coverage(Known("selective", FIRST_DAY, LAST_DAY), Known("none", FIRST_DAY, LAST_DAY))
    return Record(
        id="bench", title=Text("Bench", "Banco de pruebas"), about="a000", owner="folder", licence="CC0-1.0", fictional=True,
        period=(FIRST_DAY, LAST_DAY), coverage=dict.fromkeys(standings, coverage), vocabulary=vocabulary, actors={},
        instruments={}, sources={}, claims=(), measures=(),
    )  # fmt: skip


def _label(kind: str) -> Text:
    word, _, number = kind.partition("-")
    return Text(f"{word.capitalize()} {number}", f"{'Vínculo' if word == 'tie' else 'Compromiso'} {number}")


def drawn_log(size: int, seed: int = SEED) -> Log:
    """A log of about ``size`` acts: a few actors in most of them, three quarters after 1945, loaded late and out of order.

    One act in twenty is corrected (taken back and recorded again with another day), one in a hundred has only a month.
    """
    dice = np.random.default_rng(seed)
    record = bench_record()
    kinds = tuple(record.vocabulary.acts)
    treaties = max(size // 25, 50)
    names = (*(f"a{number:03d}" for number in range(ACTORS)), *(f"t{number:07d}" for number in range(treaties)))
    plain = int(size / (1 + 2 * _CORRECTED))
    weight = 1 / (np.arange(ACTORS) + 3.0)
    subject, other = (dice.choice(ACTORS, plain, p=weight / weight.sum()) for _ in range(2))
    other = np.where(other == subject, (other + 1) % ACTORS, other)
    is_tie = dice.random(plain) < 0.6
    kind = np.where(is_tie, dice.integers(0, DYADIC, plain), DYADIC + dice.integers(0, PARTY, plain))
    ended = dice.random(plain) < 0.38
    treaty = ACTORS + (treaties * dice.random(plain) ** 2).astype(np.int64)
    late = dice.random(plain) < 0.75
    turn = day_number(1946, 1, 1)
    day = np.where(late, dice.integers(turn, LAST_DAY, plain), dice.integers(FIRST_DAY, turn, plain))
    month = dice.random(plain) < _INEXACT
    lo = np.where(month, day - day % 30, day)
    hi = np.where(month, lo + 29, day)
    known = np.maximum(day + 1, dice.integers(_LOADED_FROM, LAST_DAY, plain))
    wrong = np.flatnonzero(dice.random(plain) < _CORRECTED)
    later = np.minimum(known[wrong] + dice.integers(1, 2000, len(wrong)), LAST_DAY + 1)
    moved = dice.integers(-40, 40, len(wrong))
    nobody = np.full(plain, NOBODY)

    def column(first: np.ndarray, taken: object, again: object, dtype: type) -> np.ndarray:
        parts = (first, np.broadcast_to(np.asarray(taken), len(wrong)), np.broadcast_to(np.asarray(again), len(wrong)))
        return np.concatenate(parts).astype(dtype)

    object_, instrument = np.where(is_tie, other, nobody), np.where(is_tie, nobody, treaty)
    return Log(
        kinds, names,
        act=np.arange(plain + 2 * len(wrong), dtype=np.int64),
        kind=column(kind * 2 + ended, 0, (kind * 2 + ended)[wrong], np.int16),
        lo=column(lo, lo[wrong], lo[wrong] + moved, np.int32), hi=column(hi, hi[wrong], hi[wrong] + moved, np.int32),
        subject=column(subject, NOBODY, subject[wrong], np.int32), object=column(object_, NOBODY, object_[wrong], np.int32),
        instrument=column(instrument, NOBODY, instrument[wrong], np.int32), known=column(known, later, later, np.int32),
        retracts=column(np.full(plain, NOTHING), wrong, NOTHING, np.int64),
    )  # fmt: skip
