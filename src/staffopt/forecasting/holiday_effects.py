"""What holidays, their eves and the days after them did to the customers so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY
from staffopt.domain.holidays import published_on

Floats = NDArray[np.float64]
Kind = tuple[str, str]

STRANGERS = 2.0
"""Holidays tell little of each other: with two known, a new one gets half of their average."""

NAMESAKES = 0.25
"""The same holiday of another year tells much: with one known, this one gets 80 % of it."""

ENOUGH = 25.0
"""A past day with so many usual events is half of one with very many."""


@dataclass(frozen=True)
class HolidayEffects:
    """The log of events over usual events, by part ("eve", "day", "after") and by holiday.

    Of a holiday it holds the sum of its logs by trust, and the trust.
    """

    by_part: Mapping[str, float]
    by_kind: Mapping[Kind, tuple[float, float]]

    def log(self, kind: Kind | None, published: float | None = None) -> float:
        """The effect on a day of that kind; none on other days.

        Its namesakes are drawn to what is published of the day, else to its part in general.
        """
        if kind is None:
            return 0.0
        usual = self.by_part.get(kind[0], 0.0) if published is None else published
        return _drawn(*self.by_kind.get(kind, (0.0, 0.0)), usual, NAMESAKES)


def kind_of(day: date, names: Mapping[date, str]) -> Kind | None:
    """Whether a date is a holiday, the eve of one or the day after one, and of which.

    Other days of which something is published are so many days from their holiday, as "-3".
    """
    for part, holiday in (("day", day), ("eve", day + DAY), ("after", day - DAY)):
        if holiday in names:
            return part, names[holiday]
    found = published_on(day, names)
    return None if found is None else (f"{found.days:+d}", found.holiday)


def is_usual(day: date, names: Mapping[date, str]) -> bool:
    """Whether a date tells how usual days look: no holiday, and nothing is published of it."""
    return day not in names and published_on(day, names) is None


def learn_effects(
    kinds: Sequence[Kind | None], events: Floats, usual: Floats, published: Sequence[bool] = ()
) -> HolidayEffects:
    """Learn from past days what each part did, and from namesakes what each holiday did.

    Days without usual events (closed, unknown) teach nothing. Those of which something is
    `published` are unlike others of their part, and teach their namesakes alone.
    """
    parts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    named: dict[Kind, list[tuple[float, float]]] = defaultdict(list)
    for row, kind in enumerate(kinds):
        if kind is not None and usual[row] > 0:
            log = float(np.log((events[row] + 0.5) / (usual[row] + 0.5)))
            seen = (log, float(usual[row] / (usual[row] + ENOUGH)))
            named[kind].append(seen)
            if not (published and published[row]):
                parts[kind[0]].append(seen)
    by_part = {part: _drawn(*_summed(seen), 0.0, STRANGERS) for part, seen in parts.items()}
    return HolidayEffects(by_part, {kind: _summed(seen) for kind, seen in named.items()})


def _summed(seen: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The sum of logs by trust, and the trust."""
    return sum(log * weight for log, weight in seen), sum(weight for _, weight in seen)


def _drawn(total: float, trust: float, usual: float, doubt: float) -> float:
    """The average of logs by trust, drawn to a usual value as if seen `doubt` times."""
    return (total + usual * doubt) / (trust + doubt)
