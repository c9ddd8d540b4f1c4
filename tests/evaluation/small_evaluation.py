"""A small authored record with evaluation files, for tests that read them as a person would have left them."""

from __future__ import annotations

from pathlib import Path

from legation.evaluation.book import Evaluation, read_evaluation
from legation.evaluation.check import problems_of
from legation.record.record import Record, read_record
from tests.authored import CLAIM_ROWS, write_folder

CLAIMS = (
    *CLAIM_ROWS,
    "c-4,count-relations,attestation,,,peru,,,,,,relations,2,states,exactly,,,book,p. 3,Two relations,Dos relaciones,,",
    "c-5,count-relations-2030,attestation,,,peru,,,,,,relations,4,states,exactly,,,paper,p. 4,Four relations,Cuatro relaciones,,",
    "c-6,guideline-friends,opinion,,,peru,peru,,,,,,,,,,,book,p. 5,Guideline,Lineamiento,,",
    "c-7,incident-1850,incident,1850,,chile,peru,,,,,,,,,,,book,p. 6,Incident,Incidente,,",
)
GUIDELINES = """
[friends]
label = { en = "Friends", es = "Amigos" }
definition = { en = "More friends.", es = "Más amigos." }
document = "book"
claim = "c-6"
field = "relations"
[friends.objectives.many]
label = { en = "Many", es = "Muchos" }
"""
SETS = """
[nearby]
label = { en = "Nearby", es = "Cercanos" }
definition = { en = "Those near.", es = "Los cercanos." }
[nearby.members]
chile = "c-1"
"""
SHEET = """
[friends-held]
name = { en = "Friends held", es = "Amigos vigentes" }
definition = { en = "Number of States with relations.", es = "Número de Estados con relaciones." }
guideline = "friends"
objective = "many"
formula = "count(standings(relations, subject = peru))"
unit = "number"
measured_in = "states"
every = "period"
baseline = { on = "1821", claim = "c-4" }
targets = [{ on = "2030", claim = "c-5" }]
source = { en = "The book.", es = "El libro." }
limits = { en = "Few are named.", es = "Se nombran pocos." }
coverage = { en = "Selective.", es = "Selectiva." }

[friends-near]
name = { en = "Friends near", es = "Amigos cercanos" }
definition = { en = "Share of those near.", es = "Proporción de los cercanos." }
guideline = ["friends"]
formula = '''
share(count(standings(relations, object in nearby)),
      count(nearby))'''
unit = "percentage"
direction = "rising"
every = "year"
source = { en = "The book.", es = "El libro." }
limits = { en = "Few are named.", es = "Se nombran pocos." }
coverage = { en = "Selective.", es = "Selectiva." }
"""
ASSERTIONS = """
[two-friends]
label = { en = "Two friends", es = "Dos amigos" }
claim = "c-4"
guideline = "friends"
indicator = "friends-held"
[no-quarrel]
label = { en = "No quarrel", es = "Ninguna querella" }
claim = ["c-6"]
needs = { en = "the archive", es = "el archivo" }
[no-quarrel.parts.none]
label = { en = "None at all", es = "Absolutamente ninguna" }
formula = "count(acts(incident)) = 0"
[no-quarrel.parts.friends]
label = { en = "Friends", es = "Amigos" }
formula = "exists(standings(relations))"
"""
FILES = {"guidelines.toml": GUIDELINES, "sets.toml": SETS, "indicators/all.toml": SHEET, "assertions.toml": ASSERTIONS}


def written(folder: Path, **changed: str) -> Path:
    """Write the record with its evaluation files; ``changed`` gives other texts by the first word of a file's name."""
    write_folder(folder, claims=CLAIMS)
    for name, text in FILES.items():
        target = folder / "evaluation" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(changed.get(name.partition(".")[0].partition("/")[0], text), encoding="utf-8")
    return folder


def opened(folder: Path, **changed: str) -> tuple[Record, Evaluation]:
    """The record and its evaluation."""
    record, _ = read_record(written(folder, **changed))
    assert record is not None
    return record, read_evaluation(record)


def said(folder: Path, **changed: str) -> list[str]:
    """Every problem of the evaluation files, as it is shown."""
    record, _ = read_record(written(folder, **changed))
    assert record is not None
    return [one.render() for one in problems_of(record)]
