"""The vocabulary is data: complete in both languages, with its sources, and refused with a reason where it is not."""

from __future__ import annotations

import copy
from dataclasses import fields

import pytest

from legation.terms.vocabulary import FILES, Text, Word, assemble, common

EXPLAIN_THEMSELVES = ("offices", "places")


def every_word() -> list[tuple[str, Word]]:
    return [(section, word) for section in FILES for word in getattr(common(), section).values()]


def test_a_word_has_label_and_definition_in_both_languages() -> None:
    for section, word in every_word():
        assert word.label.en.strip() and word.label.es.strip(), (section, word.id)
        if section in EXPLAIN_THEMSELVES and word.definition == Text("", ""):
            continue
        assert word.definition.en.strip() and word.definition.es.strip(), (section, word.id)
        assert word.definition.en != word.definition.es, (section, word.id)


def test_kinds_of_act_and_of_standing_say_where_their_authority_can_be_read() -> None:
    for section in ("acts", "standings", "behaviours"):
        for word in getattr(common(), section).values():
            assert word.source, word.id


def test_rules_named_in_answers_stand_in_both_languages() -> None:
    rules = [effect.rule for kind in common().standings.values() for effect in kind.effects if effect.rule]
    assert rules
    for rule in rules:
        assert rule.en and rule.es and rule.en != rule.es


def test_there_are_at_most_four_levels_and_the_first_is_public() -> None:
    assert next(iter(common().levels)) == "public" and len(common().levels) <= 4


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t["standings"]["relations"]["label"].pop("es"), "relations has no label in es"),
        (lambda t: t["standings"]["relations"]["effects"][0].update(does="opne"), "relations names opne, which is not in the vocabulary; nearest: open"),
        (lambda t: t["standings"]["relations"]["effects"][0].update(act="relations_stablished"), "nearest: relations_established"),
        (lambda t: t["standings"]["relations"].update(key=["subjet"]), "names the column subjet"),
        (lambda t: t["standings"]["relations"].update(key=[]), "relations has no key"),
        (lambda t: t["standings"]["membership"]["effects"][3].update(after="12 months"), "12 months, which is not a period"),
        (lambda t: t["standings"]["relations"]["effects"][0].update(does="quorum"), "does not perform yet"),
        (lambda t: t["acts"]["joined"].update(field="trad"), "nearest: trade"),
        (lambda t: t["acts"]["joined"].update(source="VCTL 54"), "joined names VCTL 54"),
        (lambda t: t["acts"].update(joined="x"), "joined must be a table"),
    ],
)  # fmt: skip
def test_wrong_vocabulary_is_refused_in_plain_words(change: object, said: str) -> None:
    tables = copy.deepcopy({name: dict(common().raw[name]) for name in FILES})
    assert callable(change)
    change(tables)
    _, problems = assemble(tables, {name: f"terms/{name}.toml" for name in FILES})
    assert any(said in one.render("en") for one in problems), [one.render("en") for one in problems]
    assert all(one.render("es") for one in problems)


def test_texts_are_chosen_by_language() -> None:
    assert Text("Peru", "Perú")["es"] == "Perú"
    assert {field.name for field in fields(Text)} == {"en", "es"}
