"""How long people stay at one role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pydantic import Field

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.words import in_hours, name_of, on_clock


class RoleBlock(Rule):
    """Somebody who changes role stays at each for at least `least_minutes`.

    Why: every change of place costs time and calm.
    Example: with `least_minutes: 60`, 09:00-11:00 cashier and 11:00-11:30 floor is not fine. A
    piece between two cuts (shift edge, break, session) that is worked in one role may be shorter:
    11:00-11:30 floor between a break and a session is fine. It holds for everybody.
    """

    name = "role_block"
    holds_always = True
    least_minutes: int = Field(60, ge=0, description="Least minutes at a role.")

    def least_block(self, problem: Problem) -> int:
        return self.least_minutes

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for shift in roster.shifts:
            if len({block.role for block in shift.blocks if block.activity is Activity.WORK}) < 2:
                continue
            for piece in _pieces(shift):
                stays = [
                    (role, [*blocks]) for role, blocks in groupby(piece, lambda block: block.role)
                ]
                if len(stays) < 2:
                    continue
                for role, blocks in stays:
                    minutes = sum(block.minutes for block in blocks)
                    if minutes < self.least_minutes:
                        text = f"{name_of(problem, shift.person_id)} works {role} for "
                        text += f"{in_hours(minutes)} from {on_clock(problem, blocks[0].start)}"
                        text += f"; at least {in_hours(self.least_minutes)}"
                        end = blocks[-1].end
                        mend = f"{in_hours(self.least_minutes - minutes)} more as {role}"
                        start = blocks[0].start
                        yield self.breach(text, shift.person_id, start, end, mend=mend)


def _pieces(shift: Shift) -> Iterator[list[Block]]:
    """The stretches of work between two cuts."""
    for works, blocks in groupby(shift.blocks, lambda block: block.activity is Activity.WORK):
        if works:
            yield [*blocks]
