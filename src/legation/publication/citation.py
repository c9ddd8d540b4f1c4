"""What to cite for an answer: the record, as it was asked, and the sources behind the rows shown."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from legation.publication.bibtex import as_bibtex
from legation.publication.grounds import Basis, Ground
from legation.publication.shown import Cell
from legation.record.edition import edition
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.said_days import day_said

CITED_COLUMNS: Final = ("source", "title", "claims", "locators")


def cited(basis: Basis | None, grounds: Sequence[Ground]) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Columns and rows of the table of sources: each with how many of its claims, and where to read them."""
    rows = []
    for source in dict.fromkeys(ground.source for ground in grounds):
        claims = {ground.claim for ground in grounds if ground.source == source and ground.claim}
        title = basis.record.sources[source].short if basis else source
        rows.append((source, title, len(claims), "; ".join(locators(grounds, source)) or None))
    return CITED_COLUMNS, tuple(rows)


def locators(grounds: Sequence[Ground], source: str) -> list[str]:
    """The places of one source, each once."""
    return list(dict.fromkeys(ground.locator for ground in grounds if ground.source == source and ground.locator))


@dataclass(frozen=True)
class Citation:
    """The record as a data set (edition, dates asked about and of knowledge), then every source behind an answer.

    Args:
        part: of the record that is cited, as it is called: a page, a table; empty for the record as such.
        address: where that part is read; empty for none.
        given_edition: the edition, where it is at hand.
    """

    basis: Basis
    grounds: tuple[Ground, ...]
    part: str = ""
    address: str = ""
    given_edition: str = ""

    @cached_property
    def edition(self) -> str:
        """The edition of the record: the same edition and dates always give the same answer."""
        return self.given_edition or edition(self.basis.record)

    @property
    def title(self) -> str:
        """The part cited and the record it is of, as a data set."""
        record, language = self.basis.record, self.basis.language
        whole = say("reading.data_set", language, title=record.title[language])
        return f"{self.part}. {whole}" if self.part else whole

    @property
    def asked(self) -> str:
        """On which dates, and as known when, in words."""
        basis, on = self.basis, list(dict.fromkeys(one.text for one in self.basis.on))
        known = list(dict.fromkeys(day_said(view.known, basis.language) for view in basis.views))
        said = []
        if len(on) == 1:
            said.append(say("reading.asked_on", basis.language, on=on[0]))
        elif on:
            said.append(say("reading.asked_between", basis.language, first=on[0], last=on[1]))
        if len(known) == 1:
            said.append(say("answers.last_possible_known", basis.language, day=known[0]))
        else:
            said.append(say("reading.known_between", basis.language, first=known[0], last=known[1]))
        if basis.record.further:
            said.append(say("reading.further", basis.language, count=len(basis.record.further)))
        if basis.record.fictional:
            said.append(say("reading.fictional", basis.language))
        return "; ".join(said)

    @property
    def entries(self) -> list[dict[str, Any]]:
        """CSL-JSON: the record, then the sources, each exactly as the record keeps it.

        The places consulted stand with the record's own entry, under ``custom``, since CSL keeps them apart from the items.
        """
        record, language = self.basis.record, self.basis.language
        places = {
            source: [
                {name: value for name, value in (("claim", one.claim), ("locator", one.locator)) if value}
                for one in self.grounds
                if one.source == source and (one.claim or one.locator)
            ]
            for source in self._sources
        }
        own = {
            "id": f"legation-{record.id}-{self.edition[:12]}",
            "type": "dataset",
            "title": self.title,
            "version": self.edition,
            **({"URL": self.address} if self.address else {}),
            "language": language,
            "note": self.asked,
            "custom": {
                "license": record.licence,
                "record": record.id,
                "edition": self.edition,
                "on": [one.text for one in self.basis.on],
                "known": [iso(view.known) for view in self.basis.views],
                "consulted": places,
            },
        }
        return [own, *(deepcopy(record.sources[source].csl) for source in self._sources)]

    def to_csl(self) -> str:
        """CSL-JSON, as Zotero and the other reference managers read it."""
        return json.dumps(self.entries, ensure_ascii=False, indent=2) + "\n"

    def to_bibtex(self) -> str:
        """BibTeX; the places consulted stand in ``annote``, which no usual style prints."""
        own, *sources = self.entries
        edition_said = say("reading.edition", self.basis.language, edition=self.edition[:12])
        written = [{**own, "note": f"{edition_said}; {self.asked}"}]
        for entry in sources:
            note = entry.get("note")
            there = "; ".join(locators(self.grounds, str(entry["id"])))
            consulted = say("reading.consulted", self.basis.language, places=there) if there else ""
            written.append({**entry, "annote": " — ".join(filter(None, (consulted, note if isinstance(note, str) else "")))})
        return as_bibtex(written)

    @property
    def _sources(self) -> list[str]:
        return list(dict.fromkeys(ground.source for ground in self.grounds))

    @property
    def own_line(self) -> str:
        """The record, as it was asked, in one line; what stands behind it is left out."""
        said = say("reading.edition", self.basis.language, edition=self.edition[:12])
        return f"{self.title}. {said}; {self.asked}.{f' {self.address}' if self.address else ''}"

    def _lines(self) -> list[str]:
        record, language = self.basis.record, self.basis.language
        lines = [self.own_line]
        for name in self._sources:
            source = record.sources[name]
            claims = len({one.claim for one in self.grounds if one.source == name and one.claim})
            there = "; ".join(locators(self.grounds, name))
            authors = f"{'; '.join(source.authors)} ({source.issued.text}). " if source.authors else f"({source.issued.text}). "
            places = f" {there}." if there else ""
            lines.append(f"{authors}{source.title}.{places} [{say('reading.claims_cited', language, count=claims)}]")
        return lines

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        return "<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in self._lines()) + "</ul>"
