"""The past by date and wall clock."""

from __future__ import annotations

from datetime import date

import pytest

from staffopt.forecasting.past import known_before, read_past


def test_a_skipped_hour_is_unknown_and_a_double_one_an_average(make_history):
    """27 March has no 01:00; 30 October has it twice, with 4 and 8 customers: 6."""
    seen: list[int] = []

    def rule(day: date, hour: int) -> float:
        if (day, hour) == (date(2011, 10, 30), 1):
            seen.append(hour)
            return 4.0 * len(seen)
        return 1.0

    history = make_history(date(2011, 3, 21), 250, rule)
    past = read_past(history, "sales")
    spring, autumn = (date(2011, 3, 27), date(2011, 10, 30))
    counts, known = past.on([spring, autumn])
    assert not known[0, 1]
    assert known[0].sum() == 23
    assert counts[1, 1] == 6
    assert known[1].all()


def test_dates_outside_are_unknown(make_history):
    """A date before or after the past has no known count."""
    past = read_past(make_history(date(2011, 3, 21), 7, lambda _day, _hour: 1), "sales")
    _, known = past.on([date(2011, 3, 20), date(2011, 3, 21), date(2011, 3, 28)])
    assert known.any(axis=1).tolist() == [False, True, False]


def test_same_weekday_goes_back_from_the_latest(make_history):
    """Wednesdays come latest first, the skipped one left out."""
    history = make_history(date(2011, 3, 1), 31, lambda day, _hour: day.day)
    counts, _ = read_past(history, "sales").same_weekday(2, {date(2011, 3, 16)})
    assert counts[:, 0].tolist() == [30, 23, 9, 2]


@pytest.mark.parametrize(("day", "left"), [(date(2011, 3, 1), 0), (date(2011, 3, 4), 3)])
def test_known_before_cuts_at_midnight(make_history, day, left):
    """Nothing of the day itself remains, in counts, in measures and in what is known."""
    cut = known_before(make_history(date(2011, 3, 1), 31, lambda _d, _h: 1), day)
    assert cut.horizon.days == left
    assert len(cut.series["sales"]) == len(cut.known) == len(cut.extra["sales.lines"]) == 24 * left


def test_until_is_the_start_of_a_date(make_history):
    """The date itself is left out; before the first there is nothing."""
    past = read_past(make_history(date(2011, 3, 1), 31, lambda _day, _hour: 1), "sales")
    assert past.until(date(2011, 3, 9)).end == date(2011, 3, 9)
    assert past.until(date(2011, 2, 1)).known_days == 0
