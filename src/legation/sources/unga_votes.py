"""Roll calls of the United Nations General Assembly: how the record's own country voted, one figure a vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from legation.sources.desk import Desk
from legation.sources.reader import declared
from legation.sources.sheet import Sheet
from legation.terms.vocabulary import Text

VOTES: Final = {"yes": "1", "abstain": "0", "no": "-1"}
ISSUES: Final = {
    "me": Text("Palestinian conflict", "Conflicto palestino"),
    "nu": Text("Nuclear weapons and material", "Armas y material nuclear"),
    "di": Text("Arms control and disarmament", "Control de armas y desarme"),
    "hr": Text("Human rights", "Derechos humanos"),
    "co": Text("Colonialism", "Colonialismo"),
    "ec": Text("Economic development", "Desarrollo económico"),
}
SESSION_BEFORE: Final = 1945
"""The session's number and this year make the year in which it opens; it may run into the next two."""


def read(sheets: Mapping[str, Sheet], desk: Desk) -> None:
    """Enter every vote of the record's own country."""
    votes, calls = sheets["un_votes"], sheets["un_roll_calls"]
    about = desk.record.actors[desk.record.about]
    names = {about.name.en, *about.aliases}
    source = desk.source("unga-votes", READER.csl)
    of_call = {line["rcid"]: line for line in calls.lines}
    issues: dict[str, list[str]] = {}
    for line in sheets["un_roll_call_issues"].lines:
        if line["short_name"] not in ISSUES:
            desk.remark(sheets["un_roll_call_issues"], line, "short_name", "imports.unknown_word", value=line["short_name"])
            continue
        issues.setdefault(line["rcid"], []).append(line["short_name"])
        desk.read(sheets["un_roll_call_issues"], line)
    entered: dict[str, int] = {}
    for line in votes.lines:
        if line["country"] not in names:
            desk.decline(votes, line, "of_another")
            continue
        number = line["rcid"]
        if number in entered:
            desk.remark(votes, line, "rcid", "imports.same_row", row=entered[number])
            continue
        entered[number] = line.number
        call = of_call.get(number)
        if call is None or line["vote"] not in VOTES:
            desk.remark(votes, line, "rcid" if call is None else "vote", "imports.unknown_word", value=number or line["vote"])
            continue
        desk.read(votes, line)
        desk.read(calls, call)
        opened = SESSION_BEFORE + int(call["session"])
        if not opened <= int(call["date"][:4]) <= opened + 2:
            desk.remark(calls, call, "date", "imports.not_in_session", value=call["date"], session=call["session"])
        themes = [ISSUES[name] for name in issues.get(number, ())]
        desk.measure(
            claim=f"{READER.prefix}-{number}", series="unga_vote", actor=desk.record.about, period=call["date"],
            value=VOTES[line["vote"]], unit="vote", source=source, locator=f"{call['unres']}; rcid {number}",
            note="; ".join(theme.en for theme in themes), note_es="; ".join(theme.es for theme in themes),
        )  # fmt: skip
    for line in calls.lines:
        desk.decline(calls, line, "no_vote")


READER: Final = declared(__name__, read)
