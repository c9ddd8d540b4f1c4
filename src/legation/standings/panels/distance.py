"""Distances over the earth's surface, for panels that ask how far two capitals are from one another."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

_A: Final = 6_378_137.0
_F: Final = 1 / 298.257223563
_B: Final = _A * (1 - _F)
_TURNS: Final = 60


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
