"""Figures of a plan that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from tests.formats.sample import tiny_plan

from staffopt.domain.calendar import Span
from staffopt.domain.people import TimeOff
from staffopt.domain.plan import AUDITED
from staffopt.domain.training import Course, Session, TrainingNeed
from staffopt.formats.figures import person_weeks, role_covers, totals


def test_the_headline_of_one_shift():
    """36 quarters are needed, 30 are there: 83.3 %, six slots and 1.5 h short, 7.5 h paid."""
    plan = tiny_plan()
    total = totals(plan, role_covers(plan))
    assert (total.required_minutes, total.short_minutes, total.short_slots) == (540, 90, 6)
    assert (round(total.covered, 3), total.paid_minutes) == (0.833, 450)
    assert (total.needs, total.held, total.hard, total.priced) == (0, 0, 0, 0)


def test_openings_and_closings_are_by_the_staffed_hours():
    """Staffed from 08:00 to 17:00: a shift from 08:00 opens, one until 17:00 closes."""
    (opening,) = person_weeks(tiny_plan())
    assert (opening.openings, opening.closings, opening.weekend_days) == (1, 0, 0)
    (closing,) = person_weeks(tiny_plan(start=time(9)))
    assert (closing.openings, closing.closings) == (0, 1)


def test_a_saturday_counts_as_weekend():
    """28 November 2026 is one."""
    (ann,) = person_weeks(tiny_plan(first=date(2026, 11, 28)))
    assert (ann.days, ann.weekend_days, ann.hours, ann.target) == (1, 1, 7.5, 10)


def test_whole_days_of_leave_take_their_share_off_the_least_hours():
    """Two days and a quarter of an hour off in seven: 10 of 14 hours are due."""
    plan = tiny_plan()
    horizon = plan.roster.horizon
    tuesday, after = horizon.day_starts[1], horizon.day_starts[3] + 1
    off = TimeOff(Span(horizon.instant(tuesday), horizon.instant(after)))
    ann = replace(plan.problem.people[0], hours_min=14, time_off=(off,))
    (week,) = person_weeks(replace(plan, problem=replace(plan.problem, people=(ann,))))
    assert (week.leave, week.least, round(week.least_due, 6)) == (2, 14, 10)


@pytest.mark.parametrize(("attendee", "day", "held"), [("E1", 0, 1), ("E2", 0, 0), ("E1", 1, 0)])
def test_training_of_a_foreign_roster_is_held_for_those_who_need_it(
    attendee: str, day: int, held: int
):
    """Ann needs the course on the first day: who needs nothing, or a day late, meets no need."""
    plan = tiny_plan()
    start = plan.roster.horizon.start + timedelta(days=day, hours=9)
    span = Span(start, start + timedelta(hours=1))
    need = TrainingNeed("E1", "till", plan.roster.horizon.first, hard=False, price=4000)
    problem = replace(plan.problem, courses=(Course("till", "Till", 60),), needs=(need,))
    session = Session("T1", "till", span, None, None, (attendee,))
    roster = replace(plan.roster, sessions=(session,))
    run = replace(plan.run, stopped=AUDITED)
    total = totals(replace(plan, problem=problem, roster=roster, run=run), ())
    assert (total.needs, total.held) == (1, held)
