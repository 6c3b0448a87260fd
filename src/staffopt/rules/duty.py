"""Who is at work when, as the checks see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from staffopt.domain.calendar import minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Shift


def at_work(roster: Roster, people: Collection[str]) -> list[set[str]]:
    """Slot by slot, those of `people` who work, in whatever role, from its start to its end."""
    horizon = roster.horizon
    found: list[set[str]] = [set() for _ in range(horizon.slots)]
    for shift in roster.shifts:
        if shift.person_id not in people:
            continue
        for start, end in _stretches(shift):
            first, last = horizon.slot_up(start), horizon.slot(end)
            for present in found[max(first, 0) : max(last, 0)]:
                present.add(shift.person_id)
    return found


def _stretches(shift: Shift) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of work between breaks and training."""
    since = shift.start
    for block in shift.blocks:
        if block.activity is not Activity.WORK:
            if since < block.start:
                yield since, block.start
            since = block.end
    if since < shift.end:
        yield since, shift.end


def with_the_eve(problem: Problem, roster: Roster) -> Roster:
    """The roster and the shifts of the past that end inside its first night."""
    start = problem.horizon.start
    past = (each.shift for each in problem.past)
    eve = tuple(shift for shift in past if shift.start < start < shift.end)
    return replace(roster, shifts=(*roster.shifts, *eve))


def worth(start: datetime, end: datetime, missing: int, price: int) -> int:
    """What missing people cost from `start` to `end` at a price per hour, halves up."""
    return (minutes_between(start, end) * missing * price + 30) // 60
