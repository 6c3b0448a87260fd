"""The roles of a shift as a path through a small network: as tight as a linear model can be.

A piece of work begins at P(t), after the start of the shift or after a cut, and ends at C(t). From
P(t) it goes along S(role, t), one role of any length, or by a jump of a whole least block to
A(role, t), work before the first switch; every switch is a jump of a whole block to B(role, t),
from which the piece may end. Breaks and sessions lead from a C to a later P.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var
from staffopt.solver.model.slotted import Slotted

Node = tuple[str, int, int]
"""Kind, role (-1 for P and C), slot."""
Cut = tuple[int, int, Var | None]
"""First slot, slot after the last, and the literal by which it happens (None: certain)."""


class RoleFlow:
    """Arcs with a literal each; one unit of flow when the day is worked."""

    def __init__(self, pen: Pen, roles: Sequence[int], block: int) -> None:
        self.pen, self.roles, self.block = pen, roles, max(block, 1)
        self.arcs: dict[tuple[Node, Node], Var] = {}
        self.net: dict[Node, Sum] = defaultdict(Sum)
        """What flows into a node less what flows out."""

    def build(
        self,
        starts: dict[int, Sum],
        ends: dict[int, Sum],
        cuts: Iterable[Cut],
        promise: Promise,
    ) -> None:
        """Write the network between the starts and ends of the shift and its possible cuts."""
        for slot, total in starts.items():
            self.net["P", -1, slot].plus(total)
        for slot, total in ends.items():
            self.net["C", -1, slot].plus(total, -1)
        for first, after, literal in cuts:
            for node, sign in ((("C", -1, first), -1), (("P", -1, after), 1)):
                if literal is None:
                    self.net[node].constant += sign
                else:
                    self.net[node].add(literal, sign)
        begins = sorted(slot for kind, _, slot in self.net if kind == "P")
        stops = sorted(slot for kind, _, slot in self.net if kind == "C")
        for slot in sorted({*begins} & {*stops}):
            self._arc(("P", -1, slot), ("C", -1, slot))
        if begins and stops:
            for slot in range(begins[0], stops[-1] + 1):
                self._from(slot, {*begins}, {*stops}, stops[-1])
        for total in self.net.values():
            self.pen.require(total, promise, least=0, most=0)

    def _from(self, slot: int, begins: set[int], stops: set[int], last: int) -> None:
        """The arcs that leave the nodes of a slot, if they are ever reached."""
        block = self.block
        for role in self.roles:
            if slot in begins and slot < last:
                self._arc(("P", -1, slot), ("S", role, slot + 1))
            if slot in begins and slot + 2 * block <= last and len(self.roles) > 1:
                self._arc(("P", -1, slot), ("A", role, slot + block))
            for kind in ("S", "A", "B"):
                if (kind, role, slot) in self.net:
                    self._go_on((kind, role, slot), last, stop=slot in stops)

    def _go_on(self, node: Node, last: int, *, stop: bool) -> None:
        """The arcs that leave one node of work: stay, switch, end."""
        kind, role, slot = node
        if slot < last:
            self._arc(node, (kind, role, slot + 1))
        if kind != "S" and slot + self.block <= last:
            for other in self.roles:
                if other != role:
                    self._arc(node, ("B", other, slot + self.block))
        if kind != "A" and stop:
            self._arc(node, ("C", -1, slot))

    def _arc(self, one: Node, two: Node) -> None:
        literal = self.pen.choice()
        self.arcs[one, two] = literal
        self.net[one].add(literal, -1)
        self.net[two].add(literal)

    def worked(self) -> Iterator[tuple[int, int, Var]]:
        """(role, slot, literal) for everything worked along the arcs."""
        for (one, two), literal in self.arcs.items():
            for slot in range(one[2], two[2]):
                yield two[1], slot, literal

    def set(self, values: Values, shift: Slotted) -> bool:
        """Send one unit along a shift's pieces; False when a block is too short for the network."""
        steps = [step for piece in _pieces(shift) for step in self._path(*piece)]
        if any(step not in self.arcs for step in steps):
            return False
        for step in steps:
            values[self.arcs[step].index] = 1
        return True

    def _path(
        self, a: int, b: int, runs: Sequence[tuple[int, int, int]]
    ) -> Iterator[tuple[Node, Node]]:
        """The arcs of one piece [a, b) of runs (role, first, after)."""
        nodes: list[Node] = [("P", -1, a)]
        for k, (role, first, after) in enumerate(runs):
            kind = "S" if len(runs) == 1 else "B" if k else "A"
            reach = first + (1 if kind == "S" else self.block)
            nodes += [(kind, role, slot) for slot in range(reach, max(after, reach) + 1)]
        yield from pairwise([*nodes, ("C", -1, b)])


def _pieces(shift: Slotted) -> Iterator[tuple[int, int, list[tuple[int, int, int]]]]:
    """Each stretch between two cuts: its ends and its runs of one role; empty ones between cuts."""
    cuts = [*(each.slot for each in shift.breaks), *(slot for slot, _, _ in shift.sessions)]
    slot = shift.start
    for edge in (*sorted(cuts), shift.end):
        while slot < edge and shift.at(slot) < 0:
            slot += 1
        runs = []
        for role, group in groupby(range(slot, edge), shift.at):
            inside = [*group]
            runs.append((role, inside[0], inside[-1] + 1))
        yield slot, edge, runs
        slot = edge
