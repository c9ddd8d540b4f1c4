"""Distances over the earth's surface, for panels that ask how far two capitals are from one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.standings.panels.values import Spells
from legation.standings.rectangles import Int32

_RADIUS: Final = 6_378.137
"""The equatorial radius of the ellipsoid WGS 84, in kilometres."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where numbered actors had their capital, stretch by stretch: ``end`` excluded, latitude and longitude in degrees."""

    member: Int32
    begin: Int32
    end: Int32
    lat: npt.NDArray[np.float64]
    lng: npt.NDArray[np.float64]


def great_circle(
    one: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    other: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    radius: float = _RADIUS,
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
