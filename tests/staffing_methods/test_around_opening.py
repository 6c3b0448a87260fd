"""Work at set times of the open day, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from staffopt.staffing_methods.around_opening import AroundOpening

FIRST = {"people": 2, "minutes": 20, "after_opening": 15}
LAST = {"minutes": 60, "before_closing": 30}


def test_tasks_stand_where_they_are_due_and_add_up(make_demand):
    """Two from 09:15 for 20 minutes, two slots; one from 09:45 to closing at 10:15, no later."""
    desk = AroundOpening(tasks=[FIRST, LAST, {"minutes": 15, "before_closing": 15}])
    need = desk.requirement(make_demand(1, 1, 1, 1, 1), "desk", 4)
    assert need.required[36:42].tolist() == [0, 2, 2, 1, 2, 0]


def test_each_opening_counts(make_demand):
    """Closed for a quarter in between: the task is due after both openings."""
    demand = make_demand(1, 1, 1, 1, 1)
    is_open = demand.open.copy()
    is_open[38] = False
    desk = AroundOpening(tasks=[{"minutes": 15, "after_opening": 0}])
    need = desk.requirement(replace(demand, open=is_open), "desk", 2)
    assert need.required[36:41].tolist() == [1, 0, 0, 1, 0]


def test_a_task_before_the_planned_days_is_not_in_them(make_demand):
    """Open until 02:00 of the first day: a task from 22:00 to 23:00 of its eve is on no slot."""
    demand = make_demand(1, 1)
    is_open = demand.open.copy()
    is_open[:8] = True
    desk = AroundOpening(tasks=[{"minutes": 60, "before_closing": 240}])
    need = desk.requirement(replace(demand, open=is_open), "desk", 2)
    assert need.required.tolist() == [0] * demand.horizon.slots


@pytest.mark.parametrize("wrong", [{}, {"after_opening": 0, "before_closing": 30}])
def test_one_anchor(wrong):
    """A task hangs on an opening or on a closing."""
    with pytest.raises(ValidationError, match="either after_opening or before_closing"):
        AroundOpening(tasks=[{"minutes": 15, **wrong}])
