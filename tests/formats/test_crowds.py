"""The customers that a plan reckons with, as pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.formats.sample import sample_plan

from staffopt.domain.plan import Plan
from staffopt.formats.html_page import page_text
from staffopt.formats.page.axis import day_axis
from staffopt.formats.page.crowds import crowd_weeks
from staffopt.formats.page.looks import looks
from staffopt.formats.page.steps import area, hour_lines, line, on_axis

WALL = (480, 1200)


@pytest.fixture
def plan() -> Plan:
    """Two to four customers a slot from 12:00 to 13:00, but on the third day; one to two else."""
    given = sample_plan(6)
    horizon = given.problem.horizon
    is_open = (horizon.wall_minute >= 540) & (horizon.wall_minute < 1080) & (horizon.slot_day != 2)
    noon = (horizon.wall_minute >= 720) & (horizon.wall_minute < 780)
    usual = np.where(is_open, np.where(noon, 2.0, 1.0), 0.0)
    need = given.problem.requirement
    known = {"cashier": usual, "floor": usual, "returns": 2 * usual}
    roles = {
        role: replace(one, demand_p50=known[role], demand_p90=2 * known[role])
        for role, one in need.roles.items()
    }
    return replace(given, problem=replace(given.problem, requirement=replace(need, roles=roles)))


def test_roles_with_the_same_customers_share_a_row(plan):
    """Cashiers and floor see the sales, the desk the returns; each row has its own scale."""
    (week,) = crowd_weeks(plan, looks(plan), WALL)
    assert [(row.names, row.scale) for row in week.lines] == [
        ("Cashier, Floor", "4"),
        ("Returns", "8"),
    ]
    assert len(week.days) == 7


def test_a_day_says_when_it_is_busiest(plan):
    """About noon, two to four customers; the closed third day has no picture."""
    (week,) = crowd_weeks(plan, looks(plan), WALL)
    days = week.lines[0].days
    assert days[2] is None
    assert days[0] is not None
    assert days[0].busiest in {"12:00", "12:15", "12:30", "12:45"}
    assert days[0].counts == "2 to 4"
    assert days[0].words.endswith(": 2 to 4 customers in 15 minutes")
    assert "V0H" in days[0].seldom  # up to the top of the scale at noon
    assert "V50H" in days[0].line


def test_the_busiest_time_goes_by_both_quantiles(plan):
    """Where seldom as many come all day, it is when they usually come."""
    need = plan.problem.requirement
    roles = {
        role: replace(one, demand_p90=np.where(one.demand_p50 > 0, 8.0, 0.0))
        for role, one in need.roles.items()
    }
    flat = replace(plan.problem, requirement=replace(need, roles=roles))
    (week,) = crowd_weeks(replace(plan, problem=flat), looks(plan), WALL)
    day = week.lines[0].days[0]
    assert day is not None
    assert day.counts == "2 to 8"


def test_the_page_has_them_where_they_are_known(plan):
    """A requirement of one's own knows no customers: no section at all."""
    text = page_text(plan)
    assert 'id="customers"' in text
    assert text.count("<em>2 to 4</em>") == text.count("<em>4 to 8</em>") == 6
    need = plan.problem.requirement
    unknown = {name: replace(one, demand_p90=None) for name, one in need.roles.items()}
    own = replace(plan.problem, requirement=replace(need, roles=unknown))
    assert 'id="customers"' not in page_text(replace(plan, problem=own))


def test_steps_by_hand(plan):
    """One unit a slot across, 100 upwards; what is outside the horizon is nothing."""
    assert line(np.array([0.0, 50.0, 50.0, np.nan])) == "M0 100H1V50H3V100H4"
    assert area(np.array([25.0, 25.0])) == "M0 100L0 75H2L2 100Z"
    axis = day_axis(plan.problem.horizon, 0, WALL)
    assert hour_lines(axis).startswith("M0 0V100M")
    assert np.isnan(on_axis(np.ones(axis.first), axis)).all()
