"""Digests of the time before a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from staffopt.domain.calendar import Horizon
from staffopt.domain.history import Balance, History, PaidShift
from staffopt.domain.known_before import history_before, missing_shifts
from staffopt.domain.people import Person
from staffopt.domain.shifts import PastShift

START = datetime(2026, 6, 5, 12, tzinfo=UTC)
SHIFT = PaidShift(START, START + timedelta(hours=8), 455)
ANN = Person("E1", "Ann", ("cashier",), 0, 40, 40, 2000)
KNOWN = replace(ANN, history=History(date(2026, 6, 8), (SHIFT,)))


def test_a_period_is_known_by_its_first_date_or_by_its_weeks() -> None:
    """Two weeks of 40 h since 25 May; since 27 May only the second is whole."""
    weeks = (Balance(date(2026, 5, 25), 2400), Balance(date(2026, 6, 1), 2400, 1))
    history = History(date(2026, 6, 8), weeks=weeks, periods=(Balance(date(2026, 5, 1), 99),))
    assert history.since(date(2026, 5, 1)) == Balance(date(2026, 5, 1), 99)
    assert history.since(date(2026, 5, 25)) == Balance(date(2026, 5, 25), 4800, 1)
    assert history.since(date(2026, 5, 27)) == Balance(date(2026, 5, 27), 2400, 1, date(2026, 6, 1))
    assert history.since(date(2026, 6, 3)) is None


def test_a_known_shift_has_its_paid_time() -> None:
    """Eight hours, 455 minutes of them paid: a break of 25 minutes."""
    shift = SHIFT.as_shift("E1", "cashier")
    assert (shift.minutes, shift.paid_minutes) == (480, 455)
    assert replace(SHIFT, paid_minutes=480).as_shift("E1", "cashier").unpaid_minutes == 0


def test_shifts_join_the_past_roster_where_it_has_none() -> None:
    """A shift that the past roster has, whole or in part, is not taken twice."""
    (found,) = missing_shifts([KNOWN], [])
    assert found.shift.start == START
    assert missing_shifts([KNOWN], [PastShift(SHIFT.as_shift("E1", "floor"))]) == []


def test_a_history_that_begins_inside_the_plan_is_left_out() -> None:
    """Known up to 8 June: of use for a plan from that day, not for one of the week before."""
    assert history_before(KNOWN, Horizon(date(2026, 6, 8), 7, "UTC")) == KNOWN
    assert history_before(KNOWN, Horizon(date(2026, 6, 1), 7, "UTC")).history is None
