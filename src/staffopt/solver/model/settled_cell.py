"""One day of one person in which the shift is settled: wholly, or but for roles and breaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from staffopt.solver.asked.answers import Answers, PersonAnswers
from staffopt.solver.model.cover import Cover
from staffopt.solver.model.owed_breaks import matched
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var
from staffopt.solver.model.scope import Pieces
from staffopt.solver.model.slotted import BREAK, TRAINING, Slotted, Taken

Pattern = tuple[tuple[int, int, int], ...]
"""A piece of work: (role, first slot, after the last slot) in order."""


class SettledCell:
    """A day that stays as it is: a shift, or none."""

    def __init__(self, about: PersonAnswers, day: int, shift: Slotted | None) -> None:
        self.about, self.day, self.shift = about, day, shift
        self.rows: list[tuple[Var, int]] = []
        self.row: int | None = None
        if shift is not None:
            self.row = about.row_of.get((shift.day, shift.start, shift.end))

    def shape(self, cover: Cover) -> None:
        """Count the shift."""
        if self.shift is not None:
            cover.settled(self.about.person.id, self.shift, roles=True, work=True)

    def set(self, values: Values, shift: Slotted | None) -> list[Promise]:
        """Whether a shift is the settled one."""
        same = (shift is None) == (self.shift is None)
        if shift is not None and self.shift is not None:
            same = _key(shift) == _key(self.shift)
        date = self.about.candidates.table.horizon.dates[self.day]
        return [] if same else [Promise("settled", (self.about.person.id, date))]


class PiecesCell(SettledCell):
    """A settled shift whose pieces of work take one of many role patterns.

    One Boolean for each piece and pattern. Where breaks may move, a piece is known by its two ends,
    and the pieces of the shift form a path from start to end.
    """

    def __init__(
        self,
        pen: Pen,
        answers: Answers,
        about: PersonAnswers,
        shift: Slotted,
        open_: Pieces,
    ) -> None:
        super().__init__(about, shift.day, shift)
        self.pen, self.answers, self.open = pen, answers, open_
        self.incumbent = shift
        self.literals: dict[tuple[int, Pattern, int, int], Var] = {}
        """(number of the piece, pattern, its first slot, after its last) -> chosen."""
        self.size = answers.problem.horizon.slot_minutes

    def _cuts(self, shift: Slotted) -> list[tuple[int, int, Taken | None]]:
        """Breaks and sessions in order: first slot, whole slots, the break if it is one."""
        breaks = [(each.slot, -(-each.minutes // self.size), each) for each in shift.breaks]
        held = [(slot, -(-minutes // self.size), None) for slot, minutes, _ in shift.sessions]
        return sorted([*breaks, *held], key=lambda cut: cut[0])

    def _options(self) -> list[tuple[list[int], int]]:
        """Where each cut may start, and its slots; start and end of the shift included."""
        found = [([self.incumbent.start], 0)]
        for slot, slots, taken in self._cuts(self.incumbent):
            if taken is None or not self.open.slack:
                found.append(([slot], slots))
                continue
            first, last = self._window(taken)
            near = range(slot - self.open.slack, slot + self.open.slack + 1)
            found.append(([t for t in near if first <= t <= last or t == slot], slots))
        return [*found, ([self.incumbent.end], 0)]

    def _window(self, taken: Taken) -> tuple[int, int]:
        """From where to where a break may start, by the row's break that it is."""
        due = self.about.candidates.breaks
        found = None if self.row is None else matched(due, self.row, self.incumbent.breaks)
        for k, slot in (found or {}).items():
            if slot == taken.slot:
                return int(due.first[self.row, k]), int(due.last[self.row, k])
        return taken.slot, taken.slot

    def shape(self, cover: Cover) -> None:
        """One path of pieces, each with one pattern."""
        moving = bool(self.open.slack and self.incumbent.breaks)
        person = self.about.person.id
        cover.settled(person, self.incumbent, roles=False, work=not moving)
        own = {(a, b): pattern for _, pattern, a, b in self._pieces(self.incumbent)}
        options = self._options()
        promise = Promise(self.answers.block_rule, (person, self.day))
        into: dict[tuple[int, int], list[Var]] = {}
        out: dict[tuple[int, int], list[Var]] = {}
        for number, ((starts, slots), (ends, _)) in enumerate(pairwise(options)):
            here: list[Var] = []
            for a, b in ((s + slots, e) for s in starts for e in ends if s + slots <= e):
                made = self._choose(cover, number, a, b, own.get((a, b)), moving=moving)
                here += made
                out.setdefault((number, a - slots), []).extend(made)
                into.setdefault((number + 1, b), []).extend(made)
            self.pen.exactly_one(here, promise)
        for node, made in into.items():
            if moving and node in out:
                flow = Sum(0, made).plus(Sum(0, out[node]), -1)
                self.pen.require(flow, promise, least=0, most=0)
        self._no_dead_ends(into, out, len(options) - 1, promise)

    def _no_dead_ends(
        self,
        into: dict[tuple[int, int], list[Var]],
        out: dict[tuple[int, int], list[Var]],
        last: int,
        promise: Promise,
    ) -> None:
        """Breaks placed where the path cannot go on, or come from, are not taken."""
        dead = [
            v for node, made in into.items() if node not in out and node[0] < last for v in made
        ]
        dead += [v for node, made in out.items() if node not in into and node[0] > 0 for v in made]
        if dead:
            self.pen.require(Sum(0, dead), promise, most=0)

    def _choose(
        self, cover: Cover, number: int, a: int, b: int, own: Pattern | None, *, moving: bool
    ) -> list[Var]:
        """A literal for each pattern of a piece."""
        made = []
        patterns = list(self._patterns(a, b))
        if own is not None and own not in patterns:
            patterns.append(own)
        for pattern in patterns:
            literal = self.pen.choice()
            self.literals[number, pattern, a, b] = literal
            made.append(literal)
            for role, first, last in pattern:
                for slot in range(first, last):
                    if role >= 0:
                        cover.works(role, slot, literal)
                        if moving:
                            cover.at_work(self.about.person.id, slot, literal)
        return made

    def _patterns(self, a: int, b: int) -> Iterator[Pattern]:
        """All patterns of [a, b) with at most the open number of switches."""
        if a == b:
            yield ()
            return
        roles = [int(role) for role in np.flatnonzero(self.about.can[self.day])]
        block = max(self.answers.block, 1)
        for role in roles:
            yield ((role, a, b),)
        pairs = [(one, two) for one in roles for two in roles if one != two]
        switches = self.open.switches
        for at in range(a + block, b - block + 1) if switches else ():
            for one, two in pairs:
                yield ((one, a, at), (two, at, b))
                for then in range(at + block, b - block + 1) if switches > 1 else ():
                    for three in (role for role in roles if role != two):
                        yield ((one, a, at), (two, at, then), (three, then, b))

    def _pieces(self, shift: Slotted) -> Iterator[tuple[int, Pattern, int, int]]:
        """The pieces of a shift with their patterns."""
        ends = [(shift.start, 0), *((s, n) for s, n, _ in self._cuts(shift)), (shift.end, 0)]
        for number, ((slot, slots), (b, _)) in enumerate(pairwise(ends)):
            a = slot + slots
            runs: list[tuple[int, int, int]] = []
            for t in range(a, b):
                if runs and runs[-1][0] == shift.at(t):
                    runs[-1] = (runs[-1][0], runs[-1][1], t + 1)
                else:
                    runs.append((shift.at(t), t, t + 1))
            yield number, tuple(runs), a, b

    def set(self, values: Values, shift: Slotted | None) -> list[Promise]:
        """Write a shift's patterns into the values; what has no variable is returned."""
        lost = [Promise("settled", (self.about.person.id, self.day))]
        if shift is None or (shift.start, shift.end) != (self.incumbent.start, self.incumbent.end):
            return lost
        for piece in self._pieces(shift):
            if piece not in self.literals:
                return lost
            values[self.literals[piece].index] = 1
        return []

    def read(self, values: Values) -> Slotted:
        """The shift that the values stand for."""
        shift = self.incumbent
        doing = np.full(shift.end - shift.start, BREAK, np.int64)
        for slot, minutes, _ in shift.sessions:
            doing[slot - shift.start : slot - shift.start - (-minutes // self.size)] = TRAINING
        ends: dict[int, int] = {}
        for (number, pattern, _, b), literal in self.literals.items():
            if values[literal.index]:
                ends[number] = b
                for role, first, last in pattern:
                    doing[first - shift.start : last - shift.start] = role
        cuts = [
            Taken(ends[number], taken.minutes, taken.paid)
            for number, (_, _, taken) in enumerate(self._cuts(shift))
            if taken is not None
        ]
        return Slotted(shift.day, shift.start, shift.end, doing, tuple(cuts), shift.sessions)


def _key(shift: Slotted) -> tuple[object, ...]:
    return shift.start, shift.end, shift.doing.tolist(), shift.breaks, shift.sessions
