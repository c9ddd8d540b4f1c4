"""From approval to public page: a desk's act sealed in a ledger of a million and seen on the pages of the office.

``python -m legation.bench.filed [ACTS] [FOLDER]``. A ledger of the record of Peru and of invented acts between its actors is made
in the folder, or found there; an office is opened on it in this process. Told are processor seconds: of reading all of it when the
office starts, which is also what reading it anew after each sealing would cost, and of each step after.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np

from legation.archive.ledger.opening import create_ledger, open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.shelf import folder_of, open_record
from legation.procedures.mirror import compare, hand_over, mirror
from legation.record.ledger.entry import Batch, Entry
from legation.record.record import Record
from legation.terms.days import day_number, iso

AT_ONCE: Final = 20_000
SEED: Final = 1821
ROUNDS: Final = 7
DONE: Final = ("incident", "stand_taken", "invited", "initiative_proposed")
"""Kinds of act that bring no standing about; between the actors of the record."""
LASTING: Final = ("relations_established", "relations_severed")
"""Kinds that do; with invented States, so that no standing of the record itself begins again and again."""
SHARE_LASTING: Final = 0.25
IN_TREATIES: Final = ("agreement_signed", "instrument_ratified", "entered_into_force")
"""Kinds of act in a treaty, of which each invented one has three."""
SHARE_IN_TREATIES: Final = 0.01
"""Of the acts, how many more there are in treaties: no column holds them."""
SHARE_RESTRICTED: Final = 0.01
"""Of the acts, how many more there are that only some may read."""
RESTRICTED: Final = "reserved"
STATES: Final = 2_000
FILED: Final = {
    "an act that columns hold": ("relations_severed", {}),
    "a restricted one": ("relations_severed", {"level": RESTRICTED}),
    "with a person": ("credentials_presented", {"person": "Ana Banco", "office": "ambassador"}),
    "of several subjects": ("relations_resumed", {"subject": "peru;bolivia"}),
    "an attestation": ("attestation", {"standing": "mission"}),
    "in a treaty": ("denunciation_notified", {"instrument": "{treaty}"}),
    "a succession": ("state_succeeded", {"subject": "{new}", "object": "{old}"}),
    "a succession by two": ("state_succeeded", {"subject": "{new};{newer}", "object": "{old}"}),
    "a correction": ("correction", {"0.note": "Mended", "0.note_es": "Corregido", "reason": "Mistyped"}),
    "an adjudication": (
        "adjudication",
        {"title": "Settled", "title_es": "Resuelto", "note": "As it was signed", "note_es": "Como se firmó"},
    ),
}
"""What is filed, by what it is; each round one of each."""
TITLES: Final = {"object": "chile", "title": "A bench", "title_es": "Un banco"}


def made_ledger(folder: Path, acts: int) -> Path:
    """A ledger of the record of Peru and of invented acts, owned by the desks."""
    path = folder / "book.ledger"
    if path.exists():
        return path
    source = folder_of("peru")
    ledger = create_ledger(path, "legation/bench", ("public", "confidential", "reserved", "secret"))
    files = sorted(one.relative_to(source).as_posix() for one in source.rglob("*") if one.suffix in (".csv", ".json", ".toml"))
    mirror(ledger, compare(ledger, source, files), by="one")
    record = open_record("peru")
    ledger.append(Batch("bench-states", tuple(_states()), "one", "other"))
    for first in range(0, acts, AT_ONCE):
        ledger.append(Batch(f"bench-{first}", tuple(_drawn(record, first, min(AT_ONCE, acts - first))), "one", "other"))
    treaties = tuple(_treaties(record, int(SHARE_IN_TREATIES * acts) // len(IN_TREATIES)))
    ledger.append(Batch("bench-treaties", treaties, "one", "other"))
    restricted = tuple(_above(one) for one in _drawn(record, acts, int(SHARE_RESTRICTED * acts)))
    ledger.append(Batch("bench-restricted", restricted, "one", "other"))
    hand_over(ledger, by="one", approved="other")
    ledger.database.close()
    return path


def _drawn(record: Record, first: int, count: int) -> Iterator[Entry]:
    """Invented acts between the actors of a record, a few of them in most."""
    dice = np.random.default_rng(SEED + first)
    partners = sorted(name for name in record.actors if name != record.about)
    sources = sorted({claim.source for claim in record.claims})
    days = dice.integers(day_number(1821, 7, 28), day_number(2020, 12, 31), count)
    drawn = dice.random((4, count)) ** 2
    lasting = dice.random(count) < SHARE_LASTING
    for place in range(count):
        number = first + place
        kinds = LASTING if lasting[place] else DONE
        other = _state(int(STATES * drawn[0, place])) if lasting[place] else partners[int(len(partners) * drawn[0, place])]
        cells = {
            "claim": f"bench-{number}", "act": f"bench-{number}", "kind": kinds[int(len(kinds) * drawn[1, place])],
            "date": iso(int(days[place])), "subject": record.about, "object": other,
            "source": sources[int(len(sources) * drawn[2, place])], "locator": f"p. {number}",
            "title": f"Invented act {number}", "title_es": f"Acto inventado {number}",
        }  # fmt: skip
        yield Entry("entered", "acts", cells["claim"], cells)


def _treaties(record: Record, count: int) -> Iterator[Entry]:
    """Invented treaties, each signed, ratified and in force a year after the other."""
    dice = np.random.default_rng(SEED)
    partners = sorted(name for name, one in record.actors.items() if one.kind == "state" and name != record.about)
    source = min(claim.source for claim in record.claims)
    for number in range(count):
        treaty, other, year = (
            f"bench-treaty-{number}",
            partners[int(dice.integers(len(partners)))],
            int(dice.integers(1830, 2015)),
        )
        text = {
            "id": treaty, "kind": "treaty", "title": f"Invented treaty {number}", "title_es": f"Tratado inventado {number}",
            "parties": f"{record.about};{other}",
        }  # fmt: skip
        yield Entry("entered", "instruments", treaty, text, file="instruments.csv")
        for later, kind in enumerate(IN_TREATIES):
            cells = {
                "claim": f"{treaty}-{later}", "act": f"{treaty}-{later}", "kind": kind, "date": f"{year + later}-05-06",
                "subject": record.about, "object": other, "instrument": treaty, "source": source, "locator": f"p. {number}",
                "title": f"Invented step {number}-{later}", "title_es": f"Paso inventado {number}-{later}",
            }  # fmt: skip
            yield Entry("entered", "acts", cells["claim"], cells)


def _above(entry: Entry) -> Entry:
    return replace(entry, cells={**entry.cells, "level": RESTRICTED}, level=RESTRICTED)


def _state(number: int) -> str:
    return f"invented-state-{number:05d}"


def _states() -> Iterator[Entry]:
    for name in map(_state, range(STATES)):
        yield Entry("entered", "actors", name, {"id": name, "kind": "state", "name": name, "name_es": name}, file="actors.csv")


class Timed:
    """Processor seconds of what was done, by what it was."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    def __call__(self, what: str, deed: Callable[[], Any]) -> Any:
        begun = time.process_time()
        made = deed()
        self.spent.setdefault(what, []).append(time.process_time() - begun)
        return made


