"""From one day of a person's week to the next: where it leads and what it costs. Compiled.

A *place* says what a day is: the row worked and for how many days in a row, or for how many days
the person has been off.
"""

from __future__ import annotations

from staffopt.solver.compiling.compiled import njit
from staffopt.solver.weeks.facts import WeekFacts


@njit
def days_in_a_row(f: WeekFacts, place: int) -> int:
    """Days in a row of a place: of work below `rows_a_day * longest_run`, of rest above."""
    rest = f.rows_a_day * f.longest_run
    if place < rest:
        return place % f.longest_run + 1
    return place - rest + 1


@njit
def step_off(f: WeekFacts, d: int, place: int) -> tuple[int, float]:
    """The place of a free day `d` after a place, and what ends there."""
    rest = f.rows_a_day * f.longest_run
    length = days_in_a_row(f, place)
    if place < rest:
        return rest, f.run_cost[length, d - 1]
    return rest + min(length, f.longest_rest - 1), 0.0


@njit
def step_on(f: WeekFacts, d: int, place: int, groups: int) -> tuple[int, int, float]:
    """Of a worked day `d` after a place: days in a row before it, groups worked, cost so far.

    -1 for the days where nothing may follow. Days in a row are told apart up to `longest_run`.
    """
    rest, wide = f.rows_a_day * f.longest_run, len(f.group_cost)
    worked, length = place < rest, days_in_a_row(f, place)
    now = min(length, f.longest_run - 1) if worked else 0
    cost = 0.0 if worked else f.rest_cost[length, d - 1]
    if f.group[d] >= 0 and not (worked and f.joined[d]):
        groups += 1
        if groups >= wide:
            return -1, groups, cost
        cost += f.group_cost[groups]
    if not f.run_allowed[now + 1, d]:
        now = -1
    return now, groups, cost
