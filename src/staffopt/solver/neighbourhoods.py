"""Which small part of a roster to open next: where cost is concentrated, more often."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift
from staffopt.solver.answers import Answers
from staffopt.solver.draft import by_cell
from staffopt.solver.scope import Cell, Free, Pieces, Scope, Sessions

NEAR = 3
"""Steps of the grid by which a shift may begin or end earlier or later."""
HOURS = 4
"""People whose shifts are opened together."""
BREAKS = 8
"""People whose breaks are opened together."""
SLACK_MINUTES = 60
NEW_SHIFTS = 12
"""Shifts offered on a free day."""


@dataclass(frozen=True)
class Neighbourhood:
    """A scope with a name; `presolve` as measured for its kind of model."""

    name: str
    scope: Scope
    presolve: bool


def neighbourhood(answers: Answers, roster: Roster, seed: int, turn: int) -> Neighbourhood | None:
    """The neighbourhood of a turn: roles of a day, breaks, hours of a few people, a session."""
    draw = random.Random(f"{seed}/{turn}")  # noqa: S311 - a search, not a secret
    weights = day_costs(answers, roster)
    if not answers.problem.horizon.days or not roster.shifts:
        return None
    day = draw.choices(range(len(weights)), weights)[0]
    makers = (roles_of_day, hours_of_people, breaks_of_day, hours_of_people)
    if turn % 5 == 4 and roster.sessions:
        return session_again(answers, roster, draw)
    return makers[turn % 5 % 4](answers, roster, day, draw)


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


def roles_of_day(
    answers: Answers, roster: Roster, day: int, draw: random.Random
) -> Neighbourhood:
    """All roles of a day, shifts and breaks kept."""
    cells = {cell: Pieces() for cell in on_day(answers, roster, day)}
    return Neighbourhood("roles of a day", Scope(cells), presolve=True)


def breaks_of_day(
    answers: Answers, roster: Roster, day: int, draw: random.Random
) -> Neighbourhood:
    """Breaks and roles of some people on a day."""
    cells = on_day(answers, roster, day)
    slack = max(SLACK_MINUTES // answers.problem.horizon.slot_minutes, 1)
    chosen = draw.sample(cells, min(BREAKS, len(cells)))
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
    course = draw.choice(sorted(held))
    holding = answers.holdings[course][1]
    days = {*held[course], draw.randrange(horizon.days)}
    starts = [int(t) for t in np.flatnonzero(holding.starts) if horizon.slot_day[t] in days]
    needs = [need.person_id for need in answers.problem.needs if need.course_id == course]
    people = [name for name in answers.people if name in (*needs, *holding.trainers)]
    cells = _own_rows(answers, roster, people, sorted(days))
    scope = Scope(cells, {course: Sessions(tuple(starts))})
    return Neighbourhood("a course", scope, presolve=False)


def _own_rows(
    answers: Answers, roster: Roster, people: Sequence[str], days: Sequence[int]
) -> dict[Cell, Free]:
    """Shifts kept, breaks and roles open, for those who work on the days."""
    shifts, horizon = by_cell(roster), answers.problem.horizon
    cells = {}
    for name in people:
        about = answers.people[name]
        for day in days:
            shift = shifts.get((name, day))
            if shift is not None and day not in about.candidates.pinned:
                key = (day, horizon.slot(shift.start), horizon.slot_up(shift.end))
                if key in about.row_of:
                    cells[name, day] = Free((about.row_of[key],), off=False)
    return cells
