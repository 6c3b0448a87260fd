"""Supply slot by slot: where in the day shifts, their breaks and sessions lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.bounds.linear_program import LinearProgram
from staffopt.solver.bounds.shifts import PLACE, Shifts
from staffopt.solver.bounds.training import Absence

Terms = dict[int, list[tuple[int, float]]]
"""Slot -> columns with their weights."""


@dataclass
class SlotSupply:
    """What a class of people gives in the slots of a block of days.

    `can_come` is how many of them have any shift over each slot of the horizon.
    """

    program: LinearProgram
    people: int
    can_come: Floats
    comes: Terms = field(default_factory=lambda: defaultdict(list))
    """Changes of the number of people present from one slot to the next."""
    works: Terms = field(default_factory=lambda: defaultdict(list))
    """What those present do."""

    @property
    def until(self) -> int:
        """The slot after the horizon's last."""
        return len(self.can_come)

    def stand(self, shifts: Shifts) -> None:
        """People are present from the start to the end of a shift, and take its breaks."""
        ends = (shifts.start.tolist(), shifts.end.tolist())
        for column, start, end in zip(shifts.column.tolist(), *ends, strict=True):
            self.comes[start].append((column, 1.0))
            self.comes[end].append((column, -1.0))
        if shifts.loose:
            self._idle(shifts)
            return
        for k in range(shifts.breaks.shape[1]):
            for slots in np.unique(shifts.breaks[:, k, 0]).tolist():
                if slots:
                    here = shifts.breaks[:, k, 0] == slots
                    _, first, last = shifts.breaks[here, k].T
                    self._rest(shifts.column[here], slots, first, last)

    def _rest(self, columns: Ints, slots: int, first: Ints, last: Ints) -> None:
        """Breaks of so many slots begin between their first and their last starts.

        Valid: up to any slot no more breaks have begun than could have, and no fewer than must.
        Columns that count both differences carry them from slot to slot.
        """
        could: list[tuple[int, float]] = []
        must: list[tuple[int, float]] = []
        until = int(last.max())
        for slot in range(int(first.min()), until + 1):
            begin, early, late = self.program.add(
                PLACE, 0.0, np.array([1.0, slot < until, 1.0]) * self.people
            ).tolist()
            opens = [(column, 1.0) for column in columns[first == slot].tolist()]
            closes = [(column, -1.0) for column in columns[last == slot].tolist()]
            self._zero([*could, *opens, (begin, -1.0), (early, -1.0)])
            self._zero([*must, *closes, (begin, 1.0), (late, -1.0)])
            could, must = [(early, 1.0)], [(late, 1.0)]
            for at in range(slot, min(slot + slots, self.until)):
                self.works[at].append((begin, -1.0))

    def absent(self, absences: Iterable[Absence]) -> None:
        """Sessions take people from work."""
        alike: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
        for each in absences:
            alike[each.slots, each.starts].append(each.column)
        for (slots, starts), columns in alike.items():
            self._place(columns, slots, starts)

    def _place(self, columns: list[int], slots: int, starts: Sequence[int]) -> None:
        """What `columns` count begins at one of some starts and takes so many slots.

        Valid: each break or session begins at one of its starts; whose begins when is left open.
        """
        begin = self.program.add(PLACE, np.zeros(len(starts)), float(self.people)).tolist()
        weights = [1.0] * len(begin) + [-1.0] * len(columns)
        self.program.row([*begin, *columns], weights, least=0.0, most=0.0)
        for column, start in zip(begin, starts, strict=True):
            for slot in range(start, min(start + slots, self.until)):
                self.works[slot].append((column, -1.0))

    def _idle(self, shifts: Shifts) -> None:
        """Slots of pinned shifts, or of people without a role, are worked or not."""
        for slot in range(int(shifts.start.min()), min(int(shifts.end.max()), self.until)):
            column = int(self.program.add(PLACE, 0.0, float(shifts.people))[0])
            self.works[slot].append((column, -1.0))

    def close(self, work: Mapping[tuple[int, int], int]) -> None:
        """In each slot those present work, have a break or are in training; (role, slot): work."""
        for (_, slot), column in work.items():
            self.works[slot].append((column, -1.0))
        used = [slot for slot in {*self.comes, *self.works} if slot < self.until]
        before: list[tuple[int, float]] = []
        for slot in range(min(used, default=0), max(used, default=-1) + 1):
            present = int(self.program.add(PLACE, 0.0, self.can_come[slot])[0])
            self._zero([*before, *self.comes.get(slot, []), (present, -1.0)])
            self._zero([(present, 1.0), *self.works.get(slot, [])])
            before = [(present, 1.0)]

    def _zero(self, terms: Sequence[tuple[int, float]]) -> None:
        columns, weights = zip(*terms, strict=True)
        self.program.row(list(columns), list(weights), least=0.0, most=0.0)
