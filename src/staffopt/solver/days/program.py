"""One day as an integer program: shifts and breaks by groups of people, roles by kinds of people.

Rows say who comes and goes from slot to slot, and every shift, piece of work and break is one
stretch of slots: nearly all is a network, whose linear program is nearly whole. Left out are role
blocks (a kind's people may change roles in any slot), demands of presence on a condition, and that
prices of several people may meet in a spread. What is promised is therefore found out afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import State
from staffopt.solver.days.columns import Columns, Entry
from staffopt.solver.days.day import Alike, Day, Window

STAY = 0.006
"""What a shift that stays is worth, in units of the program: of equal days a near one is taken."""
WHIM = 0.004
"""The most that chance adds to it, so that the next turn takes another of equal days."""
NEAR_ENOUGH = 0.3
"""In units: this near to its bound a program is solved."""
LEAST_GAIN = 0.01
"""In units; less is an error of rounding."""

Starts = list[tuple[int, int]]
"""What each column stands for: (choice or first slot, column)."""


@dataclass(frozen=True)
class Chosen:
    """How many of each group take each choice, where breaks of each window start, what it saves."""

    shifts: tuple[Counter[int], ...]
    breaks: dict[Window, Counter[int]]
    gain: float
    """In units, as far as the program knows."""


@dataclass
class DayProgram:
    """The program of a day. `unit` is what one missing person costs in one slot."""

    given: Given
    state: State
    day: Day
    unit: float
    random: np.random.Generator

    def __post_init__(self) -> None:
        self.columns = Columns()
        self.shifts = [self._shifts(group) for group in self.day.groups]
        self.breaks = self._breaks()
        self._work()
        self.now = (self._losses() + self._presence()) / self.unit

    def best(self, limits: Mapping[str, float]) -> Chosen | None:
        """The best day found within limits, None when it is no better."""
        gap = NEAR_ENOUGH / max(abs(self.now), 1.0)
        found = self.columns.solve({"mip_rel_gap": gap, **limits})
        gain = 0.0 if found.x is None else self.now - self.columns.value(found.x)
        if gain < LEAST_GAIN:
            return None
        taken = np.round(found.x).astype(int)
        return Chosen(
            tuple(_counted(columns, taken) for columns in self.shifts),
            {window: _counted(columns, taken) for window, columns in self.breaks.items()},
            gain,
        )

    def _whim(self) -> float:
        return WHIM * float(self.random.random())

    def _shifts(self, group: Alike) -> Starts:
        """Columns for each choice, one more for those who have it now; everybody chooses."""
        now = Counter(group.present(self.state, self.day.number))
        everybody = ("all", group.people[0])
        self.columns.right[everybody] = len(group.people)
        found = []
        for k in range(len(group.price)):
            entries: list[Entry] = [
                (everybody, 1.0),
                (("work", group.kind, int(group.start[k])), -1.0),
                (("work", group.kind, int(group.end[k])), 1.0),
                *((("break", each), float(n)) for each, n in Counter(group.breaks[k]).items()),
            ]
            for most, stay in ((len(group.people), 0.0), (now[k], STAY)):
                if most:
                    price, leaning = float(group.price[k]) / self.unit, stay + self._whim()
                    found.append((k, self.columns.add_whole(price, most, entries, leaning)))
        return found

    def _breaks(self) -> dict[Window, Starts]:
        """Columns for each start of each kind of break, one more for those that start there now."""
        now: Counter[tuple[Window, int]] = Counter()
        windows: set[Window] = set()
        for group in self.day.groups:
            windows.update(each for breaks in group.breaks for each in breaks)
            for p, k in zip(group.people, group.present(self.state, self.day.number), strict=True):
                starts = self.state.breaks[p, self.day.number]
                now.update((each, int(starts[b])) for b, each in enumerate(group.breaks[k]))
        found: dict[Window, Starts] = {}
        for window in sorted(windows):
            kind, slots, low, high = window
            found[window] = []
            for start in range(low, high + 1):
                entries: list[Entry] = [
                    (("break", window), -1.0),
                    (("work", kind, start), 1.0),
                    (("work", kind, start + slots), -1.0),
                ]
                for most, stay in ((self.day.size, 0.0), (now[window, start], STAY / 2)):
                    if most:
                        leaning = stay + self._whim()
                        column = self.columns.add_whole(0.0, most, entries, leaning)
                        found[window].append((start, column))
        return found

    def _work(self) -> None:
        """How many of a kind work a role in a slot, which follows from who comes and goes."""
        for kind, roles in enumerate(self.day.kinds):
            duties = [int(h) for h in np.flatnonzero(self.day.members[kind])]
            for t in range(self.day.first, self.day.last):
                for role in np.flatnonzero(roles):
                    entries: list[Entry] = [
                        (("work", kind, t), 1.0),
                        (("work", kind, t + 1), -1.0),
                        (("role", int(role), t), 1.0),
                        *((("duty", h, t), 1.0) for h in duties),
                    ]
                    self.columns.add(0.0, self.day.size, entries)

    def _losses(self) -> float:
        """Columns for what people in a role and slot change; what they change at present."""
        now = 0.0
        for t in range(self.day.first, self.day.last):
            for role, base in enumerate(self.day.base[t - self.day.first]):
                loss = self.given.loss[t, role]
                now += float(loss[self.state.cover[t, role]] - loss[base])
                for slope, most in _runs(self.given.slope[t, role, base : base + self.day.size]):
                    self.columns.add(slope / self.unit, most, [(("role", role, t), -1.0)])
        return now

    def _presence(self) -> float:
        """Columns for what is lacking of a demand of presence; what that costs at present."""
        given, now = self.given, 0.0
        duties = np.flatnonzero(np.any(self.day.members, axis=0))
        for h, t in product(duties, range(self.day.first, self.day.last)):
            name = "duty", int(h), t
            asked = given.duty_slots[h, t] and not given.duty_conditional[h]
            least, present = int(given.duty_least[h]) if asked else 0, int(self.state.duty[h, t])
            staying = present - self.day.counted(given, self.state, int(h), t)
            lacking, price = max(least - staying, 0), float(given.duty_price[h])
            self.columns.right[name] = lacking
            self.columns.add(price / self.unit, lacking, [(name, 1.0)])
            self.columns.add(0.0, self.day.size, [(name, -1.0)])
            now += max(least - present, 0) * price
        return now


def _counted(columns: Starts, taken: Ints) -> Counter[int]:
    """How often each of what columns stand for is taken."""
    found: Counter[int] = Counter()
    for each, column in columns:
        found[each] += int(taken[column])
    return +found


def _runs(slopes: Ints) -> Iterator[tuple[float, float]]:
    """Equal slopes that follow each other, as (slope, how many)."""
    ends = [*(np.flatnonzero(np.diff(slopes)) + 1), len(slopes)]
    for first, last in zip([0, *ends[:-1]], ends, strict=True):
        yield float(slopes[first]), float(last - first)
