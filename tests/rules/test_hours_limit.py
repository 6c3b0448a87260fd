"""Limits on hours where shapes and check must find the same windows."""

from __future__ import annotations

from datetime import date, time
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
