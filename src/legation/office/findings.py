"""What pages show of the evaluation: each guideline with its finding, each indicator as a row, each claim with its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.evaluation.assertions import Assertion
from legation.evaluation.formula.values import Ref, Truth, listed
from legation.evaluation.guidelines import Guideline
from legation.evaluation.indicators import Indicator
from legation.evaluation.readings import Progress, Reading, direction_of
from legation.evaluation.verdicts import BORNE_OUT, AssertionVerdict, PartFound
from legation.office.evaluation_words import (
    SHAPES,
    borne_out_words,
    direction_words,
    period_words,
    unit_words,
    value_words,
)
from legation.office.question import Question
from legation.office.words import day_words
from legation.publication.evaluation_tables import in_sentences, missing_datum, needed
from legation.record.claims import Claim
from legation.record.sources import Source, lineage


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator on the date: its value in words, why it is wide or missing, and how it stands to its target.

    Args:
        needs: which datum is missing, in words; empty where none is.
        target, progress: in words, empty where no target is set; met: ``yes``, ``no``, ``unknown`` or empty.
    """

    id: str
    name: str
    definition: str
    objective: str
    value: str
    unit: str
    is_missing: bool
    is_zero: bool
    why: str
    needs: str
    period: str
    direction: str
    direction_inferred: bool
    target: str
    target_on: str
    progress: str
    met: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One thing that a document claims: whether it holds, and both figures where it compares two."""

    label: str
    answer: str
    found: str
    stated: str
    sign: str


@dataclass(frozen=True, slots=True)
class AssertionRow:
    """What a document claims, where it stands, and what the acts say of it."""

    id: str
    says: str
    borne_out: str
    word: str
    day: str
    parts: tuple[PartRow, ...]
    found: str
    stated: str
    why: str
    needs: str
    limits: str
    claims: tuple[tuple[Claim, Source], ...]
    refs: tuple[Ref, ...]
    guidelines: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A guideline with its finding in one line.

    Args:
        verdicts: how many of the claims of the document are borne out, by word, only those above nothing.
        with_value, without: how many of its indicators have a value, and how many none.
    """

    guideline: Guideline
    label: str
    definition: str
    period: str
    source: Source | None
    is_stated: bool
    indicators: int
    with_value: int
    without: int
    verdicts: tuple[tuple[str, str, int], ...]
    sentence: str
    first: IndicatorRow | None

    @property
    def shapes(self) -> list[str]:
        """The verdict of each claim, in order, for as many shapes."""
        return [word for word, _said, count in self.verdicts for _ in range(count)]


def indicators_of(question: Question, guideline: str) -> list[Indicator]:
    """The indicators that serve a guideline, in the order of their files."""
    return [one for one in question.served.evaluated.book.indicators.values() if guideline in one.guideline]


def assertions_of(question: Question, guideline: str) -> list[Assertion]:
    """What the documents claim about a guideline."""
    return [one for one in question.served.evaluated.book.assertions.values() if guideline in one.guideline]


def verdicts_of(question: Question, guideline: str) -> list[AssertionVerdict]:
    """What the acts say of each claim about a guideline that had been made by then."""
    evaluated, on = question.served.evaluated, question.on.last
    found = [evaluated.verdict(question.known, on, one.id) for one in assertions_of(question, guideline)]
    return [one for one in found if one is not None]


def read(question: Question, indicator: str) -> Reading:
    """What an indicator comes to on the date."""
    return question.served.evaluated.reading(question.known, question.on.last, indicator)


def indicator_row(question: Question, found: Reading) -> IndicatorRow:
    """An indicator as one row."""
    one, value, language, record = found.indicator, found.value, question.language, question.record
    why = (value.missing,) if value.missing is not None else value.because
    direction, inferred = direction_of(question.served.evaluated.evaluator(question.known), one)
    return IndicatorRow(
        one.id, one.name[language], one.definition[language], one.objective, value_words(value, language),
        unit_words(record, one, language) if value.missing is None and not value.dated else "", value.missing is not None,
        value.missing is None and value.lo == value.hi == 0 and not value.dated,
        in_sentences(why, record, language) or "", (needed(why, record, language) or "") if value.missing is not None else "",
        found.period, direction_words(direction, language), inferred, *_progress(question, found.progress),
    )  # fmt: skip


def _progress(question: Question, progress: Progress | None) -> tuple[str, str, str, str]:
    if progress is None:
        return "", "", "", ""
    language = question.language
    share = value_words(progress.share, language)
    return (
        value_words(progress.target, language),
        day_words(progress.on, language),
        share if progress.share.missing is not None else f"{share} %",
        progress.met.answer,
    )


