"""One change of one person's day after another, each judged against the same roster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.domain.roster import Roster
from staffopt.solver.annealing.placing import place_shift
from staffopt.solver.annealing.translate import from_roster, place_pins, to_roster
from staffopt.solver.arrays.given import BREAK, BREAKS, END, START
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import State, empty_state
from staffopt.solver.compiling.compiled import bundle
from staffopt.solver.judging.empty_cost import full_cost
from staffopt.solver.search import Handles

BREAK_PLACES = 3
"""Places tried for a row's breaks: as early as they may be, in the middle, late."""
NO_STARTS = np.zeros(0, np.int64)

Proposal = tuple[int, Ints, NDArray[np.int8]]
"""A row, where its breaks start, and the role wished for in every slot."""


@dataclass(frozen=True)
class Tried:
    """The best legal change found; `change` of the cost is in sixtieths of a hundredth."""

    roster: Roster
    change: int


@dataclass
class Tries:
    """A roster in the arrays of the search; every try leaves it as it was."""

    arrays: Arrays
    state: State
    handles: Handles
    people: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, arrays: Arrays, roster: Roster) -> Tries:
        """The tries on a roster."""
        state = empty_state(arrays.given, arrays.training, 1)
        handles = Handles(bundle(arrays.given), bundle(arrays.training), bundle(state))
        state.cost[0] = full_cost(*handles)
        place_pins(arrays, state, handles)
        from_roster(arrays, state, roster, handles)
        people = {each.person.id: p for p, each in enumerate(arrays.candidates)}
        return cls(arrays, state, handles, people)

    @property
    def roster(self) -> Roster:
        """The roster as far as the arrays take it: what every try is judged against."""
        return to_roster(self.arrays, self.state)

    def best(
        self, person_id: str, day: int, slot: int | None = None, role: str | None = None
    ) -> Tried | None:
        """The cheapest shift that a person may have on a day instead of what is there; None: none.

        With `slot` it has the person at work in that slot, in `role` where one is given. Its roles
        otherwise are those in which one more helps most.
        """
        p = self.people[person_id]
        if self.arrays.given.frozen[p, day]:
            return None
        before = self._kept(p, day)
        wanted = None if role is None else self.arrays.problem.roles.index(role)
        best: tuple[int, Proposal] | None = None
        for proposal in self._proposals(p, day, slot, wanted):
            limit = np.inf if best is None else best[0] - 1
            change = self._made(p, day, proposal, limit)
            if change is None:
                continue
            if slot is None or self._does(p, slot, wanted):
                best = change, proposal
            self._back(p, day, before)
        return None if best is None else self._tried(p, day, best, before)

    def _does(self, p: int, slot: int, wanted: int | None) -> bool:
        """Whether a person works in a slot, in a role where one is wanted."""
        doing = int(self.state.doing[p, slot])
        return doing == wanted or (wanted is None and 0 <= doing < len(self.arrays.problem.roles))

    def _tried(self, p: int, day: int, best: tuple[int, Proposal], before: Proposal) -> Tried:
        """The roster with a proposal that is known to be legal."""
        self._made(p, day, best[1], np.inf)
        found = to_roster(self.arrays, self.state)
        self._back(p, day, before)
        return Tried(found, best[0])

    def _kept(self, p: int, day: int) -> Proposal:
        """The row, breaks and wishes of a cell as they are."""
        state = self.state
        return int(state.row[p, day]), state.breaks[p, day].copy(), state.wish[p].copy()

    def _made(self, p: int, day: int, proposal: Proposal, limit: float) -> int | None:
        """The change of cost when a cell has become a row; None when it may not, or costs more."""
        row, starts, wish = proposal
        old = self.state.wish[p].copy()
        self.state.wish[p] = wish
        self.state.limit[0] = limit
        made, change = place_shift(*self.handles, p, day, row, starts)
        if not made:
            self.state.wish[p] = old
            return None
        return int(change)

    def _back(self, p: int, day: int, before: Proposal) -> None:
        """The cell as it was."""
        row, starts, wish = before
        self.state.wish[p] = wish
        self.state.limit[0] = np.inf
        place_shift(*self.handles, p, day, row, starts)

    def _proposals(
        self, p: int, day: int, slot: int | None, wanted: int | None
    ) -> Iterator[Proposal]:
        """Rows of a day with breaks and wishes, those around a slot where one is given."""
        given = self.arrays.given
        first, count = int(given.cell_first[p, day]), int(given.cell_count[p, day])
        helpful = self._helpful(p, day)
        for row in range(first, first + count):
            start, end = int(given.rows[row, START]), int(given.rows[row, END])
            if slot is not None and not start <= slot < end:
                continue
            for wish in self._wishes(helpful, start, end, slot, wanted):
                for starts in self._break_starts(row):
                    yield row, starts, wish

    def _helpful(self, p: int, day: int) -> NDArray[np.int8]:
        """In every slot the role in which the person, once more, helps most."""
        given, state = self.arrays.given, self.state
        able = given.able[p, day, : int(given.able_count[p, day])]
        if not len(able):
            return state.wish[p].copy()
        gain = -state.edge[:, able, 1].astype(np.float64)
        for column, role in enumerate(able):
            here = state.doing[p] == role
            gain[here, column] = state.edge[here, role, 0]
        return np.asarray(able[np.argmax(gain, axis=1)], np.int8)

    def _wishes(
        self,
        helpful: NDArray[np.int8],
        start: int,
        end: int,
        slot: int | None,
        wanted: int | None,
    ) -> Iterator[NDArray[np.int8]]:
        """What to wish for in a row: what helps, and the wanted role in a block or all along."""
        if slot is None or wanted is None:
            yield helpful
            return
        block = max(self.arrays.given.block, 1)
        for first, last in ((slot - block + 1, slot + block), (start, end)):
            wish = helpful.copy()
            wish[max(first, start) : min(last, end)] = wanted
            yield wish

    def _break_starts(self, row: int) -> Iterator[Ints]:
        """Where the breaks of a row may start, in a few ways."""
        rows = self.arrays.given.rows
        count = int(rows[row, BREAKS])
        if not count:
            yield NO_STARTS
            return
        low, high = (rows[row, BREAK + k : BREAK + 3 * count : 3] for k in (1, 2))
        for place in range(BREAK_PLACES):
            share = (high - low) * place // (BREAK_PLACES - 1)
            yield np.asarray(low + share, np.int64)
