"""Weeks far off what was expected: one is passed over, two running are the new level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log

STRANGE = log(1.75)
"""A week missed by more is no part of a rise: chance, or the first of a new level."""

RECENT = timedelta(weeks=8)
"""Strange weeks longer ago are not told: what is forecast no longer hangs on them."""


@dataclass(frozen=True)
class StrangeWeeks:
    """Weeks running that were far off to one side, from the first day of the first.

    `times` is what came over what had been expected before them.
    """

    first: date
    weeks: int
    times: float

    @property
    def end(self) -> date:
        """The first day after them: from then on they are known."""
        return self.first + timedelta(weeks=self.weeks)

    @property
    def is_level(self) -> bool:
        """Whether they are the new level; a single week is passed over."""
        return self.weeks > 1

    def lie_between(self, known: date, week: date) -> bool:
        """Whether a week on or after the new level was forecast while that was not yet known."""
        return self.is_level and known < self.end and week >= self.first


@dataclass(frozen=True)
class Run:
    """Strange weeks from a number on: the log expected of the first, and seen of the last."""

    first: int
    weeks: int
    expected: float
    seen: float


class Watch:
    """Sees one week after the other, and remembers the strange ones."""

    def __init__(self) -> None:
        self._week, self._side, self._runs = 0, 0.0, list[Run]()

    def running(self, seen: float, expected: float, trust: float) -> int:
        """How many strange weeks run with this one, missed to the same side; 0 if it is not one.

        `seen` and `expected` are logs; `trust` is how far what was seen is believed.
        """
        week, missed = self._week, (seen - expected) * trust
        self._week += 1
        if abs(missed) <= STRANGE:
            self._side = 0.0
            return 0
        if self._side * missed > 0.0:
            last = self._runs.pop()
            self._runs.append(replace(last, weeks=last.weeks + 1, seen=seen))
        else:
            self._runs.append(Run(week, 1, expected, seen))
        self._side = missed
        return self._runs[-1].weeks

    def found(self, end: date) -> tuple[StrangeWeeks, ...]:
        """The strange weeks among those seen, where the last of them ended before a date."""
        first = end - timedelta(weeks=self._week)
        return tuple(
            StrangeWeeks(
                first + timedelta(weeks=run.first), run.weeks, exp(run.seen - run.expected)
            )
            for run in self._runs
        )


def said_of_strange_weeks(found: Sequence[StrangeWeeks], end: date) -> Iterator[str]:
    """What was made of the strange weeks of late, from the last new level on.

    `found` are those of a past that ends before a date, in order.
    """
    last_level = max((at for at, one in enumerate(found) if one.is_level), default=0)
    for one in found[last_level:]:
        if one.end <= end - RECENT:
            continue
        if one.is_level:
            yield (
                f"from the week of {one.first} on the level is {_said(one.times)} what was "
                f"expected, {one.weeks} weeks running"
            )
        else:
            unless = ", unless the next is like it" if one.end == end else ""
            yield (
                f"the week of {one.first} was {_said(one.times)} what was expected: "
                f"passed over{unless}"
            )


def _said(times: float) -> str:
    """A share that may be of next to nobody."""
    if times < 0.1:
        return "less than 0.1 times"
    return "more than 10 times" if times > 10.0 else f"{times:.1f} times"
