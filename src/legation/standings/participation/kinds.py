"""The kinds of act of a treaty's life, by what each does to participation; a kind not named here changes nothing.

``legal acts`` of VOCABULARY section 2: how a State consents, signs, reserves and leaves. Sources: the Vienna Convention of
1969 (VCLT), those of 1978 and 1986 (VCSST, VCLT86), and the glossary of the UN Treaty Collection (UNTC).
"""

from __future__ import annotations

from typing import Final

CONSENTS: Final = {
    "signed_definitively": "VCLT 12",
    "instruments_exchanged": "VCLT 13",
    "consent_notified": "VCLT 16(c)",
    "instrument_ratified": "VCLT 14(1)",
    "instrument_accepted": "VCLT 14(2)",
    "instrument_approved": "VCLT 14(2)",
    "formally_confirmed": "VCLT86 14",
    "instrument_acceded": "VCLT 15",
    "succession_notified": "VCSST 22-23",
    "simplified_procedure_applied": "VCLT 11",
    "consent_expressed": "VCLT 11",
    "instrument_joined": "VCLT 11",
}
"""Acts by which a participant consents to be bound, each with its rule."""

CODES: Final = {
    "signed_definitively": "s",
    "signed_ad_referendum": "s",
    "signature_confirmed": "C",
    "instrument_accepted": "A",
    "instrument_approved": "AA",
    "formally_confirmed": "c",
    "instrument_acceded": "a",
    "succession_notified": "d",
    "signature_succeeded": "d",
    "simplified_procedure_applied": "p",
    "consent_expressed": "P",
    "provisionally_applied": "n",
}
"""The small letter that a UN status table puts after the date; no letter means what the column says."""

FULL_SIGNATURES: Final = {
    "instrument_signed": "VCLT 10, 18",
    "signature_confirmed": "VCLT 12(2)(b)",
    "signature_succeeded": "VCSST 18-19",
}
"""Acts that make a signatory."""

SIGNATURES: Final = frozenset({*FULL_SIGNATURES, "signed_ad_referendum", "signed_definitively"})
"""Every act of signing: none happens before the text is open for signature."""

SIGNS_ITSELF: Final = frozenset({"instrument_signed", "signature_confirmed", "signed_definitively"})
"""Acts of signing by the participant itself that are complete: those that a clause may let carry provisional application."""

NEGOTIATES: Final = frozenset({"treaty_negotiated", "instrument_adopted", "signed_ad_referendum"})
"""Acts that show a part in drawing up, adopting or authenticating the text."""

STATED_ENDS: Final = {"participation_ended": "VCLT 54", "withdrawal_effective": "VCLT 54"}
"""Acts that a source gives as the end itself, not as a notice of it."""

ENDS_TREATY: Final = {"instrument_terminated": "VCLT 54", "treaty_replaced": "VCLT 59"}
"""Acts that end a treaty for all; before its entry into force, they mean that it never will be."""

OBJECTIONS: Final = {"reservation_objected": "VCLT 21(3)", "reservation_objected_precluding": "VCLT 20(4)(b)"}

ACCEPTS: Final = frozenset({"reservation_accepted", "objection_withdrawn"})
"""Acts by which a reservation is accepted once for all."""

EXTINCTION: Final = "state_extinguished"
"""The day on which a State is no more; from an actor's own dates, never an act of the treaty."""

BEARS: Final = frozenset(
    {
        *CONSENTS, *CODES, *FULL_SIGNATURES, *SIGNATURES, *NEGOTIATES, *STATED_ENDS, *ENDS_TREATY, *OBJECTIONS, *ACCEPTS,
        EXTINCTION,
        "opened_for_signature", "closed_for_signature", "instrument_concluded", "entered_into_force", "entered_into_force_for",
        "provisionally_applied", "provisional_application_ended", "not_becoming_party_notified", "consent_withdrawn",
        "consent_invalidated", "denunciation_notified", "renewal_refused", "notice_revoked", "operation_suspended",
        "operation_resumed", "treaty_abandoned", "treaty_void", "text_corrected", "treaty_registered", "territory_extended",
        "territory_excluded", "reservation_made", "reservation_confirmed", "reservation_withdrawn", "participation_listed",
    }
)  # fmt: skip
"""Every kind that participation reads; the last says only that a source lists the participant."""
