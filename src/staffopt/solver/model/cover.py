"""Who works what in each slot of a model: what is settled and what is open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from staffopt.solver.model.pen import Sum, Var
from staffopt.solver.model.slotted import Slotted


@dataclass
class Cover:
    """Filled by the cells, read by what is said about moments."""

    roles: dict[tuple[int, int], Sum] = field(default_factory=lambda: defaultdict(Sum))
    """(role, slot) -> people working it."""
    working: dict[int, dict[str, Sum]] = field(default_factory=lambda: defaultdict(dict))
    """Slot -> person -> 1 when at work in whatever role."""
    on_duty: dict[int, dict[str, Sum]] = field(default_factory=lambda: defaultdict(dict))
    """Slot -> person -> 1 when inside the shift, breaks and training included."""

    def settled(self, person: str, shift: Slotted, *, roles: bool, work: bool) -> None:
        """Count a shift that is fixed; `roles` and `work` say whether these are fixed too."""
        for slot in range(shift.start, shift.end):
            _of(self.on_duty[slot], person).constant += 1
            role = shift.at(slot)
            if role >= 0 and roles:
                self.roles[role, slot].constant += 1
            if role >= 0 and work:
                _of(self.working[slot], person).constant += 1

    def works(self, role: int, slot: int, literal: Var) -> None:
        """A literal that means that one more person works a role in a slot."""
        self.roles[role, slot].add(literal)

    def at_work(self, person: str, slot: int, literal: Var) -> None:
        """A literal that means that the person is at work in a slot, in whatever role."""
        _of(self.working[slot], person).add(literal)

    def present(self, person: str, slot: int, literal: Var) -> None:
        """A literal that means that the person is inside the shift in a slot."""
        _of(self.on_duty[slot], person).add(literal)

    def count(self, table: dict[int, dict[str, Sum]], slot: int, people: tuple[str, ...]) -> Sum:
        """How many of some people `table` has in a slot."""
        total = Sum()
        here = table.get(slot, {})
        for person in people:
            if person in here:
                total.plus(here[person])
        return total


def _of(table: dict[str, Sum], person: str) -> Sum:
    return table.setdefault(person, Sum())
