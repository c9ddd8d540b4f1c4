"""Distances over the earth's surface, for panels that ask how far two capitals are from one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.standings.panels.values import Spells
from legation.standings.rectangles import Int32

_A: Final = 6_378_137.0
_F: Final = 1 / 298.257223563
_B: Final = _A * (1 - _F)
_TURNS: Final = 60


@dataclass(frozen=True, slots=True)
class Located:
    """Where numbered actors had their capital, stretch by stretch: ``end`` excluded, latitude and longitude in degrees."""

    member: Int32
    begin: Int32
    end: Int32
    lat: npt.NDArray[np.float64]
    lng: npt.NDArray[np.float64]


def geodesic(
    one: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]], other: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]
) -> npt.NDArray[np.float64]:
    """Kilometres between points given as latitude and longitude, on the ellipsoid WGS 84 (Vincenty's inverse formula, 1975)."""
    first, second = (np.arctan((1 - _F) * np.tan(np.radians(lat))) for lat, _ in (one, other))
    apart = np.radians(other[1] - one[1])
    lam = apart.copy()
    for _ in range(_TURNS):
        sin_l, cos_l = np.sin(lam), np.cos(lam)
        across = np.cos(second) * sin_l
        along = np.cos(first) * np.sin(second) - np.sin(first) * np.cos(second) * cos_l
        sin_s = np.hypot(across, along)
        cos_s = np.sin(first) * np.sin(second) + np.cos(first) * np.cos(second) * cos_l
        sigma = np.arctan2(sin_s, cos_s)
        with np.errstate(invalid="ignore", divide="ignore"):
            sin_a = np.where(sin_s == 0, 0.0, np.cos(first) * np.cos(second) * sin_l / sin_s)
            cos2_a = 1 - sin_a**2
            cos_2m = np.where(cos2_a == 0, 0.0, cos_s - 2 * np.sin(first) * np.sin(second) / cos2_a)
        c = _F / 16 * cos2_a * (4 + _F * (4 - 3 * cos2_a))
        before = lam
        lam = apart + (1 - c) * _F * sin_a * (sigma + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m**2 - 1)))
        if bool((np.abs(lam - before) < 1e-12).all()):
            break
    u2 = cos2_a * (_A**2 - _B**2) / _B**2
    big = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    small = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    turn = cos_2m + small / 4 * (cos_s * (2 * cos_2m**2 - 1) - small / 6 * cos_2m * (4 * sin_s**2 - 3) * (4 * cos_2m**2 - 3))
    found: npt.NDArray[np.float64] = _B * big * (sigma - small * sin_s * turn) / 1000
    return found


def great_circle(
    one: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    other: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    radius: float = _A / 1000,
) -> npt.NDArray[np.float64]:
    """Kilometres between points given as latitude and longitude, on a sphere (the haversine formula).

    Args:
        radius: of the sphere, in kilometres; by default the equatorial radius, as published panels of capital distance have it.
    """
    here, there = np.radians(one), np.radians(other)
    half = np.sin((there[0] - here[0]) / 2) ** 2 + np.cos(here[0]) * np.cos(there[0]) * np.sin((there[1] - here[1]) / 2) ** 2
    found: npt.NDArray[np.float64] = 2 * radius * np.arcsin(np.sqrt(half))
    return found


def between(places: Located, size: int, *, directed: bool = True) -> Spells:
    """How far apart any two actors' places were, in kilometres on the sphere, for as long as neither moved.

    Args:
        places: where each actor's capital was, stretch by stretch.
    """
    one, other = np.nonzero(
        (places.begin[:, None] < places.end[None, :])
        & (places.begin[None, :] < places.end[:, None])
        & ((places.member[:, None] != places.member[None, :]) if directed else (places.member[:, None] < places.member[None, :]))
    )
    apart = great_circle((places.lat[one], places.lng[one]), (places.lat[other], places.lng[other]))
    return Spells(
        places.member[one] * np.int32(size) + places.member[other],
        np.maximum(places.begin[one], places.begin[other]),
        np.minimum(places.end[one], places.end[other]),
        apart,
    )
