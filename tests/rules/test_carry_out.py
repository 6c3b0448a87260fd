"""What a plan hands to the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.stores_in_words import store

from staffopt.domain.history import Balance, History
from staffopt.rules.carry_out import carry_out
from staffopt.rules.hours_limit import HoursLimit

WEEK: dict[str, Any] = {
    "past": ["Ann Fri-1 08:00-16:00 cashier"],
    "roster": [
        "Ann Mon 08:00-16:00 cashier",
        "Ann Tue 08:00-18:30 cashier, break 12:00-12:30 unpaid",
    ],
    "people": {"Ann": {"off": ["Sun 00:00-24:00"]}},
}
MAY = HoursLimit.model_validate(
    {
        "most_hours": 40,
        "per": "reference",
        "average": True,
        "reference_from": date(2026, 5, 27),
        "reference_months": 1,
    }
)


def test_shifts_weeks_and_periods_go_on() -> None:
    """8 h in the past week, 18 h and a day of leave in this one; 26 h known from 29 May on."""
    problem, roster = store(WEEK)
    history = carry_out(problem, roster, [MAY])["Ann"]
    assert history.as_of == date(2026, 6, 8)
    assert [each.paid_minutes for each in history.shifts] == [480, 480, 600]
    assert history.weeks == (
        Balance(date(2026, 5, 25), 480),
        Balance(date(2026, 6, 1), 1080, 1),
    )
    assert history.periods == (Balance(date(2026, 5, 27), 1560, 1, date(2026, 5, 29)),)


def test_what_an_old_history_knows_is_not_counted_again() -> None:
    """Known up to 30 May: the shift of the 29th is in its 30 h, 18 h of this week come on top."""
    problem, roster = store(WEEK)
    old = History(
        date(2026, 5, 30),
        weeks=(Balance(date(2026, 5, 25), 1500),),
        periods=(Balance(date(2026, 5, 27), 1800, 2),),
        kept=(("last_short_rest", "2026-05-02"),),
    )
    (ann,) = problem.people
    problem = replace(problem, people=(replace(ann, history=old),))
    history = carry_out(problem, roster, [MAY])["Ann"]
    assert history.periods == (Balance(date(2026, 5, 27), 2880, 3),)
    assert history.weeks[0] == Balance(date(2026, 5, 25), 1500)
    assert history.kept == old.kept


def test_a_week_of_leave_is_handed_on() -> None:
    """Nothing worked on seven days of leave: no time of an average, and so to be known."""
    problem, roster = store({"people": {"Ann": {"off": ["Mon 00:00-168:00"]}}})
    handed = carry_out(problem, roster, [])["Ann"].weeks
    assert handed == (Balance(date(2026, 6, 1), 0, 7),)


def test_weeks_stay_as_they_are_when_plans_begin_on_another_weekday() -> None:
    """Two Monday weeks of 48 h, 8 h on the Tuesday after; the plan's weeks begin on Thursday."""
    weeks = (Balance(date(2026, 5, 11), 2880), Balance(date(2026, 5, 18), 2880))
    facts: dict[str, Any] = {
        "week": date(2026, 5, 28),
        "past": ["Ann Fri-1 08:00-16:00 cashier", "Ann Tue-1 08:00-16:00 cashier"],
        "roster": ["Ann Thu 08:00-16:00 cashier", "Ann Wed 08:00-16:00 cashier"],
    }
    problem, roster = store(facts)
    (ann,) = problem.people
    old = History(date(2026, 5, 25), weeks=weeks)
    problem = replace(problem, people=(replace(ann, history=old),))
    handed = carry_out(problem, roster, [])["Ann"].weeks
    assert handed == (*weeks, Balance(date(2026, 5, 25), 480), Balance(date(2026, 5, 28), 960))


def test_shifts_before_the_weeks_of_a_digest_are_handed_on() -> None:
    """40 h since Monday 25 May, 8 h on Sunday the 24th and 18 h of this week: known from then."""
    problem, roster = store({**WEEK, "past": ["Ann Sun-2 08:00-16:00 cashier"]})
    old = History(date(2026, 6, 1), weeks=(Balance(date(2026, 5, 25), 2400),))
    (ann,) = problem.people
    problem = replace(problem, people=(replace(ann, history=old),))
    may = MAY.model_copy(update={"reference_from": date(2026, 5, 20)})
    (period,) = carry_out(problem, roster, [may])["Ann"].periods
    assert period == Balance(date(2026, 5, 20), 2400 + 480 + 1080, 1, date(2026, 5, 24))


def test_a_week_planned_later_counts_like_both_weeks_at_once() -> None:
    """40 h of two weeks are over 30, whether the first comes by its shifts or by its digest."""
    problem, roster = store(WEEK)
    history = carry_out(problem, roster, [MAY])["Ann"]
    rule = MAY.model_copy(update={"most_hours": 6, "share_price": 0})
    later = {"week": date(2026, 6, 8), "roster": ["Ann Wed 08:00-20:00 cashier"]}
    known, next_roster = store({**later, "past": ["Ann Mon-1 08:00-09:00 cashier"]})
    (ann,) = known.people
    known = replace(known, people=(replace(ann, history=history),))
    (found,) = rule.check(known, next_roster)
    assert found.message.startswith("Ann is paid 38 h from Wed 27 May to Fri 26 Jun; at most")


def test_a_period_that_begins_on_the_next_date_holds_nothing_yet() -> None:
    """A sum of no days is not handed on: the reader of a store refuses one."""
    problem, roster = store(WEEK)
    june = MAY.model_copy(update={"reference_from": date(2026, 6, 8)})
    assert carry_out(problem, roster, [june])["Ann"].periods == ()