def opened_office(ledger: Path) -> tuple[Any, Any, Any]:
    """Browsers without scripts of anybody, an officer and a reviewer of an office that is made ready here."""
    from legation.office.making_ready import make_ready

    make_ready(str(ledger))
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.test import Client

    from legation.office.people.models import Person, Posting, Unit

    settings.ALLOWED_HOSTS = ["*"]
    unit, _ = Unit.objects.get_or_create(pk="bench", defaults={"name_es": "Banco", "name_en": "Bench"})
    clients = [Client(), Client(), Client()]
    for client, (name, role) in zip(
        clients[1:], (("bench-officer", "desk_officer"), ("bench-reviewer", "reviewer")), strict=True
    ):
        new = {"name": name, "must_change": False, "clearance": RESTRICTED}
        person, is_new = Person.objects.get_or_create(username=name, defaults=new)
        if is_new:
            Posting.objects.create(person=person, unit=unit, role=role, begins=datetime.date(2020, 1, 1))
        if not Authenticator.objects.filter(user=person).exists():
            TOTP.activate(person, generate_totp_secret())
        client.force_login(person)
    for client in clients:
        client.defaults |= {"wsgi.url_scheme": "https", "SERVER_PORT": "443"}
    return clients[0], clients[1], clients[2]


def filed(timed: Timed, anybody: Any, officer: Any, reviewer: Any, round_: int, what: str) -> None:
    """File an act, or mend or settle one, approve it, and look for it on the public pages."""
    kind, more = FILED[what]
    date = f"2020-03-{round_:02d}"
    if kind == "correction":
        act = f"bench-{round_}"
        draft = _begun(officer, f"/es/desk/claim/{act}/", {"deed": kind})
        fields = {name: f"{text} {draft}" for name, text in more.items()}
    elif kind == "adjudication":
        act = f"{_sealed(officer, reviewer, 'relations_suspended', {'object': 'bolivia', 'date': date})}-1"
        other = {"object": "bolivia", "date": f"2020-04-{round_:02d}", "act": act}
        preferred = f"{_sealed(officer, reviewer, 'relations_suspended', other)}-1"
        anybody.get(f"/en/act/{act}/")
        draft = _begun(officer, f"/es/desk/act/{act}/settle/", {"preferred": [preferred]})
        fields = dict(more)
    else:
        partners = _partners()
        place = 3 * (2 * round_ + len(more.get("subject", "").split(";")))
        states = {name: partners[(place + at) % len(partners)] for at, name in enumerate(("old", "new", "newer"))}
        states["treaty"] = f"bench-treaty-{round_}"
        draft = _begun(officer, "/es/desk/new/", {"kind": kind})
        act = f"{draft}-1"
        fields = _named({**more, "date": date}, states)
    address = f"/es/desk/draft/{draft}"
    timed("save, with what is wrong", partial(_saved, officer, draft, fields))
    timed("submit", lambda: officer.post(f"{address}/submit/"))
    digest = _digest(draft)
    begun_at = time.process_time()
    approved = timed("approve and seal", lambda: reviewer.post(f"{address}/approve/", {"digest": digest}))
    assert approved.status_code == 302, approved.content[-2000:]
    reader = reviewer if "level" in more else anybody
    shown = timed(f"page of the act, read again, {what}", lambda: reader.get(f"/en/act/{act}/"))
    said = {"correction": b"Mended", "adjudication": b"As it was signed"}.get(kind, b"A bench")
    assert shown.status_code == 200 and said in shown.content
    timed.spent.setdefault(f"from approval to the page of the act, {what}", []).append(time.process_time() - begun_at)
    for page, path in (
        ("page of the actor", "/en/actor/chile/"),
        ("home", "/en/?on=2020-06-01"),
        ("standing", "/en/standing/relations:peru:chile/"),
    ):
        assert timed(page, partial(anybody.get, path)).status_code == 200
        assert timed(f"{page}, as who is cleared for more", partial(reviewer.get, path)).status_code == 200


