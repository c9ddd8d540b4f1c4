"""A call of the system that fails once, as on a full disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from itertools import count
from typing import TypeVar

Result = TypeVar("Result")


def failing_at(whole: Callable[..., Result], number: int) -> Callable[..., Result]:
    """The call, of which the one of that number, counted from one, says that there is no space left."""
    calls = count(1)

    def failing(*args: object) -> Result:
        if next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return whole(*args)

    return failing
