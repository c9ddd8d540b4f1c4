"""Making a ministry's office ready: its folder, its database, its first administrator."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from legation.archive.ledger.marks import is_address, why_no_ledger
from legation.archive.whole_files import write_whole
from legation.office.brought_up import bring_up, is_behind
from legation.office.office_home import ADDRESS, SQLITE, database_at, home_of, is_prepared, make_home
from legation.terms.told import ToldError, os_reason

ROOT: Final = "ministry"
SETTINGS: Final = "legation.office.ministry_settings"


class NotReady(ToldError):
    """An office that cannot be opened as it is."""


def name_ledger(ledger: str) -> None:
    """Have this process serve a ledger, and its children too."""
    os.environ["LEGATION_LEDGER"] = ledger if is_address(ledger) else str(Path(ledger).resolve())


def refuse_unready(ledger: str) -> None:
    """Refuse an office that was not made ready.

    Raises:
        NotReady: there is no such ledger, or no office was made for it.
    """
    if why := why_no_ledger(ledger):
        raise NotReady(why, file=ledger)
    if find_spec("allauth") is None or find_spec("argon2") is None:
        raise NotReady("cli.office_not_installed")
    if not is_prepared(ledger):
        raise NotReady("cli.office_not_ready", ledger=ledger)


def _django(ledger: str) -> None:
    name_ledger(ledger)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()


def make_ready(ledger: str, database: str = "") -> Path:
    """Make the folder and the database of the office of a ledger, or bring them up to this version.

    Args:
        database: the address of a PostgreSQL for accounts, drafts and the trail, which the folder keeps; a SQLite file in the
            folder where none was ever given.

    Raises:
        NotReady: there is no such ledger, the folder cannot be written, or that database is none, is another than before, or
            cannot be reached.
    """
    if why := why_no_ledger(ledger):
        raise NotReady(why, file=ledger)
    if find_spec("allauth") is None or find_spec("argon2") is None:
        raise NotReady("cli.office_not_installed")
    try:
        home = make_home(ledger)
        _keep_address(home, database)
    except OSError as error:
        raise NotReady("cli.cannot_write", file=ledger, reason=os_reason(error)) from error
    if database_at(home) and find_spec("psycopg") is None:
        raise NotReady("ledger.no_psycopg")
    _django(ledger)
    from django.db.utils import DatabaseError

    try:
        bring_up(home)
    except OSError as error:
        raise NotReady("cli.cannot_write", file=home, reason=os_reason(error)) from error
    except DatabaseError as error:
        raise _not_reached(error) from error
    return home


def _not_reached(error: Exception) -> NotReady:
    return NotReady("cli.office_database_not_reached", reason=" ".join(str(error).split()))


def _keep_address(home: Path, database: str) -> None:
    """Keep the address of the database, once: what an office holds does not move by naming another.

    Raises:
        NotReady: it is no address, or the office has another database.
    """
    if not database:
        return
    if not is_address(database):
        raise NotReady("cli.office_no_address", value=database)
    before = database_at(home)
    if (before and before != database) or (not before and (home / SQLITE).exists()):
        raise NotReady("cli.office_has_database", folder=home)
    write_whole(home / ADDRESS, database.encode() + b"\n")


def refuse_of_another_version(ledger: str) -> None:
    """Refuse an office whose database is not as this version needs it: not brought up yet, or only in part.

    Raises:
        NotReady: it is so; the same command that made it ready brings it up.
    """
    _django(ledger)
    from django.db import connections
    from django.db.utils import DatabaseError

    try:
        behind = is_behind()
    except DatabaseError as error:
        if database_at(home_of(ledger)):
            raise _not_reached(error) from error
        raise NotReady("cli.cannot_write", file=home_of(ledger), reason=str(error)) from error
    finally:
        connections.close_all()
    if behind:
        raise NotReady("cli.office_behind", ledger=ledger)


def first_administrator(ledger: str, username: str) -> str:
    """Make the first account, with the role of administrator in the root unit.

    Returns:
        Its password, to be changed at the first use.

    Raises:
        NotReady: the office is not ready, the name cannot be one, or there is an administrator.
    """
    refuse_unready(ledger)
    _django(ledger)
    return make_first_administrator(username)


def make_first_administrator(username: str) -> str:
    """The same, in an office that is open."""
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from legation.office.people.access import first_password
    from legation.office.people.clock import today
    from legation.office.people.models import SLUG, Person, Posting, Unit
    from legation.office.people.trail import note
    from legation.office.people.trees import on_day

    try:
        SLUG(username)
    except ValidationError as error:
        raise NotReady("filing.not_id", value=username) from error
    with transaction.atomic():
        held = Posting.objects.filter(on_day(today()), role="administrator", person__is_active=True)
        if held.exists() or Person.objects.filter(username=username).exists():
            raise NotReady("cli.office_has_administrator")
        unit, _ = Unit.objects.get_or_create(pk=ROOT, defaults={"name_es": "Ministerio", "name_en": "Ministry"})
        password = first_password()
        person = Person(username=username, name=username)
        person.set_password(password)
        person.save()
        Posting.objects.create(person=person, unit=unit, role="administrator", begins=today())
        note(None, "first_administrator", username, person="")
    return password


def administrator_let_in(ledger: str, username: str) -> str:
    """Let an administrator in again who lost password or second factor, as another administrator would; kept in the trail.

    Returns:
        A new first password, after which the second factor is set up again.

    Raises:
        NotReady: the office is not ready, or the account is not that of an administrator of today.
    """
    refuse_unready(ledger)
    _django(ledger)
    return let_in(username)


def let_in(username: str) -> str:
    """The same, in an office that is open."""
    from django.db import transaction

    from legation.office.people.access import give_anew
    from legation.office.people.clock import today
    from legation.office.people.models import Posting
    from legation.office.people.trail import note
    from legation.office.people.trees import on_day

    with transaction.atomic():
        held = Posting.objects.filter(on_day(today()), role="administrator", person__is_active=True, person__username=username)
        posting = held.select_related("person").first()
        if posting is None:
            raise NotReady("cli.office_not_administrator", value=username)
        password = give_anew(posting.person)
        note(None, "access_reset", username, person="")
    return password
