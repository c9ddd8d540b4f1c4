"""Claims: what one source states, at a locator, of one act. One row of ``acts/*.csv`` is one claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from legation.record.actors import SLUG, Actor
from legation.record.dates import date_of
from legation.record.instruments import Instrument
from legation.record.sources import Source
from legation.record.table import Row
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import KindOfAct, Text, Vocabulary

COLUMNS: Final = (
    "claim", "act", "kind", "date", "after", "subject", "object", "instrument", "office", "person", "place",
    "standing", "value", "unit", "qualifier", "guideline", "level", "source", "locator",
    "title", "title_es", "note", "note_es",
)  # fmt: skip
WITHOUT_ACT_OF_THEIR_OWN: Final = frozenset({"adjudication", "retraction"})
LISTS_CLAIMS: Final = frozenset({"adjudication", "difference"})
"""Kinds whose value names other claims: those preferred, or those that differ."""
ORDERS: Final = (
    "signed_before_adopted",
    "ratified_before_signed",
    "in_force_before_adopted",
    "in_force_before_signed",
    "in_force_before_ratified",
    "in_force_before_treaty",
    "ended_before_adopted",
    "ended_before_signed",
    "ended_before_ratified",
    "ended_before_in_force",
    "ended_never_in_force",
    "began_before_appointed",
    "ended_before_began",
    "left_before_joined",
)
"""Two steps dated in an order that cannot be, by one source in one place."""
DIFFERS_IN: Final = ("date", "party", "count", "kind", "scope", "value", "damaged", *ORDERS)
GAP_IS: Final = ("damaged", "silent")
LONGEST_FIGURE: Final = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's statement that an act happened so.

    Args:
        id: stable for ever.
        act: the act it speaks of; claims with one act id speak of one act.
        kind: kind of act.
        date: as the source gives it; None where it gives none.
        after: acts that the source says came first on the same day.
        subject, object, instrument: ids of actors and instruments, several where the source names several.
        office, person, place: as the source names them.
        standing: for attestations and expectations, the kind of standing they speak of.
        value, unit, qualifier: a stated figure.
        level: level of classification.
        source, locator: where to read it.
    """

    id: str
    act: str
    kind: str
    date: Edtf | None
    after: tuple[str, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    instrument: tuple[str, ...]
    office: str
    person: str
    place: str
    standing: str
    value: str
    unit: str
    qualifier: str
    guideline: tuple[str, ...]
    level: str
    source: str
    locator: str
    title: Text
    note: Text
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    def role(self, name: str) -> tuple[str, ...]:
        """What the claim says of a role (``subject``, ``place``, …); empty where it says nothing."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return value
        return (value,) if value else ()

    @property
    def named(self) -> tuple[str, ...]:
        """Of an adjudication the claims that it prefers, of a difference those that differ."""
        return tuple(part.strip() for part in self.value.split(";") if part.strip())


@dataclass(frozen=True, slots=True)
class Shelf:
    """What claims may refer to."""

    vocabulary: Vocabulary
    actors: Mapping[str, Actor]
    instruments: Mapping[str, Instrument]
    sources: Mapping[str, Source]


def claim_of(row: Row, shelf: Shelf, problems: list[Problem]) -> Claim:
    """The claim in one row; what is wrong with it goes to ``problems``."""
    for column in ("claim", "act"):
        if not SLUG.fullmatch(row[column]):
            problems.append(problem(row.file, row.line, column, "records.not_a_slug", value=row[column]))
    kind = shelf.vocabulary.acts.get(row["kind"])
    if kind is None:
        near = nearest(row["kind"], shelf.vocabulary.acts) or ", ".join(sorted(shelf.vocabulary.acts)[:4])
        problems.append(problem(row.file, row.line, "kind", "records.unknown_kind", value=row["kind"], nearest=near))
    else:
        _check_needs(row, kind, problems)
    _check_words(row, shelf, problems)
    _check_names(row, shelf, problems)
    _check_references(row, shelf, problems)
    _check_figure(row, problems)
    _check_languages(row, problems)
    return Claim(
        id=row["claim"], act=row["act"], kind=row["kind"],
        date=date_of(row, "date", problems),
        after=row.listed("after"), subject=row.listed("subject"), object=row.listed("object"),
        instrument=row.listed("instrument"), office=row["office"], person=row["person"], place=row["place"],
        standing=row["standing"], value=row["value"], unit=row["unit"], qualifier=row["qualifier"],
        guideline=row.listed("guideline"), level=row["level"] or next(iter(shelf.vocabulary.levels)),
        source=row["source"], locator=row["locator"],
        title=Text(row["title"] or row["title_es"], row["title_es"] or row["title"]),
        note=Text(row["note"] or row["note_es"], row["note_es"] or row["note"]),
        file=row.file, line=row.line,
    )  # fmt: skip


def _check_needs(row: Row, kind: KindOfAct, problems: list[Problem]) -> None:
    for column in kind.needs:
        if not row[column]:
            problems.append(problem(row.file, row.line, column, "records.needed", kind=kind.id, column=column))
    for column in ("source", "locator"):
        if not row[column]:
            problems.append(problem(row.file, row.line, column, f"records.no_{column}"))


def _check_words(row: Row, shelf: Shelf, problems: list[Problem]) -> None:
    lists = {
        "standing": shelf.vocabulary.standings,
        "level": shelf.vocabulary.levels,
        "qualifier": shelf.vocabulary.qualifiers,
        "unit": shelf.vocabulary.units,
    }
    check_words(row, lists, problems)
    _check_qualifier(row, problems)


def check_words(
    row: Row, lists: Mapping[str, Mapping[str, object]], problems: list[Problem], needed: tuple[str, ...] = ()
) -> None:
    """Every cell that must hold a word of the vocabulary holds one; empty cells only where they are not ``needed``."""
    for column, words in lists.items():
        if row[column] not in words and (row[column] or column in needed):
            near = nearest(row[column], words) or ", ".join(sorted(words)[:4])
            problems.append(problem(row.file, row.line, column, "records.unknown_word", value=row[column], nearest=near))


def _check_qualifier(row: Row, problems: list[Problem]) -> None:
    """What a difference lies in and what a gap is have words of their own; a figure has others."""
    wanted = {"difference": DIFFERS_IN, "gap": GAP_IS}.get(row["kind"])
    of_figures = wanted is None and row["qualifier"] in (*DIFFERS_IN, *GAP_IS)
    if of_figures or (wanted and row["qualifier"] and row["qualifier"] not in wanted):
        near = ", ".join(wanted or ("exactly", "about", "more_than", "at_least"))
        problems.append(
            problem(
                row.file, row.line, "qualifier", "records.qualifier_of_kind", value=row["qualifier"], kind=row["kind"], known=near
            )
        )


def _check_names(row: Row, shelf: Shelf, problems: list[Problem]) -> None:
    for column, words, file in (("office", shelf.vocabulary.offices, "offices"), ("place", shelf.vocabulary.places, "places")):
        if row[column] and row[column] not in words:
            problems.append(
                problem(
                    row.file,
                    row.line,
                    column,
                    "records.no_words",
                    severity="warning",
                    value=row[column],
                    file=f"terms/{file}.toml",
                )
            )


def _check_references(row: Row, shelf: Shelf, problems: list[Problem]) -> None:
    for column in ("subject", "object"):
        for actor in row.listed(column):
            if actor not in shelf.actors:
                near = nearest(actor, shelf.actors) or "—"
                problems.append(problem(row.file, row.line, column, "records.unknown_actor", value=actor, nearest=near))
    for instrument in row.listed("instrument"):
        if instrument not in shelf.instruments:
            near = nearest(instrument, shelf.instruments) or "—"
            problems.append(
                problem(row.file, row.line, "instrument", "records.unknown_instrument", value=instrument, nearest=near)
            )
    if row["source"] and row["source"] not in shelf.sources:
        near = nearest(row["source"], shelf.sources) or ", ".join(sorted(shelf.sources)[:3]) or "—"
        problems.append(problem(row.file, row.line, "source", "records.unknown_source", value=row["source"], nearest=near))


def _check_figure(row: Row, problems: list[Problem]) -> None:
    if not row["value"] or row["kind"] in LISTS_CLAIMS | WITHOUT_ACT_OF_THEIR_OWN:
        return
    figure = decimal_of(row["value"])
    if figure is None:
        problems.append(problem(row.file, row.line, "value", "records.not_a_figure", value=row["value"]))


def decimal_of(text: str) -> Decimal | None:
    """The number in a cell (a point before decimals, no separators), or None."""
    if len(text) > LONGEST_FIGURE or not text.isascii():
        return None
    try:
        figure = Decimal(text)
    except InvalidOperation:
        return None
    return figure if figure.is_finite() and "_" not in text else None


def _check_languages(row: Row, problems: list[Problem]) -> None:
    for english, spanish in (("title", "title_es"), ("note", "note_es")):
        missing = [column for column in (english, spanish) if not row[column]]
        if len(missing) == 1 or (len(missing) == 2 and english == "title"):
            problems.append(
                problem(row.file, row.line, missing[0], "records.one_language", column=missing[0], severity="warning")
            )
