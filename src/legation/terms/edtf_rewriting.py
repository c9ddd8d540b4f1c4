"""What a refused date may have meant: the draft of 2012, signs from another keyboard, blanks, everyday wording.

Each rewriting names the message that explains it. They come in order: the first of which something can be read is
the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from legation.terms.edtf_draft import modern
from legation.terms.edtf_everyday import ascii_signs, everyday, left_over, unblanked

Rewriting = tuple[str, tuple[str, ...]]
"""The code of a message, and what may be meant, likeliest first."""

WITHOUT_A_DATE: Final = frozenset({"undated", "no_year"})
"""Wordings that are understood, and hold no date to suggest."""

WORTH_MENDING: Final = frozenset({"old_draft", "sign", "year_last", "year_first", "compact", "words", "span"})
"""Wordings so clear that a fault in what they say may be mended too: ``31 de junio de 1879``."""


def rewritings(text: str) -> Iterator[Rewriting]:
    """The known ways of writing that ``text`` follows, with what each would be in EDTF (candidates, not yet read)."""
    rewritten = modern(text)
    if rewritten is not None:
        yield "old_draft", (rewritten,)
    if text.upper() != text and text.isascii():
        yield "capitals", (text.upper(),)
    keyed = ascii_signs(text)
    if keyed != text:
        yield "sign", (keyed,)
        yield from everyday(keyed)
    if unblanked(text) != text:
        yield "blank", (unblanked(text),)
        day, _, time = text.strip().partition(" ")
        if ":" in time:
            yield "blank_for_time", (f"{day}T{time}", f"{day}T{time}:00")
    yield from everyday(text)
    yield "left_over", (left_over(text),)
