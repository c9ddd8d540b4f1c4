"""A norm whose first day nobody dated does not reach before the instrument it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Limit
from legation.publication.duty_tables import duties_in_words, duties_table, flags_table
from legation.publication.questions import asked
from legation.standings.asof import KnownRecord
from legation.terms.days import day_number
from tests import bundled
from tests.evaluation.norm_histories import norms_of_peru

CONSTITUTION = day_number(1993, 12, 29)


@pytest.fixture(scope="module")
def known() -> KnownRecord:
    return bundled.known("peru")


def test_no_act_is_flagged_that_was_over_before_the_constitution(known: KnownRecord) -> None:
    flagged = flags_table(known, asked("2021-12-31"), language="es")
    assert len(flagged) > 100 and all(str(row["arises_to"]) >= "1993-12-29" for row in flagged)
    assert any("aunque no antes del 29 de diciembre de 1993" in note for note in flagged.notes)


def test_the_instrument_bounds_the_beginning_as_far_as_it_is_known(known: KnownRecord) -> None:
    norm = norms_of_peru()["law-26647-two-roads"]
    assert Book(known).begins(norm).lo == CONSTITUTION and Book(known).is_open(norm)
    unbounded = replace(norm, begins=Limit(open=norm.begins.open))
    assert Book(known).begins(unbounded).lo < CONSTITUTION - 100_000
    earlier = Book(KnownRecord(known.record, day_number(2015, 1, 1)))
    assert earlier.not_before(norm) is None, "what dates the constitution here was read in 2026"


def test_the_approved_boundary_with_ecuador_is_not_flagged(known: KnownRecord) -> None:
    assert "maritime-agreement-ecuador-ratified" in known.acts
    assert "maritime-agreement-ecuador-ratified" not in flags_table(known, asked("2021-12-31"))["act"]


def test_duties_name_their_norm_its_claims_and_who_denies_it(known: KnownRecord) -> None:
    table = duties_table(known, asked("2021-12-31"), norm="Gabinete binacional anual con el Brasil", every=True, language="es")
    said = duties_in_words(table, "es")
    assert set(table["disputed"]) == {"yes"} and {"n200-216b;nmil-8022"} == set(table["claims"])
    assert set(said["norm"]) == {"Gabinete binacional anual con el Brasil"} and set(said["by"]) == {"Perú"}
    assert set(said["disputed"]) == {"sí: una fuente niega la regla"}


def test_what_is_left_out_is_counted_in_the_plural(known: KnownRecord) -> None:
    notes = duties_table(known, asked("2021-12-31"), language="es").notes
    assert any(" que no se pueden saber" in note and "extinguidas y " in note for note in notes), notes
