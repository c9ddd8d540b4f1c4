"""The page of an address: what it is about, what that is called, and on which things of the record it rests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from legation.office.question import Question
from legation.office.words import name_of, title_of_standing
from legation.publication.answer_tables import title_of
from legation.publication.evaluation_tables import evaluation_table
from legation.publication.grounds import Ref
from legation.publication.questions import QuestionError, actor_named, standing_named
from legation.publication.search.things import SORTS
from legation.publication.treaty_tables import instrument_named

WHOLE: Final = "-"
"""Stands for the id of a page that is about no single thing."""
_ACT: Final = SORTS.index("act")


class NoSuchPage(QuestionError):
    """There is no page of that name, or nothing of that id in the record."""


@dataclass(frozen=True, slots=True)
class PageNamed:
    """A page.

    Args:
        route: its name in the table of routes; id: of the thing it is about, :data:`WHOLE` for none; title: what it is called.
        refs: gives the things of the record on which it rests; None for every source that speaks.
    """

    route: str
    id: str
    title: str
    refs: Callable[[], tuple[Ref, ...]] | None


def named_in(path: str) -> tuple[str, str]:
    """The route and the id that the path of a page names: ``("actor", "chile")``; ``("home", "-")`` for the first page."""
    parts = path.strip("/").split("/", 2)
    return (parts[1] if len(parts) > 1 else "home"), (parts[2].strip("/") if len(parts) > 2 else WHOLE)


def page_named(question: Question, route: str, id: str) -> PageNamed:
    """The page of a route and an id, as known on the day asked.

    Raises:
        NoSuchPage: there is none.
    """
    try:
        if id != WHOLE and route in _ABOUT:
            return _ABOUT[route](question, id)
    except (KeyError, QuestionError) as error:
        if question.logged is not None and route in ("actor", "act", "standing"):
            return PageNamed(route, id, id, lambda: ())  # of the log, which is cited as a whole
        raise NoSuchPage("questions.page", value=f"{route}/{id}") from error
    title = _wholes().get(route)
    if title is None or id != WHOLE:
        raise NoSuchPage("questions.page", value=f"{route}/{id}")
    return PageNamed(route, WHOLE, title, None)


def _wholes() -> dict[str, str]:
    """The pages that are about no single thing, by route: what each is called."""
    return {
        "home": _("What stood"),
        "actors": _("Actors"),
        "kinds": _("Kinds"),
        "treaties": _("Treaties"),
        "pending": _("Treaties pending at home"),
        "rights": _("Rights and duties"),
        "guidelines": _("Guidelines"),
        "indicators": _("Indicators"),
        "fields": _("Fields"),
        "duties": _("Duties"),
        "norms": _("Norms in force"),
        "expected": _("Expected"),
        "plan": _("Plan and budget"),
        "docket": _("Docket"),
        "sources": _("Sources"),
        "coverage": _("Coverage"),
        "method": _("How to read"),
        "map": _("Map"),
        "network": _("Network"),
        "compare": _("Compare"),
        "institution": _("Institution"),
        "data": _("Data"),
        "standings": _("Standings on a date"),
        "suppositions": _("Suppositions"),
        "embed_map": _("Map"),
        "embed_network": _("Network of actors"),
    }


def _actor(question: Question, id: str) -> PageNamed:
    name = actor_named(question.record, id)
    title = question.record.actors[name].name[question.language]
    return PageNamed("actor", name, title, lambda: (("actor", name), *acts_linked(question, "a", name)))


def _act(question: Question, id: str) -> PageNamed:
    act = question.known.acts[id]
    return PageNamed("act", id, title_of(act, question.language), lambda: (("act", id),))


def _standing(question: Question, id: str) -> PageNamed:
    known = question.known
    key = standing_named(known, id)
    one = known.standing(key, question.on.first, question.on.last)
    kind = question.record.vocabulary.standings[key.kind].label[question.language]
    title = f"{kind}: {title_of_standing(question.record, one, question.language)}"
    return PageNamed("standing", key.id, title, lambda: tuple(("act", act) for act in known.acts_behind(key)))


def _kind(question: Question, id: str) -> PageNamed:
    known, kind = question.known, question.record.vocabulary.standings[id]

    def refs() -> tuple[Ref, ...]:
        return tuple(("act", act) for act in dict.fromkeys(act for key in known.keys_of(id) for act in known.acts_behind(key)))

    return PageNamed("kind", id, kind.label[question.language], refs)


def _line(question: Question, id: str) -> PageNamed:
    """The figure of a kind: how many stood, year by year."""
    first, last = question.covered_years
    of = _kind(question, id)
    return replace(of, route="embed_line", title=f"{of.title}, {first}–{last}")


def _instrument(question: Question, id: str) -> PageNamed:
    name = instrument_named(question.record, id)
    route = "treaty" if question.served.treaties.is_treaty(question.known, name) else "instrument"
    title = name_of(question.record, name, question.language)
    return PageNamed(route, name, title, lambda: (("instrument", name), *acts_linked(question, "i", name)))


def _field(question: Question, id: str) -> PageNamed:
    label = question.record.vocabulary.fields[id].label[question.language]

    def refs() -> tuple[Ref, ...]:
        index = question.whole.index
        place = index.fields.index(id) if id in index.fields else -2
        return _acts(question, (index.columns["field"] == place).nonzero()[0].tolist())

    return PageNamed("field", id, label, refs)


def _guideline(question: Question, id: str) -> PageNamed:
    one = question.served.evaluated.book.guidelines[id]

    def refs() -> tuple[Ref, ...]:
        return (("source", one.document), *_evaluated(question, guideline=id))

    return PageNamed("guideline", id, one.label[question.language], refs)


def _indicator(question: Question, id: str) -> PageNamed:
    one = question.served.evaluated.book.indicators[id]
    return PageNamed("indicator", id, one.name[question.language], lambda: _evaluated(question, indicator=id))


def _evaluated(question: Question, **which: str) -> tuple[Ref, ...]:
    evaluated = question.served.evaluated
    table = evaluation_table(
        evaluated.book, question.known, question.on, language=question.language, evaluator=evaluated.evaluator(question.known),
        **which,
    )  # fmt: skip
    return tuple(dict.fromkeys([*(ref for row in table.rests_on for ref in row), *table.beneath]))


def _norm(question: Question, id: str) -> PageNamed:
    norm = question.served.evaluated.norms[id]
    refs: list[Ref] = [("claim", claim) for claim in norm.claims]
    if norm.law:
        refs.append(("instrument", norm.law))
    return PageNamed("norm", id, norm.label[question.language], lambda: tuple(refs))


def _source(question: Question, id: str) -> PageNamed:
    source = question.record.sources[id]
    return PageNamed("source", id, source.called[question.language], lambda: (("source", id),))


def acts_linked(question: Question, what: str, name: str) -> tuple[Ref, ...]:
    """The acts in which an actor has part (``a``), or that are about an instrument (``i``)."""
    return _acts(question, question.whole.index.linked(what, name).tolist())


def _acts(question: Question, numbers: list[int]) -> tuple[Ref, ...]:
    index, known = question.whole.index, question.known_day
    sort, since, until = (index.columns[name] for name in ("sort", "known_from", "known_to"))
    names = (index.ids[one] for one in numbers if sort[one] == _ACT and since[one] <= known < until[one])
    return tuple(("act", name) for name in dict.fromkeys(names))


_ABOUT: Final[dict[str, Callable[[Question, str], PageNamed]]] = {
    "actor": _actor, "act": _act, "standing": _standing, "kind": _kind, "instrument": _instrument, "treaty": _instrument,
    "field": _field, "guideline": _guideline, "indicator": _indicator, "norm": _norm, "source": _source, "embed_line": _line,
}  # fmt: skip