@cache
def _partners() -> list[str]:
    """States with which the record itself has relations, by a few acts each: those that succeed one another."""
    record = open_record("peru")
    named = {name for claim in record.claims if claim.kind == "relations_established" for name in claim.object}
    return sorted(name for name in named - {"chile", "bolivia"} if record.actors[name].kind == "state")


def _begun(officer: Any, address: str, said: dict[str, Any]) -> str:
    """A draft begun at an address; gives its id."""
    answer = officer.post(address, said)
    assert answer.status_code == 302, answer.content[-2000:]
    return str(answer["Location"].split("/")[-2])


def _named(cells: Mapping[str, str], states: Mapping[str, str]) -> dict[str, str]:
    return {name if name == "level" else f"0.{name}": value.format(**states) for name, value in {**TITLES, **cells}.items()}


def _saved(officer: Any, draft: str, fields: dict[str, str]) -> None:
    body = json.dumps({"seq": 1, "fields": fields})
    said = officer.post(f"/es/desk/draft/{draft}/save/", body, content_type="application/json")
    assert not [one for one in said.json()["wrong"] if one["stops"]], said.json()


def _digest(draft: str) -> str:
    from legation.office.desk.models import Draft

    return str(Draft.objects.get(pk=draft).digest)


def _sealed(officer: Any, reviewer: Any, kind: str, cells: dict[str, str]) -> str:
    """An act filed and approved, of which nobody takes the time."""
    draft = _begun(officer, "/es/desk/new/", {"kind": kind})
    _saved(officer, draft, _named(cells, {}))
    officer.post(f"/es/desk/draft/{draft}/submit/")
    assert reviewer.post(f"/es/desk/draft/{draft}/approve/", {"digest": _digest(draft)}).status_code == 302
    return draft


def main(acts: int, folder: Path) -> None:
    """Make, measure, and print."""
    warnings.simplefilter("ignore")
    path = made_ledger(folder, acts)
    os.environ["LEGATION_CACHE"] = "off"
    timed = Timed()
    anybody, officer, reviewer = opened_office(path)
    timed("reading all of it, home among it", lambda: anybody.get("/en/"))
    whole = timed.spent["reading all of it, home among it"][0]
    timed("laying the restricted acts over it", lambda: reviewer.get("/en/"))
    gc.freeze()  # as whoever serves an office does
    for number in range(ROUNDS):
        for what in FILED:
            filed(timed, anybody, officer, reviewer, number + 1, what)
    size = _size(open_ledger(path))
    print(f"{size:,} entries in the open log; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")
    for what, spent in timed.spent.items():
        print(f"| {what} | {min(spent):.3f} | {median(spent):.3f} | {whole / median(spent):,.0f} |")


def _size(ledger: SealedLedger) -> int:
    try:
        return ledger.size("public")
    finally:
        ledger.database.close()


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        main(number, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(prefix="legation-filed-") as made:
            main(number, Path(made))
