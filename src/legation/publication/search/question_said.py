"""A question as it was understood, in words, for the reader to judge."""

from __future__ import annotations

from legation.publication.search.asked_dates import Dates
from legation.publication.search.understanding import Understood, states_of
from legation.record.record import Record
from legation.terms.messages import say
from legation.terms.said_days import day_said


def question_said(record: Record, asked: Understood, language: str) -> str:
    """One line: what, with whom, when, as known when."""
    if asked.page == "home":
        return say("search.everything_known", language, day=asked.asks["on"])
    if asked.kind is None:
        page = f"{asked.page}_{asked.asks['status']}" if "status" in asked.asks else asked.page
        return " · ".join([say(f"search.page_{page}", language), *_dates(asked, language)])
    said = [asked.kind[language]]
    if asked.page == "guideline":
        said = [f"{say('search.sort_guideline', language)}: {asked.kind[language]}"]
    if shelf := asked.asks.get("shelf"):
        said.append(say(f"search.{shelf}", language))
    if asked.who is not None:
        states = len(states_of(record, asked.asks["actor"])) - (asked.asks["actor"] in record.actors)
        code = "search.in_region" if states else "search.with"
        said.append(say(code, language, who=asked.who[language], n=states))
    said.extend(_dates(asked, language))
    return " · ".join(said)


def _dates(asked: Understood, language: str) -> list[str]:
    dates: Dates = asked.dates
    said = []
    if "on" in asked.asks:
        said.append(say("search.on", language, day=asked.asks["on"]))
    else:
        first, last = dates.first or dates.on, dates.last or dates.on
        days = {"first": day_said(first.first, language) if first else "", "last": day_said(last.last, language) if last else ""}
        if first and last:
            said.append(say("search.between", language, **days))
        elif first or last:
            said.append(say("search.from" if first else "search.to", language, **days))
    if dates.known is not None:
        said.append(say("search.as_known", language, day=dates.known.text))
    return said
