"""What holidays, their eves and the days after them did to the customers so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY

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
    """The log of events over usual events, by part ("eve", "day", "after") and by holiday."""

    by_part: Mapping[str, float]
    by_kind: Mapping[Kind, float]

    def log(self, kind: Kind | None) -> float:
        """The effect on a day of that kind; none on other days."""
        if kind is None:
            return 0.0
        return self.by_kind.get(kind, self.by_part.get(kind[0], 0.0))


def kind_of(day: date, names: Mapping[date, str]) -> Kind | None:
    """Whether a date is a holiday, the eve of one or the day after one, and of which."""
    for part, holiday in (("day", day), ("eve", day + DAY), ("after", day - DAY)):
        if holiday in names:
            return part, names[holiday]
    return None


def learn_effects(kinds: Sequence[Kind | None], events: Floats, usual: Floats) -> HolidayEffects:
    """Learn from past days what each part did, and from namesakes what each holiday did.

    Days without usual events (closed, unknown) teach nothing.
    """
    parts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    named: dict[Kind, list[tuple[float, float]]] = defaultdict(list)
    for row, kind in enumerate(kinds):
        if kind is not None and usual[row] > 0:
            log = float(np.log((events[row] + 0.5) / (usual[row] + 0.5)))
            seen = (log, float(usual[row] / (usual[row] + ENOUGH)))
            parts[kind[0]].append(seen)
            named[kind].append(seen)
    by_part = {part: _held(seen, 0.0, STRANGERS) for part, seen in parts.items()}
    by_kind = {kind: _held(seen, by_part[kind[0]], NAMESAKES) for kind, seen in named.items()}
    return HolidayEffects(by_part, by_kind)


def _held(seen: Sequence[tuple[float, float]], usual: float, doubt: float) -> float:
    """The average of logs by trust, drawn to a usual value as if seen `doubt` times."""
    trust = sum(weight for _, weight in seen)
    return (sum(log * weight for log, weight in seen) + usual * doubt) / (trust + doubt)
