"""A small ministry: a ledger of a small folder, units, and people in every role."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.test import Client, override_settings

from legation.archive.ledger.opening import create_ledger, open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.procedures.mirror import compare, hand_over, mirror

LEVELS = ("public", "confidential", "reserved", "secret")
PASSWORD = "a long enough word"
BEGAN = datetime.date(2020, 1, 1)
PEOPLE = {
    "reader": ("reader", "americas", "public"),
    "clerk": ("unit_clerk", "americas", "public"),
    "officer": ("desk_officer", "americas", "public"),
    "reviewer": ("reviewer", "chancery", "public"),
    "planner": ("planner", "americas", "public"),
    "statistician": ("statistician", "americas", "public"),
    "auditor": ("auditor", "chancery", "public"),
    "administrator": ("administrator", "chancery", "public"),
    "cleared-reader": ("reader", "americas", "reserved"),
    "cleared-officer": ("desk_officer", "americas", "secret"),
    "cleared-reviewer": ("reviewer", "chancery", "secret"),
}
"""Role, unit and clearance by account."""
FOLDER = {
    "sources.json": '[{"id": "book", "type": "book", "title": "A book", "issued": {"raw": "2021-02"}}]\n',
    "actors.csv": "id,kind,name,name_es,from,to,predecessors,iso3166,cow,gw,source,note,note_es\n"
    "peru,state,Peru,Perú,1821,,,PE,,,book,,\nchile,state,Chile,Chile,1818,,,CL,,,book,,\n"
    "bolivia,state,Bolivia,Bolivia,1825,,,BO,,,book,,\n",
    "instruments.csv": "id,kind,title,title_es,parties,source,note,note_es\n",
    "acts/relations.csv": "claim,act,kind,date,after,subject,object,instrument,office,person,place,standing,value,unit,qualifier,"
    "guideline,level,source,locator,title,title_es,note,note_es\n"
    "c-1,a-1,relations_established,1826,,peru,bolivia,,,,,,,,,,,book,p. 1,Relations with Bolivia,Relaciones con Bolivia,,\n"
    "c-2,a-2,relations_established,1822,,peru,chile,,,,,,,,,,,book,p. 2,Relations with Chile,Relaciones con Chile,,\n",
    "measures/trade.csv": "claim,series,actor,counterpart,period,value,unit,qualifier,level,source,locator,note,note_es\n",
}


def settings_of_record() -> str:
    """The settings of the small record: every kind of standing selectively covered."""
    from legation.terms.vocabulary import common

    head = (
        'id = "small"\nabout = "peru"\nowner = "folder"\nfictional = true\nlanguages = ["es", "en"]\nlicence = "CC0-1.0"\n'
        '[title]\nen = "Small"\nes = "Pequeño"\n[period]\nfrom = "1821-01-01"\nto = "2030-12-31"\n'
    )
    return head + "".join(f'[coverage.{kind}]\nbeginnings = "selective"\nendings = "none"\n' for kind in common().standings)


@dataclass
class SmallOffice:
    """An open office.

    Args:
        folder: where its ledger lies.
    """

    folder: Path

    @property
    def ledger(self) -> SealedLedger:
        from legation.office.served_ledger import served

        return served().ledger

    def client(self, username: str = "") -> Client:
        """A browser without scripts, signed in where a name is given."""
        browser = Client(raise_request_exception=True)
        browser.defaults["wsgi.url_scheme"] = "https"
        browser.defaults["SERVER_PORT"] = "443"
        if username:
            browser.force_login(self.person(username))
        return browser

    def person(self, username: str) -> Any:
        """The account of that name."""
        from legation.office.people.models import Person

        return Person.objects.get(username=username)


def prepared(folder: Path) -> Path:
    """Make a ledger and an office for it in a folder."""
    from legation.office.brought_up import migrate
    from legation.office.office_home import make_home

    source = folder / "record"
    for name, text in {**FOLDER, "record.toml": settings_of_record()}.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    path = folder / "book.ledger"
    made = create_ledger(path, "small/ledger", LEVELS)
    files = sorted(one.relative_to(source).as_posix() for one in source.rglob("*") if one.is_file())
    mirror(made, compare(made, source, files), by="founder")
    hand_over(made, by="founder", approved="second")
    made.database.close()
    make_home(path)
    with _under_office_settings(path):
        migrate()
        _populate()
    return folder


def fill_at(folder: Path, address: str) -> None:
    """Fill a database at an address as that of a prepared office is filled, whose folder stays as it is."""
    from legation.office.brought_up import migrate
    from legation.office.office_home import DATABASE

    with patch.dict(os.environ, {DATABASE: address}), _under_office_settings(folder / "book.ledger"):
        migrate()
        _populate()


def move_to(folder: Path, address: str) -> None:
    """Have the office of a folder keep what is its own in a database at an address, which was filled."""
    from legation.office.office_home import ADDRESS, SQLITE, home_of

    home = home_of(folder / "book.ledger")
    (home / SQLITE).unlink()
    (home / ADDRESS).write_text(address + "\n", encoding="utf-8")


def _populate() -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth.hashers import make_password

    from legation.office.people.models import Branch, Person, Posting, Unit

    names = {"chancery": "Cancillería", "americas": "América", "treaties": "Tratados", "lima": "Lima"}
    for name, spanish in names.items():
        Unit.objects.create(pk=name, name_es=spanish, name_en=spanish)
    for tree, unit, under in (
        ("line", "americas", "chancery"),
        ("line", "treaties", "chancery"),
        ("territorial", "lima", "treaties"),
    ):
        Branch.objects.create(tree=tree, unit_id=unit, under_id=under, begins=BEGAN)
    hashed = make_password(PASSWORD)
    for username, (role, unit, clearance) in PEOPLE.items():
        person = Person.objects.create(username=username, name=username, clearance=clearance, must_change=False, password=hashed)
        Posting.objects.create(person=person, unit_id=unit, role=role, begins=BEGAN)
        TOTP.activate(person, generate_totp_secret())


@contextmanager
def open_office(folder: Path) -> Iterator[SmallOffice]:
    """While the office in a folder is open in this process."""
    with _under_office_settings(folder / "book.ledger"):
        yield SmallOffice(folder)


@contextmanager
def _under_office_settings(ledger: Path) -> Iterator[None]:
    """Put the settings of an office in the place of the portal's."""
    import importlib
    import sys

    from django.db import connections

    from legation.office import served_ledger

    before = os.environ.get("LEGATION_LEDGER")
    os.environ["LEGATION_LEDGER"] = str(ledger)
    try:
        name = "legation.office.ministry_settings"
        module = importlib.reload(sys.modules[name]) if name in sys.modules else importlib.import_module(name)
        chosen = {key: getattr(module, key) for key in dir(module) if key.isupper()}
        chosen["ALLOWED_HOSTS"] = [*chosen["ALLOWED_HOSTS"], "testserver"]
        chosen["LANGUAGES"] = settings.LANGUAGES
        apps = chosen.pop("INSTALLED_APPS")
        with override_settings(**chosen), override_settings(INSTALLED_APPS=apps):
            _forget_connections(connections)
            served_ledger._served = None
            try:
                yield
            finally:
                connections.close_all()
                if served_ledger._served is not None:
                    served_ledger._served.ledger.database.close()
                served_ledger._served = None
    finally:
        _forget_connections(connections)
        if before is None:
            os.environ.pop("LEGATION_LEDGER", None)
        else:
            os.environ["LEGATION_LEDGER"] = before


def _forget_connections(connections: Any) -> None:
    """Have the databases that the settings name now be the ones that are opened."""
    connections.__dict__.pop("settings", None)
    connections._settings = None
    for alias in ("default",):
        if hasattr(connections._connections, alias):
            delattr(connections._connections, alias)


def ledger_of(office: SmallOffice) -> SealedLedger:
    """The ledger of an office, opened apart."""
    return open_ledger(office.folder / "book.ledger")
