"""What the shapes about patterns of days say about a finished roster: part of `shape_reader`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from staffopt.domain.doba_shape import Doba
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import DayGroups, LeastRun, ShiftTable, Succession
from staffopt.rules.base import Rule

Found = Iterator[tuple[tuple[str | None, date | int], int]]


def read_patterns(rule: Rule, problem: Problem, person: Person, table: ShiftTable) -> Found:
    """Blames, each with its price in 1/60; `table` has a row for each shift of the person."""
    first = problem.horizon.first
    for run in rule.least_runs(problem, person):
        for day, missing in short_runs(run, table):
            yield (person.id, first + timedelta(days=day)), 60 * missing * run.price
    for groups in rule.groups(problem, person):
        over = too_many(groups, table)
        if over > 0:
            yield (person.id, groups.about), 60 * over * (groups.price or 0)
    for doba in rule.dobas(problem, person, table):
        for day in full(doba, table):
            yield (person.id, first + timedelta(days=day)), 0
    for succession in rule.successions(problem, person, table):
        for day in met(succession, table):
            yield (person.id, first + timedelta(days=day)), 60 * (succession.price or 0)


def short_runs(run: LeastRun, table: ShiftTable) -> Iterator[tuple[int, int]]:
    """The first day of each run that is too short, and how many days it misses."""
    days = table.horizon.days
    worked = set(table.day.tolist())
    for is_worked, group in groupby(range(days), lambda day: day in worked):
        members = list(group)
        first, length = members[0], len(members)
        known = True
        if first == 0:
            known &= run.before is not None
            first, length = first - (run.before or 0), length + (run.before or 0)
        if members[-1] == days - 1:
            known &= run.after is not None
            length += run.after or 0
        if is_worked == run.worked and known and length < run.least:
            yield first, run.least - length


def too_many(groups: DayGroups, table: ShiftTable) -> int:
    """How many groups are worked above the most."""
    worked = set(table.day.tolist())
    return sum(bool(worked & set(days)) for days in groups.groups) - groups.most


def full(doba: Doba, table: ShiftTable) -> Iterator[int]:
    """The days whose shift brings too much into the 24 hours from the start of the day before's."""
    start = table.start * table.horizon.slot_minutes
    for one in range(len(table)):
        for two in range(len(table)):
            if table.day[two] == table.day[one] + 1 and doba.amount[one]:
                inside = min(start[one] + 24 * 60 - start[two], doba.amount[two])
                if inside > 0 and min(doba.amount[one], doba.most) + inside > doba.most:
                    yield int(table.day[two])


def met(succession: Succession, table: ShiftTable) -> Iterator[int]:
    """The days whose shift is the second of a succession."""
    days = table.horizon.days
    firsts = set(table.day[succession.first].tolist()) | ({-1} if succession.eve else set())
    thens = set(table.day[succession.then].tolist()) | ({days} if succession.morrow else set())
    yield from sorted(day for day in thens if day - 1 in firsts)
