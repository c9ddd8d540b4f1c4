"""The treaties that wait at home on a date, the oldest first: which step each awaits, since when, and what is overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from legation.evaluation.norms.in_force import Book
from legation.evaluation.road.reading import roads_of
from legation.office.pages import address, asking, at_the_end, show
from legation.office.question import Question
from legation.office.views.treaties import page_of
from legation.office.words import days_words, either
from legation.publication.questions import QuestionError, asked
from legation.publication.road_tables import SEPARATOR, age_said, roads_in_words, roads_table
from legation.publication.shown import Cell
from legation.publication.table import Table
from legation.record.acts import FOREVER, Days
from legation.standings.participation.written import ClausesNotRead
from legation.terms.days import iso
from legation.terms.messages import say

A_PAGE: Final = 60
LATE: Final = ("yes", "possible", "not_known")
"""Words for a step whose time has passed, or may have, the surest first."""
AT_HOME: Final = "home"
SHELVES: Final = ("waiting", "perhaps", "earlier")
Row = Mapping[str, Cell]


@asking
def pending(request: HttpRequest, question: Question) -> HttpResponse:
    """The page: what waits under a law that was read, what only may, or what is older; of one step alone, or what is late."""
    context: dict[str, Any] = {"trail": [(_("Treaties"), address(question, "treaties"))], **at_the_end(question)}
    try:
        table = roads_table(question.known, question.on, pending=True, by_age=True, language=question.language)
    except (QuestionError, ClausesNotRead) as error:
        return show(request, question, "office/pending.html", {**context, "wrong": error.message(question.language)})
    every = list(rows_of(question, table))
    counted = Counter(row["shelf"] for row in every)
    there = [one for one in SHELVES if counted[one]]
    chosen = {name: request.GET.get(name, "") for name in ("shelf", "step", "overdue")}
    shelf = chosen["shelf"] if chosen["shelf"] in there else next(iter(there), "")
    on_shelf = [row for row in every if row["shelf"] == shelf]
    steps = Counter(step for row in on_shelf for step in row["steps"])
    step = chosen["step"] if chosen["step"] in {name for name, _said in steps} else ""
    late = [row for row in on_shelf if row["overdue"]]
    is_late = bool(late) and chosen["overdue"] == "yes"
    wanted = [row for row in (late if is_late else on_shelf) if not step or step in row["names"]]
    roads = roads_of(question.record)[0].values()
    laws = "; ".join(road.label[question.language] for road in roads if any(row["road"] == road.id for row in table))
    keep = {"shelf": chosen["shelf"] and shelf, "step": step, "overdue": "yes" if is_late else ""}
    page = page_of(request.GET.get("page", ""), len(wanted), A_PAGE)

    def link(**changes: str) -> str:
        return address(question, "pending", **{name: text for name, text in {**keep, **changes}.items() if text})

    return show(request, question, "office/pending.html", {
        "counts_log": question.served.large is not None,
        **context,
        "rows": wanted[page * A_PAGE : (page + 1) * A_PAGE],
        "total": len(wanted),
        "shelf": shelf, "shelf_title": shelf_words(shelf, laws) if shelf else "",
        "shelves": [
            {
                "words": shelf_words(one, laws), "count": counted[one], "chosen": one == shelf,
                "link": link(shelf=one, step="", overdue=""),
            }
            for one in there
        ],
        "steps": [
            {"words": said, "count": count, "chosen": name == step, "link": link(step="" if name == step else name)}
            for (name, said), count in steps.most_common()
        ],
        "step_title": next((said for name, said in steps if name == step), ""), "no_step": link(step=""),
        "late": len(late), "is_late": is_late, "late_link": link(overdue="" if is_late else "yes"),
        "is_silent": (silence := say("roads.silence", question.language)) in table.notes,
        "notes": [note for note in table.notes if note != silence],
        "pages": [
            {"number": n + 1, "chosen": n == page, "link": link(page=str(n + 1))}
            for n in range((len(wanted) + A_PAGE - 1) // A_PAGE)
        ],
        "tables": [(form.upper(), table_link(question, form)) for form in ("html", "csv", "json")],
    })  # fmt: skip


def shelf_words(shelf: str, laws: str) -> str:
    """What stands on a shelf.

    Args:
        laws: what the laws are called that were read.
    """
    return {
        "waiting": _("begun under: %(laws)s") % {"laws": laws},
        "perhaps": _("perhaps in force or ended already"),
        "earlier": _("begun earlier, or under no law that was read"),
    }[shelf]


def shelf_of(row: Row, law: Days | None) -> str:
    """Where a treaty is listed: waiting, perhaps no more, or begun when the law that was read was not yet the law.

    Args:
        law: where the first day of the law lies that the treaty is said to follow; None where none was read.
    """
    if row["stage"] != AT_HOME:
        return "perhaps"
    return "waiting" if law is not None and _day(row["since_to"], FOREVER) >= law.lo else "earlier"


def rows_of(question: Question, table: Table) -> Iterable[dict[str, Any]]:
    """Each treaty as one row: the steps that it may await, since when and for how long, what is overdue, by which route."""
    language, book = question.language, Book(question.known)
    laws = {road.id: book.begins(road) for road in roads_of(question.record)[0].values()}
    for row, words in zip(table, roads_in_words(table, language), strict=True):
        names = split(row["next"])
        said = str(words["next"] or "").split(" / ")
        yield {
            "id": row["instrument"],
            "title": row["title"],
            "link": link_of(question, str(row["instrument"]), row["road"] is not None),
            "names": names,
            "steps": list(zip(names, said, strict=True)) if len(names) == len(said) else [],
            "next": either(said),
            "since": days_words(Days(_day(row["since_from"], -FOREVER), _day(row["since_to"], FOREVER)), language),
            "age": age_words(row["age_from"], row["age_to"], language),
            "shelf": (shelf := shelf_of(row, laws.get(str(row["road"])))),
            "stage": words["stage"] if shelf == "perhaps" else "",
            "overdue": row["overdue"] if row["overdue"] in LATE else "",
            "overdue_words": words["overdue"],
            "overdue_steps": words["overdue_steps"],
            "norms": words["norms"],
            "route": words["route"] if row["route_answer"] in ("yes", "possible") else "",
            "flags": words["flags"],
        }


def link_of(question: Question, instrument: str, has_road: bool) -> str:
    """The road on the page of a treaty; the page of the instrument, where nothing but its way at home is known of it."""
    if not question.served.treaties.is_treaty(question.known, instrument):
        return address(question, "instrument", instrument)
    return address(question, "treaty", instrument) + ("#road" if has_road else "")


def age_words(least: Cell, most: Cell, language: str) -> str:
    """For how long a step is awaited; empty where nothing tells since when."""
    lo, hi = (int(one) if one is not None else None for one in (least, most))
    return "" if lo is None or hi is None else age_said(Days(lo, hi), language)


def _day(text: Cell, unknown: int) -> int:
    return unknown if text is None else asked(str(text)).first


def split(cell: Cell) -> list[str]:
    """The parts of a cell that holds several."""
    return str(cell).split(SEPARATOR) if cell else []


def table_link(question: Question, form: str) -> str:
    """The same as a table of the interface, in a form."""
    dated = {**question.state, "on": question.on_text or question.on.text or iso(question.on.last), "lang": question.language}
    return f"{reverse('api_road')}?{urlencode({'pending': 'true', 'by_age': 'true', **dated, 'format': form})}"
