"""One day of one person with shift, breaks and roles open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from staffopt.solver.asked.answers import Answers, PersonAnswers
from staffopt.solver.model.cover import Cover
from staffopt.solver.model.owed_breaks import BreakKind, kind, matched
from staffopt.solver.model.own_roles import OwnRoles
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var
from staffopt.solver.model.role_flow import Cut, RoleFlow
from staffopt.solver.model.scope import Free
from staffopt.solver.model.slotted import BREAK, TRAINING, Slotted, Taken


class FreeCell:
    """A Boolean for each candidate row or a free day, each break start, each slot and role."""

    row: int | None = None
    """A free cell has no settled row."""

    def __init__(
        self, pen: Pen, answers: Answers, about: PersonAnswers, day: int, open_: Free
    ) -> None:
        self.pen, self.answers, self.about, self.day, self.open = pen, answers, about, day, open_
        self.date = answers.problem.horizon.dates[day]
        self.incumbent: Slotted | None = None
        self.rows: list[tuple[Var, int]] = []
        self.off: Var = None
        self.starts: dict[BreakKind, dict[int, Var]] = {}
        self.present: dict[int, Var] = {}
        self.sessions: list[Cut] = []
        """The sessions that the person could be in: filled before `shape`."""
        self.flow: RoleFlow | None = None
        self.own = OwnRoles(pen, answers, self.promise)

    def promise(self, rule: str) -> Promise:
        return Promise(rule, (self.about.person.id, self.date))

    def choose(self, incumbent: Slotted | None) -> None:
        """One row or a free day."""
        self.incumbent = incumbent
        table = self.about.candidates.table
        rows = self.open.rows
        if self.open.own:
            rows = () if incumbent is None else self._row_of(incumbent)
        if rows is None:
            rows = tuple(np.flatnonzero(table.day == self.day).tolist())
        self.off = self.pen.choice()
        self.rows = [(self.pen.choice(), row) for row in rows]
        self.pen.exactly_one([self.off, *(x for x, _ in self.rows)], self.promise("one_shift"))
        if not self.open.off:
            self.pen.require(Sum(0, [self.off]), self.promise("one_shift"), most=0)

    def _row_of(self, shift: Slotted) -> tuple[int, ...]:
        row = self.about.row_of.get((shift.day, shift.start, shift.end))
        return () if row is None else (row,)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last slot that any row reaches."""
        table = self.about.candidates.table
        rows = [row for _, row in self.rows]
        if not rows:
            return 0, 0
        return int(table.start[rows].min()), int(table.end[rows].max())

    def shape(self, cover: Cover) -> None:
        """Presence, breaks and roles: in each slot of a shift exactly one activity."""
        self._be_present()
        person = self.about.person.id
        for slot, literal in self.present.items():
            cover.present(person, slot, literal)
        cuts = [*self._take_breaks(), *self.sessions]
        if self.open.own:
            self._own_roles(cuts)
        else:
            self._flow(cuts)
        worked = self.own if self.flow is None else self.flow
        for role, slot, literal in worked.worked():
            cover.works(role, slot, literal)
            cover.at_work(person, slot, literal)

    def _flow(self, cuts: list[Cut]) -> None:
        """Any roles: a path through their network."""
        roles = [int(role) for role in np.flatnonzero(self.about.can[self.day])]
        table = self.about.candidates.table
        starts: dict[int, Sum] = defaultdict(Sum)
        ends: dict[int, Sum] = defaultdict(Sum)
        for x, row in self.rows:
            starts[int(table.start[row])].add(x)
            ends[int(table.end[row])].add(x)
        self.flow = RoleFlow(self.pen, roles, self.answers.block)
        self.flow.build(starts, ends, cuts, self.promise(self.answers.block_rule))

    def _own_roles(self, cuts: list[Cut]) -> None:
        """The incumbent's roles only."""
        taken: dict[int, Sum] = defaultdict(Sum)
        for first, after, literal in cuts:
            for slot in range(first, after):
                taken[slot].plus(Sum(1) if literal is None else Sum(0, [literal]))
        allowed = frozenset(int(role) for role in np.flatnonzero(self.about.can[self.day]))
        self.own.build(self.present, taken, self.incumbent, allowed)

    def _be_present(self) -> None:
        """Presence grows where a row starts and shrinks where one ends."""
        table = self.about.candidates.table
        first, last = self.span
        change: dict[int, Sum] = defaultdict(Sum)
        for x, row in self.rows:
            change[int(table.start[row])].add(x)
            change[int(table.end[row])].add(x, -1)
        if len(self.rows) == 1:
            self.present = dict.fromkeys(range(first, last), self.rows[0][0])
            return
        before = Sum()
        for slot in range(first, last):
            now = Sum().plus(before).plus(change[slot])
            literal = self.pen.choice(now.value)
            same = Sum(0, [literal]).plus(now, -1)
            self.pen.require(same, self.promise("presence"), least=0, most=0)
            self.present[slot] = literal
            before = Sum(0, [literal])

    def _take_breaks(self) -> list[Cut]:
        """Break starts in their windows; returns the breaks that may be taken."""
        due = self.about.candidates.breaks
        kinds: dict[BreakKind, list[tuple[Var, int]]] = defaultdict(list)
        for x, row in self.rows:
            for k in range(due.slots.shape[1]):
                if due.slots[row, k]:
                    kinds[kind(due, row, k)].append((x, row))
        own = self._own_breaks()
        cuts: list[Cut] = []
        for each, owing in kinds.items():
            k, slots = each[0], each[1]
            windows = [range(int(due.first[r, k]), int(due.last[r, k]) + 1) for _, r in owing]
            every = sorted({slot for window in windows for slot in window})
            if self.open.own:
                every = [slot for slot in every if own.get(k) == slot]
            starts = {slot: self.pen.choice() for slot in every}
            self.starts[each] = starts
            owed = Sum(0, starts.values()).plus(Sum(0, [x for x, _ in owing]), -1)
            self.pen.require(owed, self.promise("break_due"), least=0, most=0)
            for slot, literal in starts.items():
                may = [x for (x, _), window in zip(owing, windows, strict=True) if slot in window]
                if len(may) < len(owing):
                    inside = Sum(0, [literal]).plus(Sum(0, may), -1)
                    self.pen.require(inside, self.promise("break_due"), most=0)
                cuts.append((slot, slot + slots, literal))
        return cuts

    def set(self, values: Values, shift: Slotted | None) -> list[Promise]:
        """Write a shift into the values; what of it has no variable is returned."""
        if shift is None:
            values[self.off.index] = 1
            return []
        chosen = [(x, row) for x, row in self.rows if (row,) == self._row_of(shift)]
        if not chosen:
            return [self.promise("allowed_shift")]
        (x, row), *_ = chosen
        values[x.index] = 1
        kept = self._set_breaks(values, row, shift.breaks)
        missing = [] if kept else [self.promise("break_due")]
        worked = self.own if self.flow is None else self.flow
        if not worked.set(values, shift):
            missing.append(self.promise("skill_for_role"))
        return missing

    def _own_breaks(self) -> dict[int, int]:
        """The incumbent's breaks, where only they are open."""
        if not (self.open.own and self.incumbent and self.rows):
            return {}
        return matched(self.about.candidates.breaks, self.rows[0][1], self.incumbent.breaks) or {}

    def _set_breaks(self, values: Values, row: int, taken: Sequence[Taken]) -> bool:
        due = self.about.candidates.breaks
        found = matched(due, row, taken)
        for k, slot in (found or {}).items():
            literal = self.starts.get(kind(due, row, k), {}).get(slot)
            if literal is None:
                return False
            values[literal.index] = 1
        return found is not None

    def read(self, values: Values, sessions: tuple[tuple[int, int, str], ...]) -> Slotted | None:
        """The shift that the values stand for."""
        row = next((row for x, row in self.rows if values[x.index]), None)
        if row is None:
            return None
        table = self.about.candidates.table
        start, end = int(table.start[row]), int(table.end[row])
        doing = np.full(end - start, TRAINING, np.int64)
        worked = self.own if self.flow is None else self.flow
        for role, slot, literal in worked.worked():
            if values[literal.index]:
                doing[slot - start] = role
        breaks = []
        for (_, slots, minutes, paid), starts in self.starts.items():
            for slot, literal in starts.items():
                if values[literal.index]:
                    doing[slot - start : slot - start + slots] = BREAK
                    breaks.append(Taken(slot, minutes, paid))
        breaks.sort(key=lambda each: each.slot)
        return Slotted(self.day, start, end, doing, tuple(breaks), sessions)
