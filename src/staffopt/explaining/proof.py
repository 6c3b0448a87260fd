"""CP-SAT's word on a conflict of one moment: not to be had together, but without any one part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Presence, ShiftTable
from staffopt.explaining.obstacles import by_oneself
from staffopt.explaining.plain_shifts import Place
from staffopt.explaining.week import Week
from staffopt.solver.model.attendance import can_attend

PINNED = "pinned"
"""The demand that a person's pin is kept, beside the rules."""
Demand = tuple[str, str]
"""A rule's key and a person's id."""


@dataclass(frozen=True)
class Moment:
    """The people wanted at a slot, each alone in a model of their own days.

    A person's days of the places are open; where no roster is `standing`, so are all their other
    days but for pins.
    """

    week: Week
    at: Sequence[Place]
    wanted: Presence
    standing: Roster | None
    known: dict[tuple[str, frozenset[str]], bool | None] = field(default_factory=dict)

    def proves(self, conflict: Sequence[Demand]) -> bool | None:
        """Whether a conflict is one, and minimal; None where CP-SAT gives up."""
        parts = [[each for each in conflict if each != left] for left in conflict]
        if self.holds(conflict) or any(self._fails(part) for part in parts):
            return False
        return True if self._fails(conflict) and all(map(self.holds, parts)) else None

    def holds(self, demands: Sequence[Demand]) -> bool:
        """Whether enough people can be there under some demands, for certain."""
        found = self._found(demands)
        return found.count(True) >= self.wanted.least

    def _fails(self, demands: Sequence[Demand]) -> bool:
        """Whether too few people can be there under some demands, for certain."""
        found = self._found(demands)
        return len(found) - found.count(False) < self.wanted.least

    def _found(self, demands: Sequence[Demand]) -> list[bool | None]:
        """Whether each of those wanted can be there under their own demands."""
        asked: dict[str, set[str]] = defaultdict(set)
        for key, member in demands:
            asked[member].add(key)
        return [self._can(each, frozenset(asked[each])) for each in self.wanted.members]

    def _can(self, member: str, keys: frozenset[str]) -> bool | None:
        if (member, keys) not in self.known:
            self.known[member, keys] = self._tried(member, keys)
        return self.known[member, keys]

    def _tried(self, member: str, keys: frozenset[str]) -> bool | None:
        problem, at = self.week.problem, [each.day for each in self.at]
        own_pins = [pin for pin in problem.pins if pin.person_id == member]
        pins = tuple(pin for pin in own_pins if self._kept(problem.horizon.day_of(pin.start), keys))
        around = self.standing or Roster(problem.horizon, pins)
        alone, own = by_oneself(problem, around, problem.person[member])
        alone = replace(alone, pins=pins)
        rules = [rule for rule in self.week.rules if rule.key in keys]
        can = None
        for days in [at] if self.standing else [at, range(problem.horizon.days)]:
            can = can_attend(alone, rules, self._shifts, self.at[0].slot or 0, own, days)
            if can:
                break
        return can

    def _kept(self, day: int, keys: frozenset[str]) -> bool:
        """Whether the pins of a day hold; days that stand are as they stand."""
        return PINNED in keys if day in [each.day for each in self.at] else self.standing is None

    @cached_property
    def _shifts(self) -> ShiftTable:
        return all_shifts(self.week.problem)
