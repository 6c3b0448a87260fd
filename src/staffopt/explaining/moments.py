"""Days and slots as people name them."""

from __future__ import annotations

from datetime import date, time

from staffopt.domain.calendar import Horizon
from staffopt.domain.weekdays import WEEKDAYS, weekday_of
from staffopt.errors import ConfigError, one_of, shown
from staffopt.errors import Problem as Fault

LEAST_LETTERS = 3


def day_of(horizon: Horizon, said: str) -> date:
    """The date of a plan that a date means, or a weekday's name where the plan has it once."""
    text = said.strip().lower()
    meant = [day for day in horizon.dates if text == day.isoformat() or _is_weekday(day, text)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise ConfigError(Fault("day", shown(said), one_of(said, map(str, meant))))
    first, last = horizon.dates[0], horizon.dates[-1]
    weekday = "a weekday such as sat, or " if horizon.days <= len(WEEKDAYS) else ""
    raise ConfigError(Fault("day", shown(said), f"{weekday}a date from {first} to {last}"))


def _is_weekday(day: date, text: str) -> bool:
    """Whether a text is the beginning of a date's weekday."""
    return len(text) >= LEAST_LETTERS and weekday_of(day).startswith(text)


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
