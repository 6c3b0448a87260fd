"""A till for two days, eight hours each: Ann is cheaper than Bo, Cy is not there on Tuesday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Availability, Person
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.explaining.week import Week
from staffopt.goals import GOALS
from staffopt.rules import RULES
from staffopt.rules.base import Rule

MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)
HORIZON = Horizon(MONDAY, 2, "Europe/Berlin", 60)
MISSING = 4_000
"""What an hour without anybody at the till costs, in hundredths."""
ALWAYS = ("one_shift_a_day", "availability", "skill_for_role")


def person(name: str, wage: int, *, monday_only: bool = False) -> Person:
    """Somebody of the till, at so much an hour."""
    only = (Availability(0, time(0), time(0)),) if monday_only else ()
    return Person(name.lower(), name, ("till",), 0, 16, 40, wage, availability=only)


def rule(name: str, **settings: object) -> Rule:
    """A rule of a type with these settings."""
    return RULES[name].model_validate(settings)


def small_week(rules: Sequence[Rule] = ()) -> Week:
    """One person wanted from 8 to 16 on both days; shifts of eight hours or four."""
    wanted = np.zeros(HORIZON.slots, np.int32)
    for day in range(2):
        wanted[day * 24 + 8 : day * 24 + 16] = 1
    loss = np.zeros((HORIZON.slots, 3), np.int64)
    loss[wanted > 0, 0] = MISSING
    need = Requirement(HORIZON, {"till": RoleRequirement(wanted, loss)}, wanted > 0, wanted > 0)
    people = (person("Ann", 2_000), person("Bo", 2_500), person("Cy", 3_000, monday_only=True))
    grid = ShiftGrid(start_step=60, lengths=(240, 480))
    usual = tuple(RULES[name]() for name in ALWAYS)
    goals = (GOALS["service"](), GOALS["wages"]())
    return Week(Problem(need, people, grid=grid), (*usual, *rules), goals)


def roster(*worked: tuple[str, int]) -> Roster:
    """Eight hours at the till from 8 on, for each person and day named."""
    shifts = []
    for name, day in worked:
        start = HORIZON.instant(day * 24 + 8)
        block = Block(start, start + timedelta(hours=8), role="till")
        shifts.append(Shift(f"{name}-{day}", name, (block,)))
    return Roster(HORIZON, tuple(shifts))
