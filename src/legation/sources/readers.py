"""The readers of outside data sets, by the names they have on the command line."""

from __future__ import annotations

from typing import Final

from legation.sources import (
    factbook_heads_of_mission,
    factbook_trade,
    ggo_treaties,
    informal_organisations,
    status_tables,
    trade_agreements,
    uk_treaties,
    unga_votes,
    us_chiefs,
    us_recognition,
)
from legation.sources.reader import by_id

READERS: Final = by_id(
    [
        factbook_heads_of_mission.READER,
        factbook_trade.READER,
        ggo_treaties.READER,
        informal_organisations.READER,
        status_tables.READER,
        trade_agreements.READER,
        uk_treaties.READER,
        unga_votes.READER,
        us_chiefs.READER,
        us_recognition.READER,
    ]
)
