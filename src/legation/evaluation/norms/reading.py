"""Reading norms from ``evaluation/norms/*.toml``: one table a norm, every problem named with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, cast

from legation.evaluation.norms.norm import KINDS, YEAR, Counted, Filter, Kind, Lifting, Limit, Norm, Owes
from legation.evaluation.places import Places, places_of
from legation.evaluation.sheet import content_of
from legation.record.actors import SLUG
from legation.record.dates import unreadable
from legation.record.record import EVALUATION, Record
from legation.terms.days import Period, PeriodError
from legation.terms.edtf import Edtf, EdtfError, parse
from legation.terms.messages import LANGUAGES
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
    places = places_of(text)
    for name, entry in content_of(file, text, problems).items():
        reader = _Reader(file, places, name)
        norm = reader.norm(entry)
        problems.extend(reader.problems)
        if norm is not None and not reader.problems:
            yield norm


class _Reader:
    def __init__(self, file: str, places: Places, name: str) -> None:
        self.file = file
        self.places = places
        self.name = name
        self.problems: list[Problem] = []

    def norm(self, entry: Any) -> Norm | None:
        if not isinstance(entry, dict):
            self.wrong("", "norms.not_a_table", id=self.name)
            return None
        if not SLUG.fullmatch(self.name):
            self.wrong("", "records.not_a_slug", value=self.name)
        self.known_keys(entry, KEYS, "")
        for key in NEEDED:
            if key not in entry:
                self.wrong(key, "norms.key_missing", id=self.name, key=key)
        kind = self.word(entry, "kind", KINDS)
        made = Norm(
            id=self.name, kind=cast(Kind, kind or KINDS[0]),
            label=self.both(entry, "label"), definition=self.both(entry, "definition"),
            claims=self.names(entry, "claims"), disputed_by=self.names(entry, "disputed_by"),
            law=self.one(entry, "law"), article=self.one(entry, "article"),
            begins=self.limit(entry, "from") or Limit(), ends=self.limit(entry, "to"),
            trigger=self.filter(entry, "trigger"), each=self.each(entry), owes=self.owes(entry), what=self.both(entry, "what"),
            within=self.period(entry, "within"), counted=cast(Counted, self.word(entry, "counted", COUNTED) or COUNTED[0]),
            early=self.period(entry, "early"), discharged_by=self.filter(entry, "discharged_by"),
            runs_out=self.yes(entry, "runs_out"), only_if=self.both(entry, "only_if") if "only_if" in entry else None,
            exceptions=self.exceptions(entry), exhaustive=self.word(entry, "coverage", COVERAGES) == COVERAGES[0],
            note=self.both(entry, "note") if "note" in entry else NOTHING,
            file=self.file, line=self.places.line(self.name),
        )  # fmt: skip
        if not self.problems:
            self.sense(made)
        return made

    def sense(self, norm: Norm) -> None:
        """What cannot stand together, or one without the other."""
        if not norm.claims:
            self.wrong("claims", "norms.no_claims", id=self.name)
        if (norm.trigger is None) == (not norm.each):
            self.wrong("trigger", "norms.trigger_or_each", id=self.name)
        if norm.each and (norm.is_condition or norm.within is not None or norm.owes.role or norm.runs_out):
            self.wrong("each", "norms.each_alone", id=self.name)
        if norm.runs_out == (norm.discharged_by is not None):
            self.wrong("discharged_by", "norms.discharged_or_runs_out", id=self.name)
        if norm.runs_out and (norm.within is None or norm.is_condition):
            self.wrong("runs_out", "norms.runs_out_of_what", id=self.name)
        if norm.discharged_by is not None and norm.discharged_by.standing and not norm.is_condition:
            self.wrong("discharged_by.standing", "norms.standing_discharges", id=self.name)
        if norm.owes.role and norm.owes.holders is None and norm.trigger is not None and norm.trigger.parties:
            self.wrong("owes.role", "norms.role_of_parties", id=self.name)

    def wrong(self, key: str, code: str, /, **values: object) -> None:
        self.problems.append(
            problem(self.file, self.places.line(self.name, key), key or self.name, code, severity="error", **values)
        )

    def known_keys(self, table: Mapping[str, Any], keys: Collection[str], place: str) -> None:
        for key in table:
            if key not in keys:
                near = nearest(key, keys) or ", ".join(list(keys)[:6])
                self.wrong(_inside(place, key), "norms.key_unknown", key=key, nearest=near)

    def table(self, entry: Mapping[str, Any], key: str, place: str = "") -> dict[str, Any] | None:
        if key not in entry:
            return None
        value = entry[key]
        if isinstance(value, dict):
            return value
        self.wrong(_inside(place, key), "norms.not_a_table", id=_inside(place, key))
        return None

    def one(self, entry: Mapping[str, Any], key: str, place: str = "") -> str:
        value = entry.get(key, "")
        if isinstance(value, str) and (value or key not in entry):
            return value
        self.wrong(_inside(place, key), "norms.not_a_text", key=key, value=value)
        return ""

    def names(self, entry: Mapping[str, Any], key: str, place: str = "") -> tuple[str, ...]:
        if key not in entry:
            return ()
        value = [entry[key]] if isinstance(entry[key], str) else entry[key]
        if isinstance(value, list) and value and all(isinstance(one, str) and one for one in value):
            return tuple(value)
        self.wrong(_inside(place, key), "norms.not_a_list", key=key, value=entry[key])
        return ()

    def both(self, entry: Mapping[str, Any], key: str, place: str = "") -> Text:
        value = entry.get(key)
        if key not in entry:
            return NOTHING
        if (
            isinstance(value, dict)
            and set(value) == set(LANGUAGES)
            and all(isinstance(one, str) and one for one in value.values())
        ):
            return Text(value["en"], value["es"])
        self.wrong(_inside(place, key), "norms.not_both_languages", key=key)
        return NOTHING

    def word(self, entry: Mapping[str, Any], key: str, words: Collection[str]) -> str:
        value = entry.get(key, "")
        if key in entry and (not isinstance(value, str) or value not in words):
            self.wrong(key, "norms.word", key=key, value=value, known=", ".join(words))
            return ""
        return str(value)

    def yes(self, entry: Mapping[str, Any], key: str) -> bool:
        value = entry.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, "norms.yes_or_no", key=key, value=value)
        return value is True

    def period(self, entry: Mapping[str, Any], key: str) -> Period | None:
        if key not in entry:
            return None
        try:
            return Period(str(entry[key]))
        except PeriodError:
            self.wrong(key, "norms.period", value=entry[key])
            return None

    def each(self, entry: Mapping[str, Any]) -> str:
        value = self.one(entry, "each")
        if value and value != YEAR:
            try:
                length = Period(value)
            except PeriodError:
                self.wrong("each", "norms.each_word", value=value)
                return ""
            if length.months == 0 and length.days < 1:
                self.wrong("each", "norms.each_of_nothing", value=value)
        return value

    def limit(self, entry: Mapping[str, Any], name: str, place: str = "") -> Limit | None:
        table, key = self.table(entry, name, place), _inside(place, name)
        if table is None:
            return None
        self.known_keys(table, ("claim", "date", "source", "open", "not_before"), key)
        ways = [way for way in ("claim", "date", "open") if way in table]
        if len(ways) != 1 or (place and ways == ["open"]):
            self.wrong(key, "norms.not_before_ways" if place else "norms.limit_ways", key=key)
            return None
        if ("source" in table) != (ways == ["date"]):
            self.wrong(f"{key}.source", "norms.limit_source", key=key)
        if "not_before" in table and (ways != ["open"] or key != "from"):
            self.wrong(f"{key}.not_before", "norms.not_before", key=key)
        return Limit(
            self.one(table, "claim", key), self.date(table, key), self.one(table, "source", key),
            self.both(table, "open", key) if "open" in table else None, self.limit(table, "not_before", key),
        )  # fmt: skip

    def date(self, table: Mapping[str, Any], place: str) -> Edtf | None:
        if "date" not in table:
            return None
        try:
            return parse(str(table["date"]))
        except EdtfError as error:
            self.problems.append(unreadable(self.file, self.places.line(self.name, f"{place}.date"), f"{place}.date", error))
            return None

    def filter(self, entry: Mapping[str, Any], key: str) -> Filter | None:
        table = self.table(entry, key)
        return None if table is None else self.filter_of(table, key, FILTER_KEYS)

    def filter_of(self, table: Mapping[str, Any], place: str, keys: Collection[str]) -> Filter:
        self.known_keys(table, keys, place)
        acts, standing = self.names(table, "act", place), self.one(table, "standing", place)
        if bool(acts) == bool(standing):
            self.wrong(place, "norms.act_or_standing", key=place)
        without = self.table(table, "not", place) or {}
        self.known_keys(without, ROLES, f"{place}.not")
        same = self.names(table, "same", place)
        for role in same:
            if role not in ROLES:
                self.wrong(f"{place}.same", "norms.word", key="same", value=role, known=", ".join(ROLES))
        return Filter(
            acts, standing, self.roles(table, place), self.roles(without, f"{place}.not"),
            self.names(table, "parties", place), self.names(table, "instrument_kind", place), same,
        )  # fmt: skip

    def roles(self, table: Mapping[str, Any], place: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((role, self.names(table, role, place)) for role in ROLES if role in table)

    def owes(self, entry: Mapping[str, Any]) -> Owes:
        table = self.table(entry, "owes")
        if table is None:
            return Owes()
        self.known_keys(table, ("actor", "role", "standing", "parties", "not", *ROLES), "owes")
        actors, role = self.names(table, "actor", "owes"), self.one(table, "role", "owes")
        if role and role not in ROLES:
            self.wrong("owes.role", "norms.word", key="role", value=role, known=", ".join(ROLES))
        if "standing" in table:
            if actors or not role:
                self.wrong("owes", "norms.owes_whom", id=self.name)
            rest = {key: value for key, value in table.items() if key not in ("actor", "role")}
            return Owes((), role, self.filter_of(rest, "owes", (*FILTER_KEYS, "actor", "role")))
        if bool(actors) == bool(role) or set(table) - {"actor", "role"}:
            self.wrong("owes", "norms.owes_whom", id=self.name)
        return Owes(actors, role)

    def exceptions(self, entry: Mapping[str, Any]) -> tuple[Lifting, ...]:
        value = entry.get("except", [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.wrong("except", "norms.exceptions", id=self.name)
            return ()
        found = []
        for one in value:
            if "label" not in one:
                self.wrong("except.label", "norms.key_missing", id="except", key="label")
            rest = {key: given for key, given in one.items() if key != "label"}
            found.append(Lifting(self.both(one, "label", "except"), self.filter_of(rest, "except", FILTER_KEYS)))
        return tuple(found)


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
