"""Heads of mission as acts: who was named, took charge and ceased, whichever publisher lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from legation.sources.desk import Desk
from legation.terms.messages import LANGUAGES, say
from legation.terms.vocabulary import Text

Deed = Literal["appointed", "began", "ended"]
KINDS: Final[dict[Deed, str]] = {
    "appointed": "head_of_mission_appointed",
    "began": "credentials_presented",
    "ended": "charge_ended",
}
WITH_ARTICLE: Final = {"peru": Text("Peru", "el Perú"), "united-states": Text("the United States", "los Estados Unidos")}


@dataclass(frozen=True, slots=True)
class Head:
    """A person at the head of the mission of ``sender`` in ``receiver`` (ids of actors), under an ``office``."""

    person: str
    sender: str
    receiver: str
    office: str

    def cells(self, deed: Deed, desk: Desk) -> dict[str, str]:
        """The cells of a claim of this deed: kind, parties, person, office and title."""
        return {
            "kind": KINDS[deed], "subject": self.sender, "object": self.receiver, "person": self.person, "office": self.office,
            **self.titles(f"heads.{deed}", desk),
        }  # fmt: skip

    def titles(self, code: str, desk: Desk) -> dict[str, str]:
        """Title and Spanish title by a message about this head."""
        parts = {
            language: say(
                code, language, person=self.person,
                of=_of(_named(self.sender, desk)[language], language), receiver=_named(self.receiver, desk)[language],
            )
            for language in LANGUAGES
        }  # fmt: skip
        return {"title": parts["en"], "title_es": parts["es"]}


def _named(actor: str, desk: Desk) -> Text:
    return WITH_ARTICLE.get(actor, desk.name_of(actor))


def _of(name: str, language: str) -> str:
    if language != "es":
        return f"of {name}"
    return f"del {name.removeprefix('el ')}" if name.startswith("el ") else f"de {name}"
