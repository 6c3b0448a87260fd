"""Times of day as people write them."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import BeforeValidator

_WALL = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(:00)?")


def wall_time(value: object) -> time:
    """Return the time for `08:30`; `24:00` is midnight.

    Why: left to itself, pydantic takes the number 22 as 22 seconds past midnight.
    """
    match = _WALL.fullmatch(str(value).strip())
    if match is None or (match[1] == "24" and match[2] != "00"):
        raise ValueError("a time as HH:MM, from 00:00 to 24:00")
    return time(int(match[1]) % 24, int(match[2]))


ClockTime = Annotated[time, BeforeValidator(wall_time)]
"""A setting that is a time of day on the store's clock, in whole minutes."""
