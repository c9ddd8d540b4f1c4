"""Reading norms from ``evaluation/norms/*.toml``: one table a norm, every problem named with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final, cast

from legation.evaluation.norms.norm import KINDS, YEAR, Counted, Filter, Kind, Lifting, Limit, Norm, Owes
from legation.evaluation.sheet import Entry, entries_in
from legation.record.record import EVALUATION, Record
from legation.terms.days import Period, PeriodError
from legation.terms.problems import Problem, in_order, nearest, problem
from legation.terms.vocabulary import ROLES, Text

FOLDER: Final = "norms/"
KEYS: Final = (
    "kind", "label", "definition", "claims", "disputed_by", "law", "article", "from", "to", "trigger", "each", "owes", "what",
    "within", "counted", "early", "discharged_by", "runs_out", "only_if", "except", "coverage", "note",
)  # fmt: skip
NEEDED: Final = ("kind", "label", "definition", "claims", "from", "owes", "what")
FILTER_KEYS: Final = ("act", "standing", "parties", "instrument_kind", "not", "same", *ROLES)
COUNTED: Final = ("after", "before")
COVERAGES: Final = ("exhaustive", "selective")
NOTHING: Final = Text("", "")


def norms_of(record: Record) -> tuple[dict[str, Norm], list[Problem]]:
    """The norms of a record by id, in order of id, with every problem of their form; one with a problem is left out."""
    found: dict[str, Norm] = {}
    problems: list[Problem] = []
    for name, text in sorted(record.evaluation.items()):
        if not (name.startswith(FOLDER) and name.endswith(".toml")):
            continue
        for norm in read_norms(f"{EVALUATION}/{name}", text, problems):
            if norm.id in found:
                first = found[norm.id]
                problems.append(problem(norm.file, norm.line, norm.id, "norms.twice", id=norm.id, file=first.file))
            else:
                found[norm.id] = norm
    return dict(sorted(found.items())), in_order(problems)


def read_norms(file: str, text: str, problems: list[Problem]) -> Iterator[Norm]:
    """The norms in one text, those without a problem; what is wrong with the others goes to ``problems``."""
    for entry in entries_in(file, text, problems):
        before = len(problems)
        norm = _norm(entry)
        if len(problems) == before:
            _sense(norm, entry)
        if len(problems) == before:
            yield norm


def _norm(entry: Entry) -> Norm:
    entry.keys(KEYS)
    needs_in(entry, NEEDED)
    content = entry.content
    return Norm(
        id=entry.id, kind=cast(Kind, entry.one_of("kind", KINDS, needed=False) or KINDS[0]),
        label=text_in(entry, "label"), definition=text_in(entry, "definition"),
        claims=names_in(entry, "claims"), disputed_by=names_in(entry, "disputed_by"),
        law=word_in(entry, "law"), article=word_in(entry, "article"),
        begins=limit_in(entry, "from") or Limit(), ends=limit_in(entry, "to"),
        trigger=_filter(entry, "trigger"), each=_each(entry), owes=_owes(entry), what=text_in(entry, "what"),
        within=_period(entry, "within"), counted=cast(Counted, entry.one_of("counted", COUNTED, needed=False) or COUNTED[0]),
        early=_period(entry, "early"), discharged_by=_filter(entry, "discharged_by"),
        runs_out=_yes(entry, "runs_out"), only_if=text_in(entry, "only_if") if "only_if" in content else None,
        exceptions=_exceptions(entry), exhaustive=entry.one_of("coverage", COVERAGES, needed=False) == COVERAGES[0],
        note=text_in(entry, "note"), file=entry.file, line=entry.places.line(entry.id),
    )  # fmt: skip


def _sense(norm: Norm, entry: Entry) -> None:
    """What cannot stand together, or one without the other."""

    def wrong(key: str, code: str) -> None:
        entry.report(key, code, id=norm.id)

    if (norm.trigger is None) == (not norm.each):
        wrong("trigger", "norms.trigger_or_each")
    if norm.each and (norm.is_condition or norm.within is not None or norm.owes.role or norm.runs_out):
        wrong("each", "norms.each_alone")
    if norm.runs_out == (norm.discharged_by is not None):
        wrong("discharged_by", "norms.discharged_or_runs_out")
    if norm.runs_out and (norm.within is None or norm.is_condition):
        wrong("runs_out", "norms.runs_out_of_what")
    if norm.discharged_by is not None and norm.discharged_by.standing and not norm.is_condition:
        wrong("discharged_by.standing", "norms.standing_discharges")
    if norm.owes.role and norm.owes.holders is None and norm.trigger is not None and norm.trigger.parties:
        wrong("owes.role", "norms.role_of_parties")


def needs_in(entry: Entry, keys: Collection[str]) -> None:
    """Note every key that must be there and is not."""
    for key in keys:
        if key not in entry.content:
            entry.report(key, "indicators.missing", id=entry.id, key=key)


def text_in(entry: Entry, key: str) -> Text:
    """A text in both languages, where the entry has one; that it must is said once."""
    return entry.text(key, needed=False) if key in entry.content else NOTHING


def word_in(entry: Entry, key: str) -> str:
    """A plain text that is not empty, where there is one."""
    return entry.string(key, needed=key in entry.content)


def names_in(entry: Entry, key: str) -> tuple[str, ...]:
    """Some texts, none of them empty, where the key is there."""
    found = entry.strings(key)
    given = entry.content.get(key)
    if isinstance(given, str | list) and not (found and all(found)) and all(isinstance(one, str) for one in given):
        entry.report(key, "indicators.not_a_list", key=key)
    return found


def table_in(entry: Entry, key: str) -> Entry | None:
    """A table under a key, where there is one."""
    given = entry.content.get(key)
    if given is None:
        return None
    if not isinstance(given, dict):
        entry.report(key, "norms.not_a_table", id=key)
        return None
    return replace(entry, id=f"{entry.id}.{key}", content=given)


def _yes(entry: Entry, key: str) -> bool:
    value = entry.content.get(key, False)
    if not isinstance(value, bool):
        entry.report(key, "norms.yes_or_no", key=key, value=value)
    return value is True


def _period(entry: Entry, key: str) -> Period | None:
    if key not in entry.content:
        return None
    try:
        return Period(str(entry.content[key]))
    except PeriodError:
        entry.report(key, "norms.period", value=entry.content[key])
        return None


def _each(entry: Entry) -> str:
    value = word_in(entry, "each")
    if value and value != YEAR:
        try:
            length = Period(value)
        except PeriodError:
            entry.report("each", "norms.each_word", value=value)
            return ""
        if length.months == 0 and length.days < 1:
            entry.report("each", "norms.each_of_nothing", value=value)
    return value


def limit_in(entry: Entry, key: str, *, is_floor: bool = False) -> Limit | None:
    """The first or the last day of a rule under a key, where there is one."""
    table = table_in(entry, key)
    if table is None:
        return None
    table.keys(("claim", "date", "source", "open", "not_before"))
    ways = [way for way in ("claim", "date", "open") if way in table.content]
    if len(ways) != 1 or (is_floor and ways == ["open"]):
        if is_floor:
            table.report("", "norms.not_before_ways", key=f"from.{key}")
        else:
            table.report("", "norms.limit_ways", key=key)
        return None
    if "not_before" in table.content and (ways != ["open"] or key != "from"):
        table.report("not_before", "norms.not_before", key=key)
    if ("source" in table.content) != (ways == ["date"]):
        table.report("source", "norms.limit_source", key=key)
    date = table.date("date", table.content["date"], bounded=False) if "date" in table.content else None
    why = table.text("open") if "open" in table.content else None
    return Limit(word_in(table, "claim"), date, word_in(table, "source"), why, limit_in(table, "not_before", is_floor=True))


def _filter(entry: Entry, key: str) -> Filter | None:
    table = table_in(entry, key)
    return None if table is None else _filter_of(table, FILTER_KEYS)


def _filter_of(table: Entry, keys: Collection[str]) -> Filter:
    table.keys(keys)
    acts, standing = names_in(table, "act"), word_in(table, "standing")
    if bool(acts) == bool(standing):
        table.report("", "norms.act_or_standing", key=table.id.rpartition(".")[2])
    without = table_in(table, "not")
    if without is not None:
        without.keys(ROLES)
    same = names_in(table, "same")
    for role in same:
        _role(table, "same", role)
    return Filter(
        acts, standing, _roles(table), () if without is None else _roles(without), names_in(table, "parties"),
        names_in(table, "instrument_kind"), same,
    )  # fmt: skip


def _role(table: Entry, key: str, role: str) -> None:
    if role not in ROLES:
        near = nearest(role, ROLES) or ", ".join(ROLES)
        table.report(key, "indicators.unknown_word", value=role, key=key, nearest=near, words=", ".join(ROLES))


def _roles(table: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((role, names_in(table, role)) for role in ROLES if role in table.content)


def _owes(entry: Entry) -> Owes:
    table = table_in(entry, "owes")
    if table is None:
        return Owes()
    table.keys(("actor", "role", "standing", "parties", "not", *ROLES))
    actors, role = names_in(table, "actor"), word_in(table, "role")
    if role:
        _role(table, "role", role)
    if "standing" in table.content:
        if actors or not role:
            table.report("", "norms.owes_whom", id=entry.id)
        rest = {key: value for key, value in table.content.items() if key not in ("actor", "role")}
        return Owes((), role, _filter_of(replace(table, content=rest), (*FILTER_KEYS, "actor", "role")))
    if bool(actors) == bool(role) or set(table.content) - {"actor", "role"}:
        table.report("", "norms.owes_whom", id=entry.id)
    return Owes(actors, role)


def _exceptions(entry: Entry) -> tuple[Lifting, ...]:
    value = entry.content.get("except", [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        entry.report("except", "norms.exceptions", id=entry.id)
        return ()
    found = []
    for one in value:
        table = replace(entry, id=f"{entry.id}.except", content=one)
        needs_in(table, ("label",))
        rest = {key: given for key, given in one.items() if key != "label"}
        found.append(Lifting(text_in(table, "label"), _filter_of(replace(table, content=rest), FILTER_KEYS)))
    return tuple(found)
