"""The week that was found, and the questions rules and goals ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.one_line import angled, count
from staffopt.domain.shifts import Activity, Shift
from staffopt.domain.training import Displaced, Session


@dataclass(frozen=True)
class Roster:
    """Everybody's shifts over a horizon, the sessions held and the training displaced."""

    horizon: Horizon
    shifts: tuple[Shift, ...]
    sessions: tuple[Session, ...] = ()
    displaced: tuple[Displaced, ...] = ()

    def __repr__(self) -> str:
        shifts, people = count(len(self.shifts), "shift"), len(self.by_person)
        sessions = count(len(self.sessions), "session")
        return angled("Roster", self.horizon, f"{shifts} of {people} people", sessions)

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Shift, ...]]:
        """Each person's shifts in order of time; people without a shift are absent."""
        found: dict[str, list[Shift]] = {}
        for shift in sorted(self.shifts, key=lambda s: (s.person_id, s.start, s.end)):
            found.setdefault(shift.person_id, []).append(shift)
        return {person: tuple(shifts) for person, shifts in found.items()}

    def of(self, person_id: str) -> tuple[Shift, ...]:
        """One person's shifts in order of time."""
        return self.by_person.get(person_id, ())

    def cover(self, role: str, people: Iterable[str] | None = None) -> NDArray[np.int32]:
        """How many people work a role in each slot of the horizon, whole slots only."""
        wanted = None if people is None else frozenset(people)
        count = np.zeros(self.horizon.slots, np.int32)
        for shift in self.shifts:
            if wanted is not None and shift.person_id not in wanted:
                continue
            for block in shift.of(Activity.WORK):
                if block.role == role:
                    first = max(self.horizon.slot_up(block.start), 0)
                    count[first : max(self.horizon.slot(block.end), 0)] += 1
        return count
