"""How long, and how often, people stay at a role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from staffopt.domain.arrays import Ints
from staffopt.domain.calendar import MINUTES_A_DAY
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Stay
from staffopt.domain.shifts import Activity, Shift
from staffopt.goals.base import Goal


class LengthPrice(BaseModel):
    """The price of a run from a length on."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    minutes: int = Field(ge=0, description="Runs of at least so many minutes.")
    price: float = Field(ge=0, description="What each costs, in the currency.")


class TimesPrice(BaseModel):
    """The price of a number of runs from that number on."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    times: int = Field(ge=1, description="At least so many runs of one person in one day.")
    price: float = Field(ge=0, description="What all of them cost, in the currency.")


class RoleRuns(BaseModel):
    """What is wished of one role. Of several entries that apply, the last step reached counts."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    lengths: tuple[LengthPrice, ...] = Field((), description="Prices by length, `minutes` rising.")
    times: tuple[TimesPrice, ...] = Field((), description="Prices by number, `times` rising.")

    @model_validator(mode="after")
    def _rising(self) -> RoleRuns:
        for steps in ([each.minutes for each in self.lengths], [each.times for each in self.times]):
            if steps != sorted(set(steps)):
                raise ValueError(f"steps that rise, {steps} do not")
        return self


class TaskRuns(Goal):
    """Runs at a role are neither too short nor too long, and not too many a day.

    Why: an hour and a half at the till is enough, and a change every quarter of an hour is none.
    Example: cashier with `lengths: [{minutes: 0, price: 2}, {minutes: 45, price: 0}, {minutes:
    105, price: 5}]`: a run of 30 minutes costs 2.00, one of 45 to 104 minutes nothing, a longer one
    5.00. With `times: [{times: 3, price: 1}]` three runs or more of a person in a day cost 1.00. A
    run ends with the shift, at a break, at a session and where the role changes.

    The search deals out roles for this goal last of all: shifts, breaks and the number of people at
    each role stay as they are (`solver/dealing`). Without `roles` the goal does not count.
    """

    name = "task_runs"
    roles: dict[str, RoleRuns] = Field({}, description="Prices by role; others cost nothing.")

    @model_validator(mode="before")
    @classmethod
    def _off_without_roles(cls, given: Any) -> Any:
        if isinstance(given, Mapping) and not given.get("roles"):
            return {**given, "enabled": False}
        return given

    def stays(self, problem: Problem) -> Sequence[Stay]:
        size = problem.horizon.slot_minutes
        return [
            Stay(role, _by_length(runs, size), _by_times(runs))
            for role, runs in self.roles.items()
            if role in problem.roles
        ]

    def value(self, problem: Problem, roster: Roster) -> int:
        total = 0
        for person in problem.people:
            shifts = roster.of(person.id)
            for _, day in groupby(shifts, lambda each: problem.horizon.date_of(each.start)):
                runs = [run for shift in day for run in _runs(shift)]
                for role, wished in self.roles.items():
                    total += _price(wished, [minutes for name, minutes in runs if name == role])
        return total


def _runs(shift: Shift) -> Iterator[tuple[str | None, int]]:
    """Role and minutes of every run of a shift."""
    for (activity, role), blocks in groupby(shift.blocks, lambda each: (each.activity, each.role)):
        if activity is Activity.WORK:
            yield role, sum(block.minutes for block in blocks)


def _price(wished: RoleRuns, lengths: list[int]) -> int:
    """What one person's runs of one day at one role cost."""
    total = 0
    for minutes in lengths:
        reached = [each.price for each in wished.lengths if each.minutes <= minutes]
        total += round(reached[-1] * 100) if reached else 0
    counted = [each.price for each in wished.times if each.times <= len(lengths)]
    return total + (round(counted[-1] * 100) if counted else 0)


def _by_length(wished: RoleRuns, slot_minutes: int) -> Ints:
    """The price of a run of every number of slots, to a day."""
    table = np.zeros(MINUTES_A_DAY // slot_minutes + 1, np.int64)
    for each in wished.lengths:
        table[-(-each.minutes // slot_minutes) :] = round(each.price * 100)
    table[0] = 0
    return table


def _by_times(wished: RoleRuns) -> Ints:
    """The price of every number of runs, to the last that is named."""
    table = np.zeros(max((each.times for each in wished.times), default=1) + 1, np.int64)
    for each in wished.times:
        table[each.times :] = round(each.price * 100)
    return table
