"""The breaks that the search plans in every candidate shift, so that all rules have theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from staffopt.domain.break_shapes import BreakDue, Unbroken
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Bools, Ints, ShiftTable
from staffopt.rules.base import Rule

MOST = 8
"""Breaks of one kind in a shift, at most; more is a mistake in the settings."""


def planned_breaks(
    problem: Problem, person: Person, rules: Sequence[Rule], table: ShiftTable
) -> list[BreakDue]:
    """Each break that rows owe, in a window of its own; what serves two rules is planned once.

    Where law leaves a choice, the search takes one: a break that may be taken in pieces is taken
    whole, and windows keep stretches short by themselves.
    """
    kept: list[_Planned] = []
    for number, rule in enumerate(rules):
        own = _spared(rule.breaks(problem, person, table))
        ends = (due.latest + due.minutes for due in own if due.least_piece)
        over = np.min([table.minutes, *ends], axis=0)
        for stretch in rule.unbroken(problem, person, table):
            own = _broken_up(own, stretch, table)
        for due in own:
            _add(kept, _Planned(due, number, over))
    return [each.due for each in kept]


def _spared(dues: Sequence[BreakDue]) -> list[BreakDue]:
    """Without the breaks that are not owed, given which of the rule's unpaid ones are taken."""
    found: list[BreakDue] = []
    for due in dues:
        taken = sum((d.minutes * d.due for d in found if not d.paid), np.zeros_like(due.earliest))
        owed = due.due if due.spared is None else due.due & (taken < due.spared)
        if due.beyond is not None:
            owed = owed & (taken + due.minutes >= due.beyond)
        found.append(replace(due, due=owed))
    return found


def _broken_up(dues: list[BreakDue], stretch: Unbroken, table: ShiftTable) -> list[BreakDue]:
    """The breaks in windows, and with further ones, that leave no stretch too long.

    Of k breaks each starts at the latest where the first stretches are longest, and at the
    earliest so much before that the next one still comes in time: the room there is, shared
    equally. For k = 1 this is all that law allows: up to `most` after the start, and up to `most`
    before the end. For more, the first break leaves the second less room than it could.
    """
    most, own = stretch.most, sorted(dues, key=lambda due: -due.minutes)
    taken, needed = _needed(own, stretch, table)
    none = np.zeros(len(table), bool)
    further = BreakDue(
        stretch.minutes, stretch.paid, none, 0 * most, table.minutes - stretch.minutes
    )
    own += [further] * (int(needed.max(initial=0)) - len(own))
    reached = np.zeros(len(table), np.int64)
    room = (needed + 1) * most + taken - table.minutes
    for k, due in enumerate(own):
        here = needed > k
        share = room // np.maximum(needed, 1)
        latest = (k + 1) * most + reached - k * share
        earliest = np.where(needed == k + 1, table.minutes - most - due.minutes, latest - share)
        own[k] = replace(
            due,
            due=due.due | here,
            earliest=np.where(here, np.maximum(due.earliest, earliest), due.earliest),
            latest=np.where(here, np.minimum(due.latest, latest), due.latest),
        )
        reached += due.minutes
    return own


def _needed(dues: list[BreakDue], stretch: Unbroken, table: ShiftTable) -> tuple[Ints, Ints]:
    """Minutes and number of the breaks that a row needs for its stretches, the longest first."""
    taken, needed = np.zeros(len(table), np.int64), np.zeros(len(table), np.int64)
    for k in range(MOST):
        more = table.minutes > (needed + 1) * stretch.most + taken
        taken += np.where(more, dues[k].minutes if k < len(dues) else stretch.minutes, 0)
        needed += more
    return taken, needed


def _add(kept: list[_Planned], new: _Planned) -> None:
    """Plan one more break, but none that another rule's break is as well."""
    for old in kept:
        if old.number != new.number and old.due.paid == new.due.paid:
            old.be(new)
            new.be(old)
    kept.append(new)


class _Planned:
    """A break to plan, and in which rows it serves which rules: one break of each rule at most.

    It ends by `over`: so do pieces that it may be taken in, whose window limits their starts alone.
    """

    def __init__(self, due: BreakDue, number: int, over: Ints) -> None:
        self.due, self.number, self.over = due, number, over
        self.serves: dict[int, Bools] = {number: due.due}

    def be(self, other: _Planned) -> None:
        """Be another break, too, in the rows in which it is that one wherever it starts."""
        one, two = self.due, other.due
        inside = (one.earliest >= two.earliest) & (one.latest <= two.latest)
        both = one.due & two.due & inside & (one.minutes >= two.minutes)
        both &= one.latest + one.minutes <= other.over
        none = np.zeros(len(both), bool)
        for rule, rows in other.serves.items():
            both &= ~(rows & self.serves.get(rule, none))
        for rule, rows in other.serves.items():
            self.serves[rule] = self.serves.get(rule, none) | (rows & both)
        self.over = np.where(both, np.minimum(self.over, other.over), self.over)
        other.due = replace(two, due=two.due & ~both)
