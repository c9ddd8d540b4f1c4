"""The readers of outside data sets, by the names they have on the command line."""

from __future__ import annotations

from typing import Final

from legation.sources import trade_agreements, unga_votes, us_recognition
from legation.sources.reader import by_id

READERS: Final = by_id(
    [
        trade_agreements.READER,
        unga_votes.READER,
        us_recognition.READER,
    ]
)
