"""Which small part of a roster to open next: where cost is concentrated, more often."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift
from staffopt.solver.asked.answers import Answers
from staffopt.solver.model.draft import by_cell
from staffopt.solver.model.pattern_count import pattern_count
from staffopt.solver.model.scope import Cell, Free, Pieces, Scope, Sessions

NEAR = 3
"""Steps of the grid by which a shift may begin or end earlier or later."""
HOURS = 4
"""People whose shifts are opened together."""
BREAKS = 8
"""People whose breaks are opened together."""
MOST_PATTERNS = 60_000
"""Role patterns opened together: with 19 roles a day of a large store has a million."""
SLACK_MINUTES = 60
NEW_SHIFTS = 12
"""Shifts offered on a free day."""


@dataclass(frozen=True)
class Neighbourhood:
    """A scope with a name; `presolve` as measured for its kind of model."""

    name: str
    scope: Scope
    presolve: bool


def neighbourhood(answers: Answers, roster: Roster, seed: int, turn: int) -> Neighbourhood:
    """The neighbourhood of a turn: first the roles of every day, then all kinds by turns.

    Endless, fair, and the same for the same roster, seed and turn.
    """
    draw = random.Random(f"{seed}/{turn}")  # noqa: S311 - a search, not a secret
    days = answers.problem.horizon.days
    if turn < days:
        return roles_of_day(answers, roster, turn, draw)
    day = draw.choices(range(days), day_costs(answers, roster))[0]
    kinds = (hours_of_people, hours_of_people, roles_of_day, hours_of_people, breaks_of_day)
    kind = (turn - days) % (len(kinds) + 1)
    if kind < len(kinds):
        return kinds[kind](answers, roster, day, draw)
    if answers.holdings:
        return session_again(answers, roster, draw)
    return hours_of_people(answers, roster, day, draw)


def day_costs(answers: Answers, roster: Roster) -> list[float]:
    """What each day loses in service, above the least it could lose; never quite 0."""
    horizon = answers.problem.horizon
    costs = np.full(horizon.days, 1.0)
    for name, role in answers.problem.requirement.roles.items():
        cover = roster.cover(name)
        least = role.loss.min(axis=1)
        lost = [role.loss_of(slot, int(n)) - int(least[slot]) for slot, n in enumerate(cover)]
        np.add.at(costs, horizon.slot_day, np.maximum(lost, 0))
    return [float(cost) for cost in costs]


def on_day(answers: Answers, roster: Roster, day: int) -> list[Cell]:
    """The cells of a day with a shift that is not pinned, in the order of people."""
    shifts = by_cell(roster)
    return [
        (name, day)
        for name, about in answers.people.items()
        if (name, day) in shifts and day not in about.candidates.pinned
    ]


def roles_of_day(answers: Answers, roster: Roster, day: int, draw: random.Random) -> Neighbourhood:
    """All roles of a day, shifts and breaks kept; of some people where roles are many."""
    open_ = _affordable(answers, roster, on_day(answers, roster, day), draw)
    cells = {cell: Pieces() for cell in open_}
    return Neighbourhood("roles of a day", Scope(cells), presolve=True)


def _affordable(
    answers: Answers, roster: Roster, cells: list[Cell], draw: random.Random
) -> list[Cell]:
    """All cells, or as many at random as a model of patterns can hold, at least one."""
    shifts = by_cell(roster)
    counts = {cell: pattern_count(answers, cell, shifts[cell]) for cell in cells}
    if sum(counts.values()) <= MOST_PATTERNS:
        return cells
    total = 0
    kept: list[Cell] = []
    for cell in draw.sample(cells, len(cells)):
        total += counts[cell]
        if kept and total > MOST_PATTERNS:
            break
        kept.append(cell)
    return sorted(kept)


def breaks_of_day(answers: Answers, roster: Roster, day: int, draw: random.Random) -> Neighbourhood:
    """Breaks and roles of some people on a day."""
    cells = on_day(answers, roster, day)
    slack = max(SLACK_MINUTES // answers.problem.horizon.slot_minutes, 1)
    chosen = draw.sample(cells, min(BREAKS, len(cells)))
    chosen = _affordable(answers, roster, chosen, draw)
    open_ = {cell: Pieces(slack=slack) for cell in chosen}
    return Neighbourhood("breaks of a day", Scope(open_), presolve=True)


def hours_of_people(
    answers: Answers, roster: Roster, day: int, draw: random.Random
) -> Neighbourhood:
    """Shifts, breaks and roles of a few people on a day; one of them on another day as well."""
    here = [(name, day) for name in answers.people]
    working = on_day(answers, roster, day)
    chosen = draw.sample(working, min(HOURS - 1, len(working)))
    chosen += draw.sample(here, min(HOURS - len(chosen), len(here)))
    name = chosen[0][0]
    others = [d for d in range(answers.problem.horizon.days) if d != day]
    chosen += [(name, other) for other in draw.sample(others, min(1, len(others)))]
    shifts = by_cell(roster)
    cells = {
        cell: Free(near_rows(answers, cell, shifts.get(cell), draw)) for cell in sorted(set(chosen))
    }
    return Neighbourhood("hours of a few people", Scope(cells), presolve=False)


def near_rows(
    answers: Answers, cell: Cell, shift: Shift | None, draw: random.Random
) -> tuple[int, ...]:
    """The rows of a day near a shift, or some rows where the day is free."""
    about = answers.people[cell[0]]
    table, horizon = about.candidates.table, answers.problem.horizon
    rows = np.flatnonzero(table.day == cell[1])
    if shift is None:
        return tuple(sorted(draw.sample(rows.tolist(), min(NEW_SHIFTS, len(rows)))))
    grid = answers.problem.grid
    reach = NEAR * max(grid.start_step, grid.length_step) // horizon.slot_minutes
    start, end = horizon.slot(shift.start), horizon.slot_up(shift.end)
    near = (np.abs(table.start[rows] - start) <= reach) & (np.abs(table.end[rows] - end) <= reach)
    return tuple(rows[near].tolist())


def session_again(answers: Answers, roster: Roster, draw: random.Random) -> Neighbourhood:
    """The sessions of a course, on the days they are held and one more, with all who could come."""
    horizon = answers.problem.horizon
    held: dict[str, set[int]] = defaultdict(set)
    for session in roster.sessions:
        held[session.course_id].add(horizon.day_of(session.span.start))
    course = draw.choice(sorted(answers.holdings))
    holding = answers.holdings[course][1]
    days = {*held[course], draw.randrange(horizon.days)}
    starts = [int(t) for t in np.flatnonzero(holding.starts) if horizon.slot_day[t] in days]
    needs = [need.person_id for need in answers.problem.needs if need.course_id == course]
    people = [name for name in answers.people if name in (*needs, *holding.trainers)]
    cells = {(name, day): None for name in people for day in sorted(days)}
    moving = set(draw.sample(list(cells), min(HOURS, len(cells))))
    shifts = by_cell(roster)
    open_ = {
        cell: Free(near_rows(answers, cell, shifts.get(cell), draw))
        if cell in moving
        else _own_row(answers, cell, shifts.get(cell))
        for cell in cells
        if cell in moving or cell in shifts
    }
    scope = Scope(open_, {course: Sessions(tuple(starts))})
    return Neighbourhood("a course", scope, presolve=False)


def _own_row(answers: Answers, cell: Cell, shift: Shift | None) -> Free:
    """A shift kept, its breaks and roles open."""
    horizon = answers.problem.horizon
    if shift is None:
        return Free(())
    key = (cell[1], horizon.slot(shift.start), horizon.slot_up(shift.end))
    row = answers.people[cell[0]].row_of.get(key)
    return Free(() if row is None else (row,), off=False)
