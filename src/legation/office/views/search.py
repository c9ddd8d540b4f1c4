"""The search: words, filters, a question as it was understood; suggestions as one types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from legation.office.answer_in_short import in_short
from legation.office.guideline_in_short import GuidelineInShort, guideline_in_short
from legation.office.hits_shown import hit_shown, row_shown, shown_suggestion
from legation.office.log_shown import rows_shown
from legation.office.pages import address, asking_as_it_is, asking_in_words, languages, show
from legation.office.question import Question
from legation.office.treaties_in_short import treaties_in_short
from legation.office.words import sort_key
from legation.publication.questions import QuestionError
from legation.publication.search.asking import wanted_of
from legation.publication.search.finding import Found, Wanted, find, suggested
from legation.publication.search.in_log import counted_with_log, find_in_log
from legation.publication.search.question_said import question_said, region_said
from legation.publication.search.said import Teller
from legation.publication.search.things import SORTS
from legation.publication.search.understanding import in_force_then
from legation.publication.search.words import MOST_LETTERS, words_of
from legation.terms.messages import say
from legation.terms.vocabulary import Word

A_PAGE: Final = 20
FILTERS: Final = ("what", "kind", "field", "actor", "instrument", "from", "to")
LONGEST: Final = 80
MOST_KINDS: Final = 12
MOST_SUGGESTED: Final = 8
LOOKED_THROUGH: Final = 60
A_MINUTE: Final = 60


def dated_by_words(request: HttpRequest, question: Question) -> Question:
    """The question on the date that its words ask about, which goes before that of the bar: so it is shown, and cited."""
    return on_the_date_of(question, " ".join(request.GET.get("q", "").split())[:MOST_LETTERS])


@asking_in_words(dated_by_words)
def search(request: HttpRequest, question: Question) -> HttpResponse:
    """The page of what was found."""
    words = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    given = {name: request.GET.get(name, "").strip()[:LONGEST] for name in FILTERS}
    if given["kind"] and given["what"] and given["kind"] not in _words_of(question, given["what"]):
        given["kind"] = ""  # of the sort chosen before
    keep = {name: text for name, text in {"q": words, **given}.items() if text}
    wanted, wrong = _wanted(question, words, given)
    is_asked = bool(wanted.tokens or wanted.is_filtered)
    found = find(question.served.index, wanted) if is_asked else Found(_none(question))
    logged = question.logged
    in_log = find_in_log(logged, question.served.index, wanted) if logged is not None and is_asked else None
    if in_log is not None:
        found = counted_with_log(found, in_log)
    total = len(found.things) + (0 if in_log is None else len(in_log.rows))
    page = _page(request.GET.get("page", ""), total)
    teller = teller_of(question)
    first, last = page * A_PAGE, (page + 1) * A_PAGE
    hits = [hit_shown(question, one, found.stems) for one in teller.hits(found.things[first:last].tolist())]
    if logged is not None and in_log is not None:
        rows = in_log.rows[max(first - len(found.things), 0) : max(last - len(found.things), 0)]
        hits += [row_shown(question, one, found.stems) for one in rows_shown(question, logged, rows.tolist())]
    told = understood(question, words)
    given_on = request.GET.get("on", "").strip()
    answering = guideline_answering(question, words, None if page or any(given.values()) else found)
    context: dict[str, Any] = {
        "searched": words,
        "asked": given,
        "wrong_filters": wrong,
        "is_asked": is_asked,
        "understood": told,
        "bar_moved": question.in_words and bool(given_on) and given_on != question.on_text,
        "guideline": answering,
        "near": guideline_near(question, words) if answering is None and not page and not any(given.values()) else None,
        "counts_log": True,
        "hits": hits,
        "total": total,
        "some": found.some,
        "is_answered": answering is not None or told is not None,
        "whole": found.whole + (0 if in_log is None else len(in_log.rows)),
        "lacking": found.lacking,
        "instead": [(word, near) for word, near in found.instead.items()],
        "instead_link": _instead_link(question, keep, words, found),
        "sorts": _facets(
            question, keep, "what", [(one, say(f"search.sort_{one}", question.language)) for one in SORTS], found.sorts
        ),
        "kinds": _facets(question, keep, "kind", _kinds(question, wanted, found), found.kinds)[:MOST_KINDS],
        "fields": _facets(question, keep, "field", _fields(question), found.fields),
        "pages": _pages(question, keep, page, total),
        "first": page * A_PAGE + 1,
        "last": page * A_PAGE + len(hits),
        "examples": examples(question),
        "languages": languages(question, {**keep, "page": str(page + 1) if page else ""}),
        "filters_kept": [(name, text) for name, text in given.items() if text],
        "without_filters": address(question, "search", q=words),
        "actor_name": _actor_name(question, given["actor"]),
    }
    response = show(request, question, "office/search.html", context, status=400 if wrong else 200)
    response["X-Robots-Tag"] = "noindex"  # what it lists has pages of its own
    return response


def on_the_date_of(question: Question, words: str) -> Question:
    """The same on the date that words ask about, where they ask about one."""
    found = question.served.grammar.understood(words) if words else None
    if found is None or found.dates.on is None:
        return question
    return replace(question, on=found.dates.on, on_text=found.dates.on.text, in_words=True)


def guideline_answering(question: Question, words: str, found: Found | None) -> GuidelineInShort | None:
    """A guideline in short, where the words ask for one, or where the best of what was found is one.

    Args:
        found: what answers to the words; None where that is no answer to them alone.
    """
    served = question.served
    asked = served.grammar.understood(words) if words else None
    named = None if asked is None else asked.guideline
    if asked is None and words and found is not None and len(found.things):
        first = int(found.things[0])
        if SORTS[int(served.index.columns["sort"][first])] == "guideline":
            named = served.grammar.of_guideline(served.index.ids[first], words)
    if named is None or question.logged is not None:
        return None
    then = question
    if asked is not None and asked.dates.known is not None:
        then = replace(then, known_day=asked.dates.known.last, known_text=asked.dates.known.text)
    return guideline_in_short(then, named)


def guideline_near(question: Question, words: str) -> tuple[str, str] | None:
    """What a guideline is called that several words name, where they ask nothing, and its address."""
    near = question.served.grammar.guideline_near(words) if words else None
    if near is None or question.served.grammar.understood(words) is not None:
        return None
    named, label = near
    return label[question.language], address(question, "guideline", named.id, objective=named.objective)


@asking_as_it_is
def suggestions(request: HttpRequest, question: Question) -> HttpResponse:
    """What may be meant, as JSON: things by name, and the page that answers a question."""
    words = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    teller = teller_of(question)
    hits = teller.hits(suggested(question.served.index, words, question.known_day, LOOKED_THROUGH)) if words else []
    start = " ".join(words_of(words))
    hits.sort(key=lambda hit: not any(" ".join(words_of(title)).startswith(start) for title in (hit.title.en, hit.title.es)))
    content = {
        "q": words,
        "question": understood(question, words),
        "things": [shown_suggestion(question, one) for one in hits[:MOST_SUGGESTED]],
        "all": {"title": _("Search “%(words)s”") % {"words": words}, "link": address(question, "search", q=words)},
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = f"public, max-age={A_MINUTE}"
    return response


@asking_as_it_is
def described(request: HttpRequest, question: Question) -> HttpResponse:
    """The search as browsers add it to theirs (OpenSearch 1.1)."""
    title = question.record.title[question.language]
    page = request.build_absolute_uri(reverse("search", args=[question.language]))
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(title[:16].strip())}</ShortName>\n<Description>{escape(title[:1024])}</Description>\n"
        f"<Language>{question.language}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(page)}?q={{searchTerms}}"/>\n</OpenSearchDescription>\n'
    )
    return HttpResponse(content, content_type="application/opensearchdescription+xml; charset=utf-8")


def teller_of(question: Question) -> Teller:
    """What says what is found, as known on the day asked."""
    evaluated = question.served.evaluated
    return Teller(question.served.index, question.known, evaluated.book, dict(evaluated.norms))


def understood(question: Question, words: str) -> dict[str, Any] | None:
    """A question as it was understood, with the page that answers it and the answer in short; None where the words are none."""
    found = question.served.grammar.understood(words) if words else None
    if found is None:
        return None
    if (in_force := in_force_then(found)) is not None and _finds_nothing(question, found.asks):
        found = in_force
    short = in_short(question, found) or treaties_in_short(question, found)
    asks = dict(found.asks)
    page = (asks.pop("id"),) if found.page == "guideline" else ()
    return {
        "said": question_said(question.record, found, question.language),
        "link": address(question, found.page, *page, **asks) if short is None else short["link"],
        "left": ", ".join(found.left),
        "region": region_said(question.record, found, question.language),
        "title": "" if short is None else short["title"],
        "answer": "" if short is None else short["answer"],
        "line": "" if short is None else short["line"],
        "every": "" if short is None else short["every"],
        "several": [] if short is None else short["several"],
    }


def _finds_nothing(question: Question, asks: Mapping[str, str]) -> bool:
    """Whether the page of the search, asked so, would list nothing."""
    wanted, _wrong = _wanted(question, "", {name: asks.get(name, "") for name in FILTERS})
    return len(find(question.served.index, wanted).things) == 0


def examples(question: Question) -> list[tuple[str, str]]:
    """Questions that the record can answer, as one may write them, with the address of the search for each."""
    served = question.served
    candidates = (
        _("relations with Japan in 1942"),
        _("agreements in force with Asia in 2012"),
        _("treaties with Chile before 1900"),
        _("heads of mission of the United States in 1950"),
    )
    return [(one, address(question, "search", q=one)) for one in candidates if served.grammar.understood(one) is not None]


def _wanted(question: Question, words: str, given: dict[str, str]) -> tuple[Wanted, dict[str, str]]:
    """What is looked for, and by filter what is wrong with it; a wrong filter is left out."""
    names, grammar = {"from": "first", "to": "last"}, question.served.grammar
    wrong: dict[str, str] = {}
    good: dict[str, str] = {}
    for name, text in given.items():
        try:
            if text:
                wanted_of(question.record, grammar, "", question.known_day, **{names.get(name, name): text})
                good[names.get(name, name)] = text
        except QuestionError as error:
            wrong[name] = error.message(question.language)
    try:
        return wanted_of(question.record, grammar, words, question.known_day, **good), wrong
    except QuestionError as error:  # each date can be read, but one lies after the other
        good.pop("last")
        return wanted_of(question.record, grammar, words, question.known_day, **good), {
            **wrong,
            "to": error.message(question.language),
        }


def _none(question: Question) -> Any:
    return question.served.index.columns["sort"][:0]


def _actor_name(question: Question, wanted: str) -> str:
    record = question.record
    return record.actors[wanted].name[question.language] if wanted in record.actors else wanted


def _facets(
    question: Question, keep: dict[str, str], name: str, words: list[tuple[str, str]], counts: Any
) -> list[dict[str, Any]]:
    """The choices of a filter that anything answers to, each with how many, and the address that takes or leaves it."""
    rest = {key: text for key, text in keep.items() if key != name and not (name == "what" and key == "kind")}
    return [
        {
            "id": one, "words": label, "count": counts[one], "chosen": keep.get(name) == one,
            "link": address(question, "search", **rest, **({} if keep.get(name) == one else {name: one})),
        }
        for one, label in words
        if counts.get(one)
    ]  # fmt: skip


def _kinds(question: Question, wanted: Wanted, found: Found) -> list[tuple[str, str]]:
    """Kinds of what was found, once a sort is chosen, those with most first."""
    labels = _words_of(question, wanted.sort)
    of = [(kind, labels[kind].label[question.language]) for kind in found.kinds if kind in labels]
    return sorted(of, key=lambda one: (-found.kinds[one[0]], sort_key(one[1])))


def _words_of(question: Question, sort: str) -> Mapping[str, Word]:
    """The kinds that there are of a sort."""
    words = question.record.vocabulary
    lists: dict[str, Mapping[str, Word]] = {"actor": words.actors, "instrument": words.instruments, "act": words.acts}
    return lists.get(sort, {})


def _fields(question: Question) -> list[tuple[str, str]]:
    return [(one.id, one.label[question.language]) for one in question.record.vocabulary.fields.values()]


def _instead_link(question: Question, keep: dict[str, str], words: str, found: Found) -> str:
    corrected = " ".join(found.instead.get(word) or word for word in words_of(words))
    return address(question, "search", **{**keep, "q": corrected}) if any(found.instead.values()) else ""


def _page(text: str, rows: int) -> int:
    last = max((rows - 1) // A_PAGE, 0)
    return min(max(int(text) - 1, 0), last) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _pages(question: Question, keep: dict[str, str], page: int, rows: int) -> dict[str, Any]:
    """The page shown, how many there are, and the addresses of those around it."""
    last = max((rows - 1) // A_PAGE, 0)

    def link(number: int) -> str:
        return address(question, "search", **keep, **({"page": str(number + 1)} if number else {}))

    return {
        "number": page + 1, "of": last + 1,
        "before": link(page - 1) if page else "", "after": link(page + 1) if page < last else "",
    }  # fmt: skip
