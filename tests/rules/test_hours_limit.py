"""Limits on hours where shapes and check must find the same windows."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from tests.rules.contract import by_check, by_shapes
from tests.stores_in_words import store

from staffopt.rules.hours_limit import HoursLimit
from staffopt.rules.training_held import TrainingHeld


def blamed(rule: HoursLimit, facts: dict[str, Any]) -> set[date]:
    """The first dates of the windows with too many hours, by check and shapes alike."""
    problem, roster = store(facts)
    found = by_check(rule, problem, roster).blames
    assert by_shapes(rule, problem, roster, TrainingHeld()).blames == found
    return {day for _, day in found if isinstance(day, date)}


@pytest.mark.parametrize("length", [{"reference_weeks": 2}, {"reference_months": 1}])
def test_a_day_that_starts_late_reaches_into_the_periods_around_the_plan(length: Any) -> None:
    """Four hours before 06:00 on a period's first date are the last ones of the period before."""
    begins = {"reference_from": date(2026, 6, 1), **length}
    rule = HoursLimit(per="reference", most_hours=3, day_starts=time(6), **begins)
    before = date(2026, 5, 18) if "reference_weeks" in length else date(2026, 5, 1)
    assert blamed(rule, {"roster": ["Ann Mon 00:00-04:00 cashier"]}) == {before}
    after = rule.model_copy(update={"reference_from": date(2026, 6, 8)})
    assert date(2026, 6, 8) in blamed(after, {"roster": ["Ann Sun 23:00-34:00 cashier"]})


FOUR = HoursLimit(
    per="rolling_weeks", n=4, average=True, most_hours=55, week_starts="sunday", share_price=0
)
PLANNED = [f"Ann {day} 08:00-20:00 cashier" for day in ("Mon", "Tue", "Wed")]
THREE_WEEKS = {date(2026, 3, 2) + k * timedelta(days=7): 57 for k in range(3)}


def four_weeks(weeks: dict[date, int], past: list[str]) -> tuple[list[str], set[date]]:
    """What is said of 36 h planned after three weeks of 57 h known by their sums, and of when."""
    history = {"as_of": date(2026, 3, 23), "weeks": {**THREE_WEEKS, **weeks}}
    facts = {"people": {"Ann": {"history": history}}, "week": date(2026, 3, 23), "past": past}
    broken = blamed(FOUR, {**facts, "roster": PLANNED})
    return [v.message for v in FOUR.check(*store({**facts, "roster": PLANNED}))], broken


def test_a_shift_before_the_first_week_of_a_digest_counts() -> None:
    """171 h known by weeks and 36 h planned: 12 h on Sunday are fine, 14 h are too many."""
    assert four_weeks({}, ["Ann Sun-4 08:00-20:00 cashier"]) == ([], set())
    (told,), broken = four_weeks({}, ["Ann Sun-4 06:00-20:00 cashier"])
    assert told.startswith("Ann is paid 221 h from Sun 01 Mar to Sat 28 Mar; at most 220 h")
    assert broken == {date(2026, 3, 1)}


def test_a_week_over_the_start_of_a_window_counts_as_far_as_nothing_else_tells() -> None:
    """Of 50 h, 40 of them known, 10 may lie on Sunday; of 54 h without a shift, as many as fit."""
    week = date(2026, 2, 23)
    known = [f"Ann {day}-4 08:00-18:00 cashier" for day in ("Mon", "Tue", "Wed", "Thu")]
    assert four_weeks({week: 50}, known) == ([], set())
    assert four_weeks({week: 54}, known)[1] == {date(2026, 3, 1)}
    (told,), broken = four_weeks({week: 54}, [])
    assert told.startswith("Ann is paid 231 h from Sun 01 Mar")
    assert broken == {date(2026, 3, 1)}
