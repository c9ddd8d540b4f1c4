"""Depositary notices: each act of a treaty's life as announced, in words of either language, and as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from legation.publication.answer_tables import day_text, fiction_notes, title_of
from legation.publication.grounds import Basis
from legation.publication.places import place_words
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.acts import FOREVER, Act, Days
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.participation.notices import Notice, notices_of
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.said_days import day_said

NOTICE_COLUMNS: Final = (
    "notice", "known", "news", "instrument", "act", "kind", "participants", "date_from", "date_to", "title", "text",
)  # fmt: skip
SEPARATOR: Final = ";"


@dataclass(frozen=True, slots=True)
class NoticeSaid:
    """A notice in the words of one language: one line that says all of it, and sentences that say the rest."""

    title: str
    sentences: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join((*self.sentences, *self.sources))


def notices_table(known: KnownRecord, instruments: Iterable[str], *, since: int | None = None, language: str = "en") -> Table:
    """The notices of some treaties known at the end of a day, the newest first.

    Args:
        since: only what became known on this day or later.
    """
    record = known.record
    found = [one for one in notices_of(record, instruments, known.known, known.level) if since is None or one.known >= since]
    as_known = say("answers.last_possible_known", language, day=day_said(known.known, language))
    return Table(
        "notices", NOTICE_COLUMNS, rows_of(NOTICE_COLUMNS, [_entry(record, one, language) for one in found]),
        (as_known, *fiction_notes(record, language)),
        rests_on=tuple((*(("claim", claim.id) for claim in one.claims), ("instrument", one.instrument)) for one in found),
        basis=Basis((known,), (), language),
    )  # fmt: skip


def notice_said(record: Record, notice: Notice, language: str) -> NoticeSaid:
    """A notice in words."""
    act, words = notice.act, record.vocabulary.acts
    kind = " / ".join(dict.fromkeys(words[one.kind].label[language] if one.kind in words else one.kind for one in act.variants))
    treaty = (
        record.instruments[notice.instrument].title[language] if notice.instrument in record.instruments else notice.instrument
    )
    names = [record.actors[one].name[language] if one in record.actors else one for one in participants_of(act)]
    who = f" — {', '.join(names)}" if names else ""
    marks = {
        "new": "",
        "changed": f"{say('notices.changed_mark', language)}: ",
        "withdrawn": f"{say('notices.withdrawn_mark', language)}: ",
    }
    said = [say(f"notices.{notice.news}", language, day=day_said(notice.known, language))]
    said.append(_dated("notices.done", act, language))
    if notice.news == "changed" and notice.before is not None:
        said.append(_dated("notices.before", notice.before, language))
    if title := title_of(act, language):
        said.insert(0, f"{title}.")
    sources = tuple(
        dict.fromkeys(
            f"{record.sources[claim.source].called[language]}, {place_words(claim.locator, language)}." for claim in notice.claims
        )
    )
    return NoticeSaid(f"{marks[notice.news]}{treaty}: {kind}{who}", tuple(said), sources)


def participants_of(act: Act) -> tuple[str, ...]:
    """Everyone who does an act, whichever of its accounts is right, in the order of the sources."""
    return tuple(dict.fromkeys(name for variant in act.variants for name in variant.role("subject")))


def _dated(code: str, act: Act, language: str) -> str:
    if act.undated:
        return say("notices.undated", language)
    return say(code, language, days=_days_said(act.begin, language))


def _days_said(days: Days, language: str) -> str:
    if days.is_exact:
        return day_said(days.lo, language)
    first, last = ("…" if abs(day) > FOREVER // 2 else day_said(day, language) for day in (days.lo, days.hi))
    return say("notices.between", language, first=first, last=last)


def _entry(record: Record, notice: Notice, language: str) -> dict[str, Cell]:
    act, said = notice.act, notice_said(record, notice, language)
    return {
        "notice": notice.id, "known": iso(notice.known), "news": notice.news, "instrument": notice.instrument, "act": act.id,
        "kind": SEPARATOR.join(dict.fromkeys(one.kind for one in act.variants)),
        "participants": SEPARATOR.join(participants_of(act)) or None,
        "date_from": None if act.undated else day_text(act.begin.lo), "date_to": None if act.undated else day_text(act.begin.hi),
        "title": said.title, "text": said.text,
    }  # fmt: skip
