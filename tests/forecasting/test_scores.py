"""Who was right, by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from math import log

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.demand import Counts
from staffopt.forecasting.overrides import Override
from staffopt.forecasting.scores import Account, Duel, StoredWeek, score_weeks

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
OPEN = (WEEK.wall_minute >= 9 * 60) & (WEEK.wall_minute < 17 * 60)
EXPECTED = np.where(OPEN, 10.0, np.nan)


def counts(first: date = WEEK.first, days: int = 7) -> Counts:
    """20 customers an hour on Monday, 10 on other days, all known."""
    horizon = Horizon(first, days, WEEK.zone, 60)
    monday = [day.weekday() == 0 for day in horizon.dates]
    came = np.where(np.array(monday)[horizon.slot_day], 20.0, 10.0)
    return Counts(horizon, {"sales": came}, np.ones(horizon.slots, bool))


def said(
    author: str,
    first: int,
    last: int,
    at: datetime | None = None,
    mean: float | None = None,
    factor: float = 1.0,
) -> Override:
    """What somebody said of Monday from one hour to another."""
    span = Span(WEEK.at(WEEK.first, time(first)), WEEK.at(WEEK.first, time(last)))
    return Override("sales", span, author, "fair", "2011-04-20", mean, factor, at)


def test_a_manager_who_knew_of_the_fair_was_right():
    """20 came where 10 were forecast and 20 said: 8 hours, error 80 against 0,

    deviance 8 x 2 x (20 log 2 - 10) against 0. Of the week, 56 hours, nothing else is wrong.
    """
    found = score_weeks(
        counts(), [StoredWeek(WEEK, {"sales": EXPECTED}, (said("Ann", 9, 17, factor=2),))]
    )
    (week,) = found.weeks
    assert week.corrected.slots == 8
    assert week.corrected.came == 160
    assert week.corrected.model.absolute_error == 80
    assert week.corrected.model.deviance == pytest.approx(16 * (20 * log(2) - 10))
    assert week.corrected.manager == Account(160, 0, 0)
    assert week.corrected.right == "manager"
    assert (week.whole.slots, week.whole.came) == (56, 640)
    assert week.whole.model.absolute_error == 80
    assert found.authors == {"Ann": week.corrected}


def test_the_last_author_of_a_slot_answers_for_it():
    """Ann doubles eight hours, Bo takes half of the last two back: Ann has six, Bo two."""
    overrides = (said("Ann", 9, 17, factor=2), said("Bo", 15, 17, factor=0.5))
    found = score_weeks(counts(), [StoredWeek(WEEK, {"sales": EXPECTED}, overrides)])
    assert {name: duel.slots for name, duel in found.authors.items()} == {"Ann": 6, "Bo": 2}
    assert found.authors["Bo"].manager == found.authors["Bo"].model
    assert found.authors["Bo"].right == "even"
    assert found.corrected.model.absolute_error == 80
    assert found.corrected.manager.absolute_error == 20


def test_hindsight_is_left_out_and_said():
    """At 12:00 three hours of Monday had begun or passed: five remain, and a note says so."""
    noon = datetime(2011, 5, 2, 11, tzinfo=UTC)
    overrides = (said("Ann", 9, 17, noon, mean=20),)
    found = score_weeks(counts(), [StoredWeek(WEEK, {"sales": EXPECTED}, overrides)])
    assert found.corrected.slots == 5
    assert found.notes == ("2011-05-02: 3 slots of sales had begun when Ann on 2011-04-20 spoke",)


def test_only_what_is_known_counts():
    """Of a history that ends on Tuesday two days are scored; of one that ends before, none."""
    stored = [StoredWeek(WEEK, {"sales": EXPECTED, "returns": EXPECTED})]
    begun, before = (score_weeks(counts(date(2011, 4, 25), days), stored) for days in (9, 7))
    assert begun.whole.slots == 16
    assert begun.notes == ("2011-05-02: returns has no counts of its own and is not scored",)
    assert before.weeks == ()
    assert "2011-05-02: nothing known of sales yet" in before.notes


@pytest.mark.parametrize(
    ("model", "manager", "right"), [(10, 14, "model"), (14, 10, "manager"), (10, 13.9, "even")]
)
def test_a_small_difference_is_even(model, manager, right):
    """The lower deviance is right, from a difference of 4 on."""
    assert Duel(model=Account(0, 0, model), manager=Account(0, 0, manager)).right == right


def test_nobody_expected_and_somebody_came():
    """A mean of 0 is judged as 0.01: one customer costs 2 (log 100 - 1 + 0.01), not infinity."""
    one = Counts(WEEK, {"sales": np.where(OPEN, 1.0, 0.0)}, np.arange(WEEK.slots) == 9)
    found = score_weeks(one, [StoredWeek(WEEK, {"sales": np.where(OPEN, 0.0, np.nan)})])
    assert found.whole.model.deviance == pytest.approx(2 * (log(100) - 0.99))
