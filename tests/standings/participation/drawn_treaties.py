"""Treaties drawn at random: a few participants, a few weeks, short periods, so that everything happens close together."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from legation.record.acts import Days
from legation.standings.participation.clauses import Duration, Entry, FinalClauses, Lapse, Leaving
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period

NAMES: Final = ("alfa", "bravo", "charlie", "delta")
FIRST: Final = 11_000
LAST: Final = 11_060
_OWN: Final = (
    "instrument_signed", "signed_ad_referendum", "signature_confirmed", "signed_definitively", "instrument_ratified",
    "instrument_ratified", "instrument_ratified", "instrument_acceded", "instrument_acceded", "instrument_accepted",
    "consent_notified", "consent_withdrawn", "denunciation_notified", "denunciation_notified", "renewal_refused",
    "notice_revoked", "participation_ended", "provisionally_applied", "provisional_application_ended",
    "not_becoming_party_notified", "operation_suspended", "operation_resumed", "treaty_negotiated", "succession_notified",
    "signature_succeeded", "entered_into_force_for", "state_extinguished", "consent_invalidated",
)  # fmt: skip
_WHOLE: Final = (
    "instrument_adopted", "opened_for_signature", "closed_for_signature", "entered_into_force", "instrument_terminated",
    "treaty_replaced", "treaty_abandoned", "operation_suspended", "operation_resumed", "operation_suspended",
    "operation_resumed", "provisionally_applied", "treaty_void", "closed_for_signature", "opened_for_signature",
)  # fmt: skip
_PERIODS: Final = st.sampled_from([None, None, "P2D", "P5D", "P9D", "P1M"]).map(lambda text: Period(text) if text else None)
_LAPSES: Final = st.builds(Lapse, _PERIODS, st.booleans(), st.sampled_from([False, False, False, True]))
_DAYS: Final = st.integers(FIRST, LAST - 10)


@st.composite
def spans(draw: st.DrawFn, wide: int = 3) -> Days:
    first = draw(_DAYS)
    return Days(first, first + draw(st.sampled_from([0, 0, 0, 0, 1, wide])))


@st.composite
def clauses(draw: st.DrawFn) -> FinalClauses | None:
    if draw(st.integers(0, 9)) == 0:
        return None
    entry = Entry(
        draw(st.integers(0, 3)), draw(st.sampled_from([False, False, True])),
        tuple(draw(st.sampled_from([(), (), ("alfa",)]))), tuple(draw(st.sampled_from([(), (), ("delta",)]))),
        tuple(draw(st.sampled_from([(), (), ("instrument_ratified", "signed_definitively")]))),
        draw(st.sampled_from([None, None, FIRST + 25])), draw(_LAPSES),
    )  # fmt: skip
    leaving = Leaving(
        draw(st.sampled_from([True, True, True, False])), draw(_LAPSES), draw(_PERIODS), draw(st.booleans())
    )  # fmt: skip
    duration = None
    if draw(st.integers(0, 2)) == 0:
        renews = draw(st.sampled_from([None, "P7D", "P10D"]))
        duration = Duration(Period(draw(st.sampled_from(["P8D", "P20D"]))), Period(renews) if renews else None, draw(_PERIODS))
    return FinalClauses(
        entry=draw(st.sampled_from([entry, entry, entry, entry, None])), joining=draw(_LAPSES), denunciation=leaving,
        duration=duration, bilateral=draw(st.sampled_from([False, False, True])),
        negotiators=draw(st.sampled_from([(), ("alfa", "bravo")])), signature_binds=draw(st.sampled_from([False, False, True])),
        provisional_on_signature=draw(st.sampled_from([False, False, True])),
        accession_after_entry=draw(st.sampled_from([False, False, True])),
        reservations=draw(st.sampled_from(["free", "free", "forbidden", "authorised"])), minimum=draw(st.sampled_from([0, 0, 3])),
    )  # fmt: skip


@st.composite
def treaties(draw: st.DrawFn, wide: int = 3) -> Treaty:
    steps: list[Step] = []
    uncertain = 0
    for number in range(draw(st.integers(1, 10))):
        days = draw(spans(wide))
        if not days.is_exact:
            uncertain += 1
            days = days if uncertain <= 3 else Days(days.lo, days.lo)
        whole = draw(st.integers(0, 5)) == 0
        kind = draw(st.sampled_from(_WHOLE if whole else _OWN))
        by = "" if whole else draw(st.sampled_from(NAMES))
        towards, concerns = "", ""
        if kind in ("succession_notified", "signature_succeeded", "operation_suspended", "operation_resumed") and not whole:
            towards = draw(st.sampled_from(["", *NAMES]))
            towards = "" if towards == by else towards
        if kind in ("notice_revoked", "consent_invalidated") and steps:
            concerns = draw(st.sampled_from([*(step.id for step in steps), ""]))
        effect = None
        if draw(st.integers(0, 4)) == 0:
            at = draw(_DAYS)
            effect = Days(at, at)
        steps.append(Step(f"a{number}", kind, days, by, towards, effect, concerns))
    return Treaty("drawn", tuple(steps), draw(clauses()), complete=draw(st.sampled_from([True, True, False])))


ANSWERS_TO_RESERVATIONS: Final = (
    "reservation_accepted", "reservation_objected", "reservation_objected_precluding", "objection_withdrawn",
)  # fmt: skip


@st.composite
def reserved_treaties(draw: st.DrawFn) -> Treaty:
    """Three parties of which one reserves, and what the others answer within some two years."""
    start = st.integers(FIRST, FIRST + 20)
    steps = [
        Step(f"c-{name}", "instrument_ratified", Days(day, day), name)
        for name in NAMES[:3]
        for day in [draw(st.one_of(start, st.integers(FIRST, FIRST + 500)))]
    ]
    made = draw(st.sampled_from(["consent", "consent", "before", "after"]))
    consent = steps[0].days.lo
    day = {"consent": consent, "before": consent - 5, "after": consent + 5}[made]
    steps.append(
        Step("r", "reservation_made", Days(day, day), "alfa", effect=draw(st.sampled_from([None, Days(day + 9, day + 9)])))
    )
    if draw(st.booleans()):
        steps.append(Step("k", "reservation_confirmed", Days(consent, consent), "alfa", concerns="r"))
    near = st.one_of(st.integers(FIRST, FIRST + 600), st.sampled_from([day + 364, day + 365, day + 366, day + 374, day + 375]))
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(ANSWERS_TO_RESERVATIONS))
        at = draw(near)
        steps.append(Step(f"o{number}", kind, Days(at, at), draw(st.sampled_from(NAMES[1:3])), concerns="r"))
    if draw(st.integers(0, 3)) == 0:
        at = draw(near)
        steps.append(Step("w", "reservation_withdrawn", Days(at, at), "alfa", concerns="r"))
    if draw(st.integers(0, 3)) == 0:
        at = draw(near)
        steps.append(Step("s", "operation_suspended", Days(at, at), "alfa", towards="bravo"))
        steps.append(Step("t", "operation_resumed", Days(at + 40, at + 40), "alfa", towards="bravo"))
    rules = FinalClauses(
        entry=Entry(consents=2), reservations=draw(st.sampled_from(["free", "free", "free", "forbidden", "authorised"]))
    )
    return Treaty("reserved", tuple(steps), rules)