def assertion_row(question: Question, found: AssertionVerdict) -> AssertionRow:
    """A claim of a document as one row."""
    record, language, one = question.record, question.language, found.assertion
    claims = question.served.claims
    stated = [claims[name] for name in one.claims if name in claims]
    known = [claim for claim in stated if isinstance(claim, Claim) and record.sources[claim.source].known <= question.known_day]
    parts = tuple(_part(question, part) for part in found.parts)
    alone = parts[0] if len(parts) == 1 else None
    return AssertionRow(
        one.id, one.label[language], found.borne_out, borne_out_words(found.borne_out, language),
        day_words(found.on, language) if one.on is not None else "", parts if alone is None else (),
        alone.found if alone else "", alone.stated if alone else "", in_sentences(found.because, record, language) or "",
        missing_datum(found, record, language) or "", one.limits[language],
        tuple((claim, record.sources[claim.source]) for claim in known), listed(found.inputs), len(one.guideline),
    )  # fmt: skip


def _part(question: Question, part: PartFound) -> PartRow:
    language = question.language
    found = value_words(part.found, language) if part.found is not None else ""
    stated = value_words(part.stated, language) if part.stated is not None else ""
    return PartRow(part.label[language], _truth(part.truth), found, stated, part.sign)


def _truth(truth: Truth) -> str:
    return "cannot_be_known" if truth.answer == "unknown" else truth.answer


def finding(question: Question, guideline: Guideline) -> Finding:
    """A guideline with its finding in one line."""
    language, record = question.language, question.record
    found = [read(question, one.id) for one in indicators_of(question, guideline.id)]
    missing = sum(one.value.missing is not None for one in found)
    counted = Counter(one.borne_out for one in verdicts_of(question, guideline.id))
    verdicts = tuple((word, borne_out_words(word, language), counted[word]) for word in BORNE_OUT if counted[word])
    first = next((one for one in found if one.value.missing is None), None)
    return Finding(
        guideline, guideline.label[language], guideline.definition[language], period_words(guideline.begins, guideline.ends),
        record.sources.get(guideline.document), is_stated(question, guideline), len(found), len(found) - missing, missing,
        verdicts, sentence_of(dict(counted)), indicator_row(question, first) if first is not None else None,
    )  # fmt: skip


def is_stated(question: Question, guideline: Guideline) -> bool:
    """Whether its authors had stated a guideline by the day of knowledge."""
    claim = question.served.claims.get(guideline.claim)
    return claim is not None and question.record.sources[claim.source].known <= question.known_day


def sentence_of(counted: dict[str, int]) -> str:
    """The finding in one line: of how many claims of the document the acts bear out how many."""
    total = sum(counted.values())
    if not total:
        return _("The document claims nothing here that acts could bear out or refute.")
    if (n := counted.get("yes", 0)) == total:
        text = ngettext(
            "The acts bear out the one claim of the document.", "The acts bear out all %(n)s claims of the document.", n
        )
        return text % {"n": n}
    if (n := counted.get("cannot_be_known", 0)) == total:
        text = ngettext(
            "Of the one claim of the document it cannot be known whether the acts bear it out.",
            "Of none of the %(n)s claims of the document can it be known whether the acts bear it out.",
            n,
        )
        return text % {"n": n}
    said = []
    if n := counted.get("yes", 0):
        said.append(_("the acts bear out %(n)s") % {"n": n})
    if n := counted.get("partly", 0):
        said.append((_("bear out %(n)s in part") if said else _("the acts bear out %(n)s in part")) % {"n": n})
    if n := counted.get("no", 0):
        said.append((_("refute %(n)s") if said else _("the acts refute %(n)s")) % {"n": n})
    if n := counted.get("cannot_be_known", 0):
        said.append(_("of %(n)s it cannot be known") % {"n": n})
    begin = ngettext("Of %(n)s claim of the document", "Of %(n)s claims of the document", total) % {"n": total}
    return f"{begin}: {'; '.join(said)}."


def evidence(question: Question, refs: Iterable[Ref]) -> dict[str, Any]:
    """What some findings rest on: their sources with how many claims of each, and how much rests on a single source."""
    record, known, claims = question.record, question.known, question.served.claims
    wanted = list(dict.fromkeys(refs))
    acts = question.served.evaluated.acts_behind(known, wanted)
    named = {name for what, name in wanted if what in ("claim", "measure") and name in claims}
    for act in acts:
        named.update(claim.id for claim in known.acts[act].claims)
    counted = Counter(claims[name].source for name in named)
    single = sum(len({lineage(claim.source, record.sources) for claim in known.acts[act].used}) == 1 for act in acts)
    return {
        "evidence_acts": acts,
        "evidence_sources": [
            (record.sources[source], count) for source, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        ],
        "single_source": single,
    }


def contradictions(question: Question, acts: Sequence[str], refs: Iterable[Ref]) -> list[Any]:
    """The entries of the docket that touch some acts, or the claims and figures named."""
    wanted = set(acts)
    named = {name for what, name in refs if what in ("claim", "measure")}
    return [
        entry
        for entry in question.served.docket(question.known)
        if (entry.act in wanted or any(claim in named for claim, _text in entry.said)) and entry.subject not in ("gap", "damaged")
    ]


def shape_of(word: str) -> str:
    """The shape beside a word of the evaluation."""
    return SHAPES.get(word, "unknown")
