"""Days and slots as people name them."""

from __future__ import annotations

from datetime import date, time

from staffopt.domain.calendar import Horizon
from staffopt.errors import ConfigError, shown
from staffopt.errors import Problem as Fault

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LEAST_LETTERS = 3


def day_of(horizon: Horizon, said: str) -> date:
    """The date of a plan that a date or a weekday's name means."""
    text = said.strip().lower()
    for day in horizon.dates:
        weekday = WEEKDAYS[day.weekday()]
        short = len(text) >= LEAST_LETTERS and weekday.startswith(text)
        if text == day.isoformat() or short:
            return day
    first, last = horizon.dates[0], horizon.dates[-1]
    wanted = f"a weekday such as sat, or a date from {first} to {last}"
    raise ConfigError(Fault("day", shown(said), wanted))


def slot_of(horizon: Horizon, said: str) -> int:
    """The slot that a day and a time on the store's clock mean: `sat 17:15`."""
    text, _, clock = said.strip().replace("T", " ", said.count("-") > 1).rpartition(" ")
    try:
        at = time.fromisoformat(clock)
    except ValueError:
        at = None
    if not text or at is None or at.tzinfo is not None:
        raise ConfigError(Fault("slot", shown(said), "a day and a time such as sat 17:15"))
    return horizon.slot(horizon.at(day_of(horizon, text), at))
