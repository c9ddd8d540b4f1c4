"""Depositary notices as messages (RFC 5322): one a notice, the same words in both languages, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from legation.publication.notice_table import NoticeSaid, notice_said
from legation.record.record import Record
from legation.standings.participation.notices import Notice
from legation.terms.days import iso
from legation.terms.messages import LANGUAGES, say

NOON: Final = time(12, tzinfo=UTC)
"""The hour put on a notice: its source gives the day only, and the same notice must give the same bytes."""
WITHIN: Final = "legation.invalid"
"""The right side of message ids: a domain that can be no one's (RFC 2606), for an id belongs to the notice, not to a machine."""


def messages(record: Record, notices: Iterable[Notice], sender: str, to: str, language: str = "es") -> Iterator[EmailMessage]:
    """The messages of some notices, the oldest first.

    Args:
        sender, to: addresses as in ``From`` and ``To``; several are separated by commas.
        language: of the subject, and of the text that stands first.
    """
    languages = (language, *(one for one in LANGUAGES if one != language))
    for notice in reversed(list(notices)):
        said = {one: notice_said(record, notice, one) for one in languages}
        made = EmailMessage(policy=SMTP)
        made["From"], made["To"] = sender, to
        made["Subject"] = " ".join(said[language].title.split())
        made["Date"] = datetime.combine(datetime.fromisoformat(iso(notice.known)).date(), NOON)
        name = notice.id.rpartition(":")[2]
        made["Message-ID"] = f"<{name}@{WITHIN}>"
        made["List-Id"] = f"<{notice.instrument}.{record.id}.{WITHIN}>"
        made["Auto-Submitted"] = "auto-generated"
        made.set_content("\n\n-- \n\n".join(_body(record, notice, said[one], one) for one in languages) + "\n")
        made["Content-Language"] = ", ".join(languages)
        yield made


def _body(record: Record, notice: Notice, said: NoticeSaid, language: str) -> str:
    fiction = [say("answers.fictional", language)] if record.fictional else []
    source = say("notices.source_line", language)
    lines = [said.title, "", *said.sentences, *(f"{source}: {one}" for one in said.sources), "", *fiction]
    return "\n".join([*lines, f"{record.title[language]} · {notice.instrument} · {notice.act.id}", notice.id])
