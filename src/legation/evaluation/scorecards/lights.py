"""Traffic lights: the band of a dated scale, by its words and colour; or why there is none. No colour is ever made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, isinf
from typing import Final, Literal

from legation.evaluation.dated import holding
from legation.evaluation.formula.values import Value
from legation.evaluation.scales import Band, Scale

Lit = Literal["band", "between", "no_data", "no_target", "no_progress", "no_scale"]
LIT: Final[tuple[Lit, ...]] = ("band", "between", "no_data", "no_target", "no_progress", "no_scale")


@dataclass(frozen=True, slots=True)
class Light:
    """How a line is lit.

    Args:
        lit: ``band`` where one band holds whatever the uncertain dates; ``between`` two where they decide; else why none does:
            ``no_data`` (no value, or none of the target), ``no_target`` (nothing was promised), ``no_progress`` (a target, but
            nothing to measure the way from), ``no_scale`` (no thresholds in force on the day).
        bands: the band; of two, the lower and the higher; of no data, the scale's own band for it, where it has a scale.
        scale: the scale that rates it, or None.
    """

    lit: Lit
    bands: tuple[Band, ...] = ()
    scale: Scale | None = None

    @property
    def colour(self) -> str:
        """The colour of the band; empty where there is no one band."""
        return self.bands[0].colour if len(self.bands) == 1 else ""

    @property
    def id(self) -> str:
        """The id of the band, of two joined by ``/``, else why there is none."""
        return "/".join(band.id for band in self.bands) if self.lit in ("band", "between") else self.lit


def scale_on(scales: Sequence[Scale], day: int, of: str = "progress") -> Scale | None:
    """The scale that rates progress (or what ``of`` says) on a day; None where none is in force."""
    found = holding([scale for scale in scales if scale.of == of], day)
    return found if isinstance(found, Scale) else None


def light_of(scale: Scale | None, value: Value, target: Value | None, way: Value | None) -> Light:
    """How a value is lit against its target.

    Args:
        target: the value promised, None where nothing was; way: per cent of the way to it.
    """
    if value.missing is not None or (target is not None and target.missing is not None):
        return Light("no_data", (scale.no_data,) if scale is not None else (), scale)
    if target is None or way is None:
        return Light("no_target", (), scale)
    if way.missing is not None:
        return Light("no_progress", (), scale)
    if scale is None:
        return Light("no_scale")
    low, high = _band(scale, -inf if way.ceiling else way.lo), _band(scale, inf if way.floor else way.hi)
    if low == high:
        return Light("band", (low,), scale)
    return Light("between", (low, high), scale)


def _band(scale: Scale, percent: float) -> Band:
    if isinf(percent):
        edge = max if percent > 0 else min
        return edge(scale.bands, key=lambda band: (band.at_least is not None, band.at_least or 0))
    return scale.band(Fraction(percent).limit_denominator(1_000_000))
