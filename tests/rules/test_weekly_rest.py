"""Settings of the weekly rest that would be read by nothing."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from staffopt.rules.weekly_rest import WeeklyRest


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"window": "fixed", "week_starts": "monday"}, "week_starts only with"),
        ({"window": "rolling", "week_starts": "monday"}, "week_starts only with"),
        ({"counted_from": "2026-03-23"}, "counted_from only with"),
    ],
)
def test_a_first_day_that_no_window_has_is_refused(settings: dict[str, Any], words: str) -> None:
    """A rolling window starts on every day, a fixed one on a date, a calendar week on a weekday."""
    with pytest.raises(ValidationError, match=words):
        WeeklyRest.model_validate({"hours": 35, **settings})
