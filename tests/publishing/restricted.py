"""A small record of which a part is restricted, and the same without that part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.authored import ACTOR_ROWS, CLAIM_ROWS, INSTRUMENT_ROWS, SOURCES, write_folder

CANARY = "zq7canary"
SECRET_ACTOR = f"{CANARY}-office,organisation,Office {CANARY},Oficina {CANARY},,,,,,,,{CANARY}-memo,,"
SECRET_TREATY = f"{CANARY}-pact,treaty,Pact {CANARY},Pacto {CANARY},peru;{CANARY}-office,{CANARY}-memo,,"
SECRET_SOURCE = {"id": f"{CANARY}-memo", "type": "document", "title": f"Memo {CANARY}", "issued": {"raw": "2021"}}
SECRET_CLAIMS = (
    f"{CANARY}-1,{CANARY}-talks,relations_established,1990,,peru,{CANARY}-office,,,,,,,,,,reserved,{CANARY}-memo,{CANARY},{CANARY},{CANARY},,",
    f"{CANARY}-2,relations-chile,relations_established,1823,,peru,chile,{CANARY}-pact,,,,,,,,,secret,{CANARY}-memo,{CANARY},Other {CANARY},,,",
)


def written(folder: Path, *, with_secrets: bool = True, claims: tuple[str, ...] = CLAIM_ROWS) -> Path:
    """Write the record, with its restricted part or without."""
    secrets = json.loads(SOURCES) + ([SECRET_SOURCE] if with_secrets else [])
    return write_folder(
        folder,
        claims=(*claims, *SECRET_CLAIMS) if with_secrets else claims,
        actors=(*ACTOR_ROWS, SECRET_ACTOR) if with_secrets else ACTOR_ROWS,
        instruments=(*INSTRUMENT_ROWS, SECRET_TREATY) if with_secrets else INSTRUMENT_ROWS,
        sources=json.dumps(secrets),
    )


def bytes_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder, by its path in it; what is hidden is left out, but for its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
