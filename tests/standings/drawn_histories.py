"""Small random histories: a few acts of one family as sources tell them, with everything that may be uncertain about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from legation.record.acts import FOREVER, Act, Days
from legation.record.coverage import Coverage, Known
from legation.record.record import Record
from legation.terms.days import iso
from legation.terms.vocabulary import common
from tests.small_records import PERIOD, day, small_record
from tests.standings.choices import Choices

YEAR, MARGIN = day("1900-01-01"), 12
OFFSETS = (*range(MARGIN + 1), 3, 3, 4, 4, 4, 5, 5, 7)  # some days oftener, so that acts fall on one day
MOST_WORLDS = 2_000
FIRST, LAST = day(f"{PERIOD[0]}-01-01"), day(f"{PERIOD[1]}-12-31")
LAPSING = {"elected", "seat_held", "war", "in_charge", "appointed", "in_office", "seat_in_body", "credentials_presented",
           "head_of_mission"}  # fmt: skip
LASTING = ("seat_held", "war", "in_charge", "joined", "appointed", "elected", "credentials_presented")
KINDS = {
    "relations": ["relations_established", "relations_severed", "relations_resumed", "attestation"],
    "suspended": [
        "relations_established", "relations_suspended", "relations_suspended", "suspension_lifted", "relations_severed",
        "relations_resumed",
    ],
    "succession": ["relations_established", "state_succeeded", "relations_severed", "attestation", "relations_suspended"],
    "membership": [
        "joined", "withdrawal_effective", "denunciation_notified", "denunciation_notified", "withdrawal_announced", "attestation", "body_succeeded",
    ],
    "in_office": ["appointed", "left_office", "in_charge", "attestation"],
    "head_of_mission": [
        "credentials_presented", "credentials_presented", "charge_ended", "attestation", "head_of_mission_appointed",
    ],
    "seat_in_body": ["seat_held", "elected", "attestation"],
    "at_war": ["war", "peace_concluded"],
    "case_pending": ["case_filed", "judgment_delivered"],
    "organic_law": ["organic_law_issued", "attestation"],
    "agreement_concluded": ["attestation", "agreement_entered_into_force", "agreement_ended", "attestation"],
    "right_held": ["right_granted", "right_exercised"],
}  # fmt: skip
FAMILIES = [
    *sorted(KINDS),
    "agreement_concluded",
    "agreement_concluded",
    "in_office",
    "membership",
    "seat_in_body",
    "suspended",
    "suspended",
    "suspended",
]
"""The families, some of them oftener: what is hard there takes several acts in the right order."""
BEGUN_ANEW = {
    "head_of_mission": (
        "credentials_presented",
        "charge_ended",
        {"subject": "peru", "object": "chile", "person": "Ana", "office": "ambassador"},
    ),
    "in_office": ("appointed", "left_office", {"object": "org-a", "office": "head", "person": "Ana"}),
}
"""Families whose standings lapse and may be recorded as ended: what begins and what ends them, and of whom."""
COVERAGES = [
    None,
    None,
    Coverage(Known("exhaustive", FIRST, LAST), Known("exhaustive", YEAR + 4, YEAR + 9)),
    Coverage(Known("exhaustive", YEAR + 2, YEAR + 11), Known("selective", FIRST, LAST)),
    Coverage(Known("selective", FIRST, LAST), Known("exhaustive", FIRST, LAST)),
]
SOURCES = {"book": "1900-01-14", "paper": "1900-01-17", "book-2": "1900-01-21", "ruling": "1900-01-25"}
VERSIONS = {"book-2": "book"}
TURNS = [day("1900-01-10"), *(day(text) for text in SOURCES.values()), day("1900-03-01")]


@dataclass(frozen=True)
class History:
    """Rows as an officer would type them, and what else a record of them needs.

    Args:
        rows: cells by column; lives: first and last day by actor id; coverage: of every kind of standing, or the usual.
    """

    rows: list[dict[str, str]]
    lives: dict[str, tuple[str, str]]
    coverage: Coverage | None = None
    sources: dict[str, str] = field(default_factory=lambda: {"book": SOURCES["book"]})

    @property
    def has_notice(self) -> bool:
        """Whether an act takes effect a year on."""
        return any(row["kind"] == "denunciation_notified" for row in self.rows)

    @property
    def window(self) -> Days:
        """Days that reach beyond all that is dated and all that is asked."""
        return Days(YEAR - MARGIN, YEAR + 2 * MARGIN + (366 + MARGIN if self.has_notice else 0))

    @cached_property
    def record(self) -> Record:
        """The record that holds it."""
        return small_record(
            self.rows,
            sources=self.sources,
            versions=VERSIONS if "book-2" in self.sources else None,
            lives=self.lives,
            coverage=None if self.coverage is None else dict.fromkeys(common().standings, self.coverage),
        )


def history(choose: Choices) -> History:
    """A few acts of one family, told by one source, some of them by rival rows of one act."""
    family = choose.among(FAMILIES)
    if family in BEGUN_ANEW and choose.once_in(2):
        return History(_begun_anew(choose, *BEGUN_ANEW[family]), {}, choose.among(COVERAGES))
    rows = [_row(choose, family) for _ in range(choose.between(1, 6 if family == "suspended" else 4))]
    for number, row in enumerate(rows):
        row["act"] = f"a-{number}"
        transfers = {"body_succeeded", "state_succeeded"} & {row["kind"], rows[0]["kind"]}
        if number and not transfers and choose.once_in(4):
            row["act"] = "a-0"
        elif number and choose.once_in(5):
            row["after"] = "a-0"
    lives = {}
    if choose.once_in(2):
        begins, ends = YEAR + choose.between(-3, 3), YEAR + choose.between(4, MARGIN)
        lives = {"old-state": (f"[{iso(begins)}..{iso(begins + 1)}]", iso(ends)), "org-b": (iso(begins), "")}
    return History(rows, lives, choose.among(COVERAGES))


def told_history(choose: Choices) -> History:
    """The same as three sources tell it, two of one lineage, now and then retracted or adjudicated."""
    made = history(choose)
    for row in made.rows:
        row["source"] = choose.among(["book", "book", "paper", "book-2"])
    acts = sorted({row["act"] for row in made.rows})
    extra: list[dict[str, str]] = []
    for _ in range(choose.between(0, 2)):
        act = choose.among(acts)
        if choose.once_in(2):
            extra.append({"kind": "retraction", "act": act, "source": choose.among(["paper", "book-2"])})
        else:
            claims = [f"c-{place}" for place, row in enumerate(made.rows, start=1) if row["act"] == act]
            extra.append({"kind": "adjudication", "act": act, "value": choose.among(claims), "source": "ruling"})
    return History([*made.rows, *extra], made.lives, made.coverage, SOURCES)


def _begun_anew(choose: Choices, begins: str, ends: str, who: dict[str, str]) -> list[dict[str, str]]:
    """One whose charge ends and begins anew, mostly on one day, now and then with an hour or another about it."""
    days = [choose.between(0, 4), 6, 6]
    days[choose.among([1, 2])] += choose.among([0, 0, 0, 1])
    rows = [
        {**who, "act": f"a-{number}", "kind": kind, "date": iso(YEAR + day) + ("T10:00:00" if choose.once_in(5) else "")}
        for number, (kind, day) in enumerate(zip((begins, ends, begins), days, strict=True))
    ]
    if choose.once_in(5):
        rows[1]["after"] = "a-2"
    return [rows[place] for place in choose.in_any_order(3)]


def _date(choose: Choices, *, lasting: bool) -> str:
    """Within a fortnight: a day, a choice of days, a lasting act, now and then approximate, with an hour, or none."""
    offset, width = choose.among(OFFSETS), choose.between(0, 2)
    first, second = iso(YEAR + offset), iso(YEAR + offset + width)
    forms = [first, first, f"[{first}..{second}]", f"{first}~", f"{first}T10:00:00", ""]
    if lasting:
        forms += [f"{first}/{second}", f"{first}/{second}?", f"{first}/..", f"{first}/..", f"{first}/"]
    return choose.among(forms)


def _row(choose: Choices, family: str) -> dict[str, str]:
    kind = choose.among(KINDS[family])
    row = {"kind": kind, "date": _date(choose, lasting=kind in LASTING)}
    if kind == "attestation":
        row["standing"] = "relations" if family == "succession" else family
        row["date"] = row["date"] or iso(YEAR + choose.between(0, MARGIN))
    if family == "agreement_concluded" and kind == "attestation":
        row["standing"] = choose.among(["agreement_concluded", "agreement_in_force", "agreement_under_negotiation"])
    if kind == "denunciation_notified":
        row["date"] = row["date"] or iso(YEAR)  # undated, its effect a year on would need a window of years
    if kind == "body_succeeded":
        row["subject"], row["object"] = choose.among([("org-b", "org-a"), ("org-c", "org-b")])
    elif kind == "state_succeeded":
        row["subject"], row["object"] = choose.among([("chile", "old-state"), ("bolivia", "chile")])
    elif family == "in_office":
        row |= {"object": "org-a", "office": "head", "person": choose.among(["Ana", "Luz"])}
    elif family == "head_of_mission":
        row |= {"subject": "peru", "object": choose.among(["chile", "old-state"]), "person": choose.among(["Ana", "Luz"])}
        row["office"] = choose.among(["ambassador", "ambassador", "charge-daffaires"])
    elif family == "organic_law":
        row |= {"object": "org-a", "instrument": choose.among(["law-1", "law-2"])}
    elif family == "agreement_concluded":
        row |= {"subject": "peru", "instrument": "treaty-1"}
    elif family in ("membership", "seat_in_body"):
        row |= {"subject": "peru", "object": choose.among(["org-a", "org-a", "org-b"])}
    else:
        row |= {"subject": "peru", "object": choose.among(["chile", "chile", "old-state"])}
        if family == "right_held":
            row["place"] = "Arica"
        elif choose.once_in(2):
            row["subject"], row["object"] = row["object"], row["subject"]
    return row


def days_to_ask(choose: Choices, made: History) -> list[int]:
    """Three days about the drawn ones, or a year on, when notices take effect."""
    return [YEAR + choose.between(-3, MARGIN + 8) + (365 if made.has_notice and choose.once_in(2) else 0) for _ in range(3)]


def worlds_at_most(acts: Mapping[str, Act], window: Days) -> int:
    """In how many ways the acts may have happened, roughly."""
    number = 1
    for act in acts.values():
        width = min(act.begin_fringe.hi, window.hi) - max(act.begin_fringe.lo, window.lo) + 1
        lapses = any(variant.kind in LAPSING or variant.standing in LAPSING for variant in act.variants)
        if act.last_fringe is not None:
            width *= act.last_fringe.hi - act.last_fringe.lo + 1
        elif lapses and not act.endless:
            width *= window.hi - window.lo
        number *= width * len(act.variants)
    return number


def difficulties(made: History, acts: Mapping[str, Act]) -> dict[str, bool]:
    """What there may be in a history that is hard to get right, by name, and whether it is in this one."""
    dates = [row.get("date", "") for row in made.rows if row["kind"] not in ("retraction", "adjudication")]
    kinds = {row["kind"] for row in made.rows}
    exact = [(act.begin.lo, act.seconds) for act in acts.values() if act.begin.is_exact]
    effects = [
        effect
        for kind in made.record.vocabulary.standings.values()
        for effect in kind.effects
        if effect.act in kinds
    ]  # fmt: skip
    standings = {name for act in acts.values() for one in act.variants for name in (one.standing,) if name}
    slots = {kind.id for kind in made.record.vocabulary.standings.values() if kind.slot}
    return {
        "ties": len(set(exact)) < len(exact),
        "ordered by the hour": any("T" in one for one in dates),
        "ordered by what came after": any(row.get("after") for row in made.rows),
        "rival parties or kinds": any(act.is_rival for act in acts.values()),
        "dates that disagree": any(one.field == "date" for act in acts.values() for one in act.contradictions),
        "choices of days": any(one.startswith("[") for one in dates),
        "qualified dates": any(one.endswith(("~", "?", "%")) for one in dates),
        "lasting acts": any("/" in one for one in dates),
        "acts still going on": any(one.endswith("..") for one in dates),
        "undated acts": any(act.begin.lo <= -FOREVER for act in acts.values()),
        "retractions": "retraction" in kinds,
        "adjudications": "adjudication" in kinds,
        "later versions": any(row.get("source") == "book-2" for row in made.rows),
        "notices": any(effect.after is not None for effect in effects),
        "attestations": "attestation" in kinds,
        "actors that begin and end": bool(made.lives) and any(
            name in made.lives for act in acts.values() for one in act.variants for _, names in one.roles for name in names
        ),
        "an end on the day of a new beginning": any(
            ended.begin == anew.begin and begun.kind == anew.kind and begun.begin.hi < anew.begin.lo
            for begins, ends, _ in BEGUN_ANEW.values()
            for ended, begun, anew in product(acts.values(), repeat=3)
            if (begun.kind, ended.kind) == (begins, ends) and begun.variants[0].roles == ended.variants[0].roles == anew.variants[0].roles
        ),
        "exclusive slots": any(effect_of in slots for effect_of in standings)
        or bool(kinds & {"appointed", "in_charge", "credentials_presented", "organic_law_issued"}),
        "displaced by another kind": "agreement_entered_into_force" in kinds and bool(standings),
        "endings known": made.coverage is not None,
        **{f"behaviour: {does}": any(effect.does == does for effect in effects) for does in
           ("open", "close", "term", "suspend", "resume", "transfer", "attest")},
    }  # fmt: skip
