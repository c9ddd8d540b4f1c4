"""A formula explained: each word of the language that it uses, and each kind, set, indicator and claim that it names."""

from __future__ import annotations

from dataclasses import dataclass

from legation.evaluation.formula.functions import explained
from legation.evaluation.formula.syntax import Call, Name, Node, Quoted, Selection, walk
from legation.office.pages import address
from legation.office.question import Question
from legation.office.source_pages import stated_at
from legation.office.words import name_of
from legation.record.claims import Claim
from legation.record.measures import Observation


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a formula: what it means in words, and where it leads."""

    word: str
    means: str
    link: str = ""
    names: tuple[tuple[str, str], ...] = ()


def terms_of(question: Question, tree: Node) -> tuple[list[Term], list[Term]]:
    """The functions that a formula calls, and what it speaks of, each once, in the order in which they stand."""
    language, functions = question.language, explained()
    forms: dict[str, Term] = {}
    named: dict[str, Term] = {}
    for node in walk(tree):
        if isinstance(node, Call | Selection):
            name = node.name if isinstance(node, Call) else node.what
            if name in functions:
                forms.setdefault(name, Term(name, functions[name].means[language]))
        if isinstance(node, Selection):
            for kind in node.kinds:
                if (term := _kind(question, node.what, kind.text)) is not None:
                    named.setdefault(kind.text, term)
        if isinstance(node, Name) and (term := _name(question, node.id)) is not None:
            named.setdefault(node.id, term)
        if isinstance(node, Call) and node.name == "stated":
            for one in node.children:
                claim = one.id if isinstance(one, Name) else one.text if isinstance(one, Quoted) else ""
                if (term := _claim(question, claim)) is not None:
                    named.setdefault(claim, term)
    return list(forms.values()), list(named.values())


def _kind(question: Question, what: str, kind: str) -> Term | None:
    words, language = question.record.vocabulary, question.language
    if what == "standings" and kind in words.standings:
        one = words.standings[kind]
        return Term(kind, f"{one.label[language]}. {one.definition[language]}", address(question, "kind", kind))
    if what == "acts" and kind in words.acts:
        return Term(kind, f"{words.acts[kind].label[language]}. {words.acts[kind].definition[language]}")
    if what == "figures" and kind in words.measures:
        return Term(kind, f"{words.measures[kind].label[language]}. {words.measures[kind].definition[language]}")
    return None


def _name(question: Question, name: str) -> Term | None:
    book, language = question.served.evaluated.book, question.language
    if name in book.sets:
        one = book.sets[name]
        members = tuple(
            (name_of(question.record, member, language), _member(question, member))
            for member, claim in sorted(one.members.items())
            if known_claim(question, claim)
        )
        return Term(name, f"{one.label[language]}. {one.definition[language]}", names=members)
    if name in book.indicators:
        return Term(name, book.indicators[name].name[language], address(question, "indicator", name))
    return None


def known_claim(question: Question, name: str) -> Claim | Observation | None:
    """A claim or figure by its id, where its source was known on the day of knowledge."""
    claim = question.served.claims.get(name)
    return claim if claim is not None and question.record.sources[claim.source].known <= question.known_day else None


def _member(question: Question, member: str) -> str:
    if member in question.record.actors:
        return address(question, "actor", member)
    return address(question, "instrument", member) if member in question.record.instruments else ""


def _claim(question: Question, name: str) -> Term | None:
    claim = known_claim(question, name)
    if claim is None:
        return None
    source = question.record.sources[claim.source]
    text = f"{claim.value} · {source.called[question.language]}, {claim.locator}"
    return Term(name, text, stated_at(question, claim.source, claim.id))
