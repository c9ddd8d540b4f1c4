"""A question as it was understood, in words, for the reader to judge."""

from __future__ import annotations

from typing import Final

from legation.publication.search.asked_dates import Dates
from legation.publication.search.understanding import Understood, states_of
from legation.record.record import Record
from legation.terms.messages import say
from legation.terms.said_days import day_said, plain_said, when_said


def question_said(record: Record, asked: Understood, language: str) -> str:
    """One line: what, with whom, when, as known when."""
    if asked.page == "home":
        return say("search.everything_known", language, day=plain_said(asked.asks["on"], language))
    if asked.kind is None:
        page = f"{asked.page}_{asked.asks['status']}" if "status" in asked.asks else asked.page
        return " · ".join([say(f"search.page_{page}", language), *_dates(asked, language)])
    said = [asked.kind[language]]
    if asked.page == "guideline":
        said = [f"{say('search.sort_guideline', language)}: {asked.kind[language]}"]
    if shelf := asked.asks.get("shelf"):
        said.append(say(f"search.{shelf}", language))
    if asked.who is not None:
        said.append(say("search.with", language, who=with_its_article(asked.who[language], language)))
    said.extend(_dates(asked, language))
    return " · ".join(said)


def region_said(record: Record, asked: Understood, language: str) -> str:
    """Which States are meant beside a region that is asked about; empty where none is."""
    states = len(states_of(record, asked.asks["actor"])) - (asked.asks["actor"] in record.actors) if asked.who else 0
    return say("search.in_region", language, who=asked.who[language], n=states) if asked.who and states else ""


def with_its_article(name: str, language: str) -> str:
    """The name of an actor as it follows a preposition: *con el Perú*, *with the United States*."""
    article = ARTICLES[language].get(name) or ARTICLES[language].get(f"{name.split()[0]} " if name else "", "")
    return f"{article} {name}" if article else name


ARTICLES: Final[dict[str, dict[str, str]]] = {
    "en": {"United ": "the", "Holy See": "the", "Netherlands": "the", "Philippines": "the", "Dominican Republic": "the"},
    "es": {
        "Perú": "el", "Reino Unido": "el", "Ecuador": "el", "Brasil": "el", "Japón": "el", "Paraguay": "el", "Uruguay": "el",
        "Estados Unidos": "los", "Países Bajos": "los", "Santa Sede": "la", "República ": "la", "Unión ": "la",
        "Organización ": "la", "Comunidad ": "la", "Alianza ": "la",
    },
}  # fmt: skip
"""The articles that names take; after a name that ends with a space those that begin so."""


def _dates(asked: Understood, language: str) -> list[str]:
    dates: Dates = asked.dates
    said = []
    if asked.page == "compare" and "from" in asked.asks:
        first, last = (plain_said(asked.asks[name], language) for name in ("from", "on"))
        said.append(say("search.compared", language, first=first, last=last))
    elif "on" in asked.asks:
        said.append(on_said(asked.asks["on"], language))
    else:
        begin, end = dates.first or dates.on, dates.last or dates.on
        days = {"first": day_said(begin.first, language) if begin else "", "last": day_said(end.last, language) if end else ""}
        if begin and end:
            said.append(say("search.between", language, **days))
        elif begin or end:
            said.append(say("search.from" if begin else "search.to", language, **days))
    if dates.known is not None:
        said.append(say("search.as_known", language, when=when_said(dates.known.text, language) or dates.known.text))
    return said


def on_said(text: str, language: str) -> str:
    """A date asked about in words, so far as it is a plain one: *on 1 January 1875*."""
    return when_said(text, language) or say("search.on", language, day=text)
