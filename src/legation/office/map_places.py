"""Where actors stand on the map, what it leaves out, and the layer that a ministry may lay over it: authored files, not code.

The folder that ships draws capitals as points and no boundary. ``LEGATION_MAP`` names another folder, whose files take the place
of those here: ``places.csv``, ``policy.toml`` and, if it wants lines or areas of its own, ``layer.geojson``.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from legation.record.actors import Actor
from legation.terms.text import Text

SHIPPED: Final = Path(__file__).parent / "map_data"
LARGEST_LAYER: Final = 4_000_000
"""Bytes of a layer that are read."""
SHAPES: Final = frozenset({
    "FeatureCollection", "Feature", "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor is drawn: a named place in degrees north and east, its source, and why there where that is a choice."""

    name: Text
    lat: float
    lon: float
    source: str
    note: Text


@dataclass(frozen=True, slots=True)
class Statement:
    """What the map draws or leaves out, and on whose word."""

    says: Text
    source: Text


@dataclass(frozen=True, slots=True)
class MapData:
    """The authored files, read.

    Args:
        places: by the id of an actor, or by one of its codes as ``scheme:code``.
        centre: the meridian in the middle, in degrees east.
        layer: the ministry's GeoJSON, None where there is none; trouble: why it could not be read, in both languages.
    """

    places: Mapping[str, Place]
    statements: tuple[Statement, ...]
    centre: float
    layer: dict[str, Any] | None
    trouble: Text | None

    def of(self, actor: Actor) -> Place | None:
        """Where an actor is drawn; None where no row says so."""
        codes = (f"{scheme}:{code.split('@')[0]}" for scheme, code in actor.codes)
        return next((self.places[name] for name in (actor.id, *codes) if name in self.places), None)


def map_data() -> MapData:
    """The files of the folder that the setting names, or of the one that ships."""
    return _read(str(settings.LEGATION_MAP or SHIPPED))


@cache
def _read(folder: str) -> MapData:
    policy = tomllib.loads(_file(folder, "policy.toml").read_text(encoding="utf-8"))
    statements = tuple(
        Statement(Text(one["en"], one["es"]), Text(one.get("source_en", ""), one.get("source_es", "")))
        for one in policy.get("statement", [])
    )
    layer, trouble = _layer(Path(folder) / "layer.geojson")
    return MapData(dict(_places(_file(folder, "places.csv"))), statements, float(policy.get("centre", 0)), layer, trouble)


def _file(folder: str, name: str) -> Path:
    own = Path(folder) / name
    return own if own.exists() else SHIPPED / name


def _places(path: Path) -> Iterator[tuple[str, Place]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                lat, lon = float(row["lat"]), float(row["lon"])
            except (TypeError, ValueError):
                raise SystemExit(f"{path.name}:{number}: lat and lon are degrees / lat y lon son grados") from None
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise SystemExit(f"{path.name}:{number}: {lat}, {lon} lies nowhere on Earth / no está en la Tierra")
            note = Text(row.get("note") or "", row.get("note_es") or "")
            yield row["actor"], Place(Text(row["place"], row["place_es"]), lat, lon, row["source"], note)


def _layer(path: Path) -> tuple[dict[str, Any] | None, Text | None]:
    """A GeoJSON object (RFC 7946), or why it is none."""
    if not path.exists():
        return None, None
    if path.stat().st_size > LARGEST_LAYER:
        return None, Text("layer.geojson is larger than 4 MB: simplify it", "layer.geojson pasa de 4 MB: simplifíquelo")
    try:
        found = json.loads(path.read_bytes())
    except ValueError as error:
        return None, Text(f"layer.geojson is not JSON ({error})", f"layer.geojson no es JSON ({error})")
    if not isinstance(found, dict) or found.get("type") not in SHAPES:
        return None, Text("layer.geojson holds no GeoJSON object", "layer.geojson no contiene un objeto GeoJSON")
    return found, None
