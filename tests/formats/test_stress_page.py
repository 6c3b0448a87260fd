"""The stress test on the page: what it says, and that its pictures are to scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.formats.sample import played_plan, sample_plan, tiny_plan

from staffopt.domain.plan import Plan
from staffopt.formats.html_page import page_text
from staffopt.formats.page.axis import day_axis, hours_text, wall_range
from staffopt.formats.page.looks import looks
from staffopt.formats.page.steps import TOP
from staffopt.formats.page.stress import stress_part
from staffopt.formats.page.waits import highest_wait, wait_chart


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The sample week, played; nobody comes on Wednesday."""
    return played_plan(sample_plan())


def test_a_plan_that_was_not_played_has_no_such_section():
    """Neither heading nor a word of it."""
    text = page_text(tiny_plan())
    assert 'id="stress"' not in text
    assert "random week" not in text


def test_the_page_says_how_long_customers_wait(plan: Plan):
    """Roles, target, bottleneck with its worth, what was not played, a day without customers."""
    text = page_text(plan)
    found = plan.stress_test
    assert found is not None
    assert "this roster against 10 random weeks of customers" in text
    assert "80% within 60 s" in text
    assert f"{100 * found.roles['cashier'].in_time:.1f}\u202f%" in text
    assert found.bottleneck is not None
    assert f"{found.bottleneck.late:,.1f} of {found.bottleneck.customers:,.1f} customers" in text
    assert "GBP a week in waiting and lost customers." in text
    assert "10.0% of those due do not come, " in text
    assert "Not played, no line of customers: floor." in text
    assert text.count("<em>nobody comes</em>") == 2


def test_roles_are_called_as_elsewhere_on_the_page(plan: Plan):
    """The bottleneck and what was not played show no identifiers."""
    found = plan.stress_test
    assert found is not None
    played = replace(found, notes=("not played, no line of customers: self_checkout",))
    text = page_text(replace(plan, stress_test=played))
    assert "<strong>Bottleneck.</strong> Cashier, " in text
    assert "Not played, no line of customers: self checkout." in text


def test_hours_after_midnight_are_the_next_day_s():
    """A clock time alone would read as an hour."""
    assert hours_text((480, 1440)) == "08:00 to 00:00, a line every 2 hours"
    assert hours_text((420, 1440)) == "07:00 to 00:00, a line every 4 hours"
    assert hours_text((0, 1500)) == "00:00 to 01:00 the next day, a line every 4 hours"


def test_the_risks_are_the_worst_and_the_rest_is_counted(plan: Plan):
    """Six at most, those with the most customers late first."""
    found = plan.stress_test
    assert found is not None
    part = stress_part(plan, looks(plan), wall_range(plan))
    assert part is not None
    assert len(found.at_risk) > 6
    late = [float(one.late.split(" of ")[0]) for one in part.risks]
    assert len(late) == 6
    assert late == sorted(late, reverse=True)
    assert part.unlisted == len(found.at_risk) - 6


def test_a_picture_is_to_scale(plan: Plan):
    """A wait of half the highest reaches half way up, in the slots in which it is, and no others.

    At 08:00 the mean is 30 s of 60 s, at 08:15 it is 15 s; within 45 s is in time.
    """
    found = plan.stress_test
    assert found is not None
    role, horizon = found.roles["cashier"], found.horizon
    axis = day_axis(horizon, 0, (480, 540))
    waits = np.full(horizon.slots, np.nan)
    waits[32:34] = [30.0, 15.0]
    risk = np.zeros(horizon.slots, bool)
    risk[33] = True
    drawn = replace(
        role,
        within=45.0,
        slot_wait=waits,
        slot_waits=dict.fromkeys((0.5, 0.8, 0.95), 2 * waits),
        slots_at_risk=risk,
    )
    assert highest_wait(drawn) == 60.0
    chart = wait_chart(drawn, horizon, axis, 60.0)
    assert chart is not None
    assert chart.line == "M0 50H1V75H2V100H4"
    assert chart.usual == "M0 100L0 0H1V50H2V100H4L4 100Z"
    assert (chart.within, chart.late, chart.slots) == (TOP - 75.0, ((1, 1),), 4)
    assert "longest from 08:00 (0:30)" in chart.words


def test_a_scale_does_not_magnify_nothing(plan: Plan):
    """Where nobody waits the picture goes up to half a minute all the same; no line above it."""
    found = plan.stress_test
    assert found is not None
    role = found.roles["cashier"]
    nothing = np.zeros(found.horizon.slots)
    calm = replace(role, slot_wait=nothing, slot_waits=dict.fromkeys((0.5, 0.8, 0.95), nothing))
    assert highest_wait(calm) == 30.0
    chart = wait_chart(calm, found.horizon, day_axis(found.horizon, 0, (480, 540)), 30.0)
    assert chart is not None
    assert (chart.line, chart.within) == ("M0 100H4", None)


def test_a_picture_of_several_weeks_speaks_of_runs(plan: Plan):
    """What was played again and again is not a week."""
    assert plan.stress_test is not None
    role, axis = (
        plan.stress_test.roles["cashier"],
        day_axis(plan.roster.horizon, 0, wall_range(plan)),
    )
    said = []
    for days in (7, 14):
        horizon = replace(plan.roster.horizon, days=days)
        chart = wait_chart(role, horizon, axis, highest_wait(role))
        assert chart is not None
        said.append(chart.words)
    assert "in 80% of the weeks the day's" in said[0]
    assert "in 80% of the runs the day's" in said[1]


@pytest.mark.parametrize(("in_time", "said"), [(0.57, "57"), (0.996, "99")])
def test_a_picture_and_its_words_say_the_same_share(plan: Plan, in_time: float, said: str):
    """Rounded down, and not from the binary number a hair below."""
    found = plan.stress_test
    assert found is not None
    role = found.roles["cashier"]
    role = replace(role, days=tuple(replace(day, in_time=in_time) for day in role.days))
    chart = wait_chart(role, found.horizon, day_axis(found.horizon, 0, (480, 540)), 60.0)
    assert chart is not None
    assert chart.in_time == f"{said}\u202f%"
    assert chart.words.endswith(f"; {chart.in_time} in time")
