"""A small authored folder on disk, for tests that read files as a person would have left them."""

from __future__ import annotations

from pathlib import Path

from legation.record.actors import COLUMNS as ACTORS
from legation.record.claims import COLUMNS as CLAIMS
from legation.record.instruments import COLUMNS as INSTRUMENTS

RECORD = """id = "small"
about = "peru"
owner = "folder"
licence = "CC0-1.0"
fictional = true
title = { en = "A small record", es = "Un registro pequeño" }
period = { from = "1821", to = "2021" }
"""
SOURCES = """[
  {"id": "book", "type": "book", "title": "A book", "author": [{"family": "Novak"}], "issued": {"date-parts": [[2021, 2]]}},
  {"id": "paper", "type": "article", "title": "A paper", "issued": {"raw": "2022"}}
]
"""
ACTOR_ROWS = (
    "peru,state,Peru,Perú,,1821-07-28,..,,PER,135,135,book,,",
    "chile,state,Chile,Chile,,,..,,CHL,155,155,book,,",
    "unasur,organisation,UNASUR,UNASUR,,,,,,,,book,,",
)
INSTRUMENT_ROWS = ("rio-protocol-1942,treaty,Protocol of Rio,Protocolo de Río,peru,book,,",)
CLAIM_ROWS = (
    "c-1,relations-chile,relations_established,1822,,peru,chile,,,,,,,,,,,book,p. 1,Relations,Relaciones,,",
    "c-2,unasur-denunciation,denunciation_notified,2019-03-28,,peru,unasur,,,,,,,,,,,book,p. 2,Denunciation,Denuncia,,",
    "c-3,unasur-denunciation,denunciation_notified,2019-05-28,,peru,unasur,,,,,,,,,,,paper,p. 9,Denunciation,Denuncia,,",
)


def write_folder(
    folder: Path,
    *,
    claims: tuple[str, ...] = CLAIM_ROWS,
    actors: tuple[str, ...] = ACTOR_ROWS,
    instruments: tuple[str, ...] = INSTRUMENT_ROWS,
    record: str = RECORD,
    sources: str = SOURCES,
) -> Path:
    """Write a record and give its folder."""
    (folder / "acts").mkdir(parents=True, exist_ok=True)
    (folder / "record.toml").write_text(record, encoding="utf-8")
    (folder / "sources.json").write_text(sources, encoding="utf-8")
    for name, columns, rows in (
        ("actors.csv", ACTORS, actors),
        ("instruments.csv", INSTRUMENTS, instruments),
        ("acts/all.csv", CLAIMS, claims),
    ):
        (folder / name).write_text("\n".join([",".join(columns), *rows]) + "\n", encoding="utf-8")
    return folder
