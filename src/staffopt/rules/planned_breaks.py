"""The breaks that the search plans in every candidate shift, so that all rules have theirs."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
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
    whole, and windows keep stretches short by themselves. Work is measured without all rules'
    unpaid breaks where paid ones depend on it, or breaks that are owed up to a length.
    """
    asked = [rule.breaks(problem, person, table) for rule in rules]
    kept: list[_Planned] = []
    for paid in (False, True):
        off = _off(kept, table)
        for number, dues in enumerate(asked):
            if dues and dues[0].paid == paid and dues[0].beyond is None:
                own = _spared(dues, off)
                ends = (due.latest + due.minutes for due in own if due.least_piece)
                over = np.min([table.minutes, *ends], axis=0)
                for stretch in rules[number].unbroken(problem, person, table):
                    own = _broken_up(own, stretch, table)
                for due in own:
                    kept = _with(kept, _Planned(due, number, over))
        if not paid:
            kept = _by_work(kept, asked, table)
    return [each.due for each in sorted(kept, key=lambda each: each.number)]


def _off(kept: Sequence[_Planned], table: ShiftTable) -> Ints:
    """Minutes of the unpaid breaks of each row."""
    unpaid = (each.due.minutes * each.due.due for each in kept if not each.due.paid)
    return sum(unpaid, np.zeros(len(table), np.int64))


def _spared(dues: Sequence[BreakDue], off: Ints) -> list[BreakDue]:
    """Without the breaks that are not owed, given minutes off and the rule's own unpaid breaks."""
    found: list[BreakDue] = []
    for due in dues:
        owed = _owed(due, off, off)
        off = off + (0 if due.paid else due.minutes * owed)
        found.append(replace(due, due=owed))
    return found


def _owed(due: BreakDue, off: Ints, after: Ints) -> Bools:
    """Rows that owe a break: with so many minutes off without it, and so many with it."""
    owed = due.due if due.spared is None else due.due & (off < due.spared)
    return owed if due.beyond is None else owed & (after >= due.beyond)


def _by_work(
    kept: list[_Planned], asked: Sequence[Sequence[BreakDue]], table: ShiftTable
) -> list[_Planned]:
    """And the breaks that are owed up to a length of work, until no row lacks one.

    The work is what all breaks leave, these included. Rows that another rule's break can serve, so
    that their work stays as it is, come first.
    """
    varying = [(n, due) for n, dues in enumerate(asked) for due in dues if due.beyond is not None]
    planned = [np.zeros(len(table), bool) for _ in varying]
    for served in (True, *(False for _ in varying)):
        for k, (number, due) in enumerate(varying):
            off = _off(kept, table)
            after = _off(_with(kept, _Planned(due, number, table.minutes)), table)
            lacks = [_owed(d, off, off) & ~planned[at] for at, (_, d) in enumerate(varying)]
            rows = lacks[k] & (after == off)
            if not served:
                rows = _owed(due, off, np.maximum(off, after)) & ~planned[k] & np.any(lacks, axis=0)
            kept = _with(kept, _Planned(replace(due, due=rows), number, table.minutes))
            planned[k] |= rows
    return kept


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


def _with(kept: Sequence[_Planned], new: _Planned) -> list[_Planned]:
    """One more break planned, but none twice that another rule's break is as well."""
    found = [copy(each) for each in kept]
    for old in found:
        if old.number != new.number and old.due.paid == new.due.paid:
            old.be(new)
            new.be(old)
    return [*found, new]


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
        more = {n: self.serves.get(n, none) | (rows & both) for n, rows in other.serves.items()}
        self.serves = {**self.serves, **more}
        self.over = np.where(both, np.minimum(self.over, other.over), self.over)
        other.due = replace(two, due=two.due & ~both)
