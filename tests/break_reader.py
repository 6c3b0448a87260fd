"""What the shapes of a break rule say about the breaks of a finished roster, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations

from staffopt.domain.break_shapes import BreakDue, Unbroken
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Activity, Shift
from staffopt.rules.base import Rule

Taken = tuple[int, int, bool]
"""A break taken: minutes after the shift's start, its length, whether it is paid."""


def read_breaks(
    rule: Rule, problem: Problem, person: Person, roster: Roster, table: ShiftTable
) -> Iterator[tuple[tuple[str, date], int]]:
    """The person and date of every shift without the breaks that the shapes ask for."""
    dues = rule.breaks(problem, person, table)
    stretches = rule.unbroken(problem, person, table)
    for row, shift in enumerate(roster.of(person.id) if dues or stretches else ()):
        taken = _taken(shift)
        unpaid = sum(minutes for _, minutes, paid in taken if not paid)
        owed = [
            d
            for d in dues
            if d.due[row]
            and (d.spared is None or unpaid < d.spared[row])
            and (d.beyond is None or unpaid >= d.beyond[row])
        ]
        short = all(_short(stretch, row, taken, shift.minutes) for stretch in stretches)
        if not (_served(owed, row, taken) and short):
            yield (person.id, table.horizon.dates[table.day[row]]), 0


def _taken(shift: Shift) -> list[Taken]:
    return [
        (int((block.start - shift.start).total_seconds()) // 60, block.minutes, block.paid)
        for block in shift.of(Activity.BREAK)
    ]


def _served(owed: Sequence[BreakDue], row: int, taken: list[Taken]) -> bool:
    """Whether each break owed is there, or all of them in pieces."""
    if owed and owed[0].least_piece:
        one = owed[0]
        pieces = [
            minutes
            for start, minutes, paid in taken
            if paid == one.paid
            and minutes >= one.least_piece
            and start >= min(due.earliest[row] for due in owed)
            and start + minutes <= max(due.latest[row] + due.minutes for due in owed)
        ]
        return sum(pieces) >= sum(due.minutes for due in owed)
    return any(
        all(
            paid == due.paid
            and minutes >= due.minutes
            and due.earliest[row] <= start <= due.latest[row]
            for due, (start, minutes, paid) in zip(owed, each, strict=True)
        )
        for each in permutations(taken, len(owed))
    )


def _short(stretch: Unbroken, row: int, taken: list[Taken], lasts: int) -> bool:
    """Whether no time between two breaks is too long."""
    since = 0
    for start, minutes, paid in [*sorted(taken), (lasts, stretch.minutes, stretch.paid)]:
        if paid == stretch.paid and minutes >= stretch.minutes:
            if start - since > stretch.most[row]:
                return False
            since = start + minutes
    return True
