"""Who led the negotiation of a treaty at home, who was consulted, how many rounds were held and texts tabled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from legation.record.acts import Act


@dataclass(frozen=True, slots=True)
class Negotiation:
    """What the record tells of a negotiation by a day.

    Args:
        leads, consulted: organs named as leading or as consulted.
        rounds, texts: acts that are rounds held, and texts tabled; floors, where the record names only some.
    """

    leads: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def negotiation_of(acts: Iterable[Act], actor: str, day: int) -> Negotiation:
    """The negotiation of the treaty whose acts these are, as the State led it by the end of ``day``."""
    ordered = sorted(acts, key=lambda act: (act.begin.lo, act.begin.hi, act.id))
    told = [act for act in ordered if act.begin.lo <= day and len(act.variants) == 1]

    def organs(kind: str) -> tuple[str, ...]:
        named = [name for act in told if act.kind == kind and actor in act.variants[0].role("subject")
                 for name in act.variants[0].role("object")]  # fmt: skip
        return tuple(dict.fromkeys(named))

    def ids(kind: str) -> tuple[str, ...]:
        return tuple(act.id for act in told if act.kind == kind)

    return Negotiation(
        organs("negotiation_led"), organs("negotiation_consulted"), ids("negotiation_round_held"), ids("negotiating_text_tabled")
    )
