"""How much one reader may ask in a while: an allowance that fills again evenly, and is spent by what must be worked out."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

READERS: Final = 20_000
"""So many readers are told apart; of more, those who asked longest ago start anew."""


class Allowances:
    """What each reader has left.

    Args:
        a_minute: how much is given back in a minute; at_once: the most that a reader can have saved up.
        clock: seconds, ever growing.
    """

    def __init__(self, a_minute: float, at_once: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.a_second, self.at_once = a_minute / 60, at_once
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def spend(self, reader: str, cost: int) -> int:
        """Take a cost from what a reader has left.

        Returns:
            0, or in how many seconds it can be paid; then nothing was taken.
        """
        now = self._clock()
        cost = min(cost, int(self.at_once))
        with self._lock:
            left, since = self._left.pop(reader, (self.at_once, now))
            left = min(self.at_once, left + (now - since) * self.a_second)
            wait = 0 if left >= cost else max(1, math.ceil((cost - left) / self.a_second))
            self._left[reader] = (left if wait else left - cost), now
            while len(self._left) > READERS:
                self._left.popitem(last=False)
        return wait


def reader_of(address: str) -> str:
    """Who asks, by the address of the machine: one of IPv6 stands for the network of /64 that a household is given."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def is_loopback(address: str) -> bool:
    """Whether it is this same machine that asks; an address that is none, a socket of this machine, is."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return not address
