"""The roles of a shift of which only the incumbent's are open: for the acceptance of a roster.

Written slot by slot, in other words than the network of `role_flow`, so that the two agree only if
both are right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from staffopt.solver.asked.answers import Answers
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var
from staffopt.solver.model.slotted import BREAK, TRAINING, Slotted


class OwnRoles:
    """A literal for each slot of work: being there is working the role, as no other is open."""

    def __init__(self, pen: Pen, answers: Answers, promise: Callable[[str], Promise]) -> None:
        self.pen, self.answers, self.promise = pen, answers, promise
        self.roles: dict[tuple[int, int], Var] = {}

    def build(
        self,
        present: Mapping[int, Var],
        taken: Mapping[int, Sum],
        shift: Slotted | None,
        allowed: frozenset[int],
    ) -> None:
        """Exactly one activity in each slot, role blocks long enough."""
        for slot, literal in present.items():
            role = BREAK if shift is None else shift.at(slot)
            busy = taken.get(slot, Sum())
            if role in allowed:
                self.roles[slot, role] = literal
                if busy.variables or busy.constant:
                    self.pen.require(busy, self.promise("one_activity"), most=0)
            else:
                total = Sum(0, [literal]).plus(busy, -1)
                self.pen.require(total, self.promise("one_activity"), least=0, most=0)
        for slot, busy in taken.items():
            if slot not in present:
                self.pen.require(busy, self.promise("training_in_shift"), most=0)
        self._keep_roles(present)

    def worked(self) -> Iterator[tuple[int, int, Var]]:
        """(role, slot, literal) for everything that may be worked."""
        for (slot, role), literal in self.roles.items():
            yield role, slot, literal

    def _keep_roles(self, present: Mapping[int, Var]) -> None:
        """A change of role between two slots of work has the least block on both sides."""
        block = self.answers.block
        switches: dict[int, Var] = {}
        by_slot: dict[int, list[tuple[int, Var]]] = defaultdict(list)
        for (slot, role), literal in self.roles.items():
            by_slot[slot].append((role, literal))
        for slot in present:
            pairs = [
                (old, [new for other, new in by_slot[slot] if other != role])
                for role, old in by_slot[slot - 1]
            ]
            pairs = [(old, new) for old, new in pairs if new]
            if block > 1 and pairs:
                switches[slot] = self._switch(pairs)
        rule = self.promise(self.answers.block_rule)
        for slot, switch in switches.items():
            for t in range(slot - block, slot + block):
                around = Sum(0, [switch]).plus(Sum(0, [y for _, y in by_slot[t]]), -1)
                self.pen.require(around, rule, most=0)
            near = [switches[t] for t in range(slot, slot + block) if t in switches]
            self.pen.at_most_one(near, rule)

    def _switch(self, pairs: Sequence[tuple[Var, list[Var]]]) -> Var:
        """A literal that is true when one of the pairs (role before, others after) is."""
        sums = [Sum(-1, [old, *new]) for old, new in pairs]
        switch = self.pen.choice(lambda values: max(0, *(each.value(values) for each in sums)))
        for each in sums:
            seen = Sum().plus(each).add(switch, -1)
            self.pen.require(seen, self.promise("role_change"), most=0)
        return switch

    def set(self, values: Values, shift: Slotted) -> bool:
        """Write the slots into the values; False where a role is not open."""
        whole = True
        for slot in range(shift.start, shift.end):
            role = shift.at(slot)
            if (slot, role) in self.roles:
                values[self.roles[slot, role].index] = 1
            elif role not in (BREAK, TRAINING):
                whole = False
        return whole
