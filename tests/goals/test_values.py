"""What each goal charges, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import numpy as np
from tests.stores_in_words import shift, store

from staffopt.domain.people import Preference
from staffopt.domain.problem import Problem
from staffopt.domain.shifts import PastShift
from staffopt.goals.fairness import Fairness
from staffopt.goals.preferences import Preferences
from staffopt.goals.service import Service
from staffopt.goals.stability import Stability
from staffopt.goals.wages import Wages


def _wishing(problem: Problem, *wishes: Preference) -> Problem:
    people = tuple(replace(person, preferences=wishes) for person in problem.people)
    return replace(problem, people=people)


def test_wages_pay_paid_minutes_only() -> None:
    """Eight hours with half an hour unpaid at 20.00 an hour are 150.00."""
    line = "Ann Mon 09:00-17:00 cashier, break 12:00-12:30 unpaid, break 15:00-15:15 paid"
    problem, roster = store({"roster": [line]})
    assert Wages().value(problem, roster) == 150_00


def test_wages_round_once() -> None:
    """Three people for 20 minutes at 20.01: 3 x 6.67 would be 20.01 and so is the exact sum."""
    lines = [f"{name} Mon 09:00-09:20 cashier" for name in ("Ann", "Bo", "Cy")]
    people = {name: {"wage": 2_001} for name in ("Ann", "Bo", "Cy")}
    problem, roster = store({"people": people, "roster": lines, "slot_minutes": 20})
    assert Wages().value(problem, roster) == 20_01


def test_service_reads_the_loss_of_every_slot_and_role() -> None:
    """No loss with one cashier, 1.00 with none, 0.30 for each too many: three at 9, else nobody."""
    problem, roster = store(
        {"days": 1, "roster": [f"{name} Mon 09:00-10:00 cashier" for name in ("Ann", "Bo", "Cy")]}
    )
    need = problem.requirement.roles["cashier"]
    loss = np.tile(np.array([100, 0, 30]), (96, 1))
    roles = {"cashier": replace(need, loss=loss)}
    problem = replace(problem, requirement=replace(problem.requirement, roles=roles))
    assert Service().value(problem, roster) == 92 * 100 + 4 * 60


def test_preferences_are_charged_per_shift_and_date() -> None:
    """A worked day off, an evening to avoid on two dates, a shift beside the preferred hours."""
    shifts = ["Ann Mon 12:00-20:00 cashier", "Ann Tue 12:00-18:00 cashier"]
    problem, roster = store({"roster": shifts})
    off = Preference("day_off", date(2026, 6, 1), None, None, 10_00)
    avoid = Preference("avoid", None, time(18), time(0), 5_00)
    prefer = Preference("prefer", 1, time(8), time(16), 3_00)
    assert Preferences().value(_wishing(problem, off), roster) == 10_00
    assert Preferences().value(_wishing(problem, avoid), roster) == 5_00
    assert Preferences().value(_wishing(problem, prefer), roster) == 3_00
    assert Preferences().value(_wishing(problem, off, avoid, prefer), roster) == 18_00


def test_a_wanted_shift_is_charged_unless_it_is_worked() -> None:
    """Wanted on Monday 12:00-20:00 and worked: nothing; on Tuesday, where it ends later: 7.00."""
    shifts = ["Ann Mon 12:00-20:00 cashier", "Ann Tue 12:00-20:30 cashier"]
    problem, roster = store({"roster": shifts})
    wanted = [Preference("wanted", day, time(12), time(20), 7_00) for day in (0, 1, 4)]
    assert Preferences().value(_wishing(problem, wanted[0]), roster) == 0
    assert Preferences().value(_wishing(problem, wanted[1]), roster) == 7_00
    assert Preferences().value(_wishing(problem, *wanted), roster) == 14_00


def test_fairness_charges_the_difference_within_a_contract() -> None:
    """Open to 20:00: Ann closes twice (19:30 is close enough), Bo never, at 15.00: 30.00."""
    lines = [
        "Ann Mon 12:00-20:00 cashier",
        "Ann Tue 12:00-19:30 cashier",
        "Bo Wed 12:00-19:15 cashier",
    ]
    problem, roster = store({"roster": lines})
    assert Fairness().value(problem, roster) == 30_00
    alone = replace(problem, people=(problem.people[0], replace(problem.people[1], contract="x")))
    assert Fairness().value(alone, roster) == 0


def test_fairness_remembers_earlier_weeks_where_a_closing_time_is_given() -> None:
    """Bo closed last week, Ann this week: even."""
    facts = {"past": ["Bo Sat-1 12:00-20:00 cashier"], "roster": ["Ann Mon 12:00-20:00 cashier"]}
    problem, roster = store(facts)
    assert Fairness(closing_from=time(20)).value(problem, roster) == 0
    assert Fairness().value(problem, roster) == 15_00


def test_a_closing_time_after_midnight_is_that_of_the_night() -> None:
    """Closing from 01:00: who starts at 18:00 closes until 02:00, not until 22:00, nor in the past;
    who starts half an hour after midnight closes, too."""
    bar = Fairness(closing_from=time(1))
    early = ["Ann Mon 18:00-22:00 cashier", "Ann Tue 18:00-22:00 cashier"]
    problem, roster = store({"past": ["Bo Sat-1 12:00-20:00 cashier"], "roster": early})
    assert bar.value(problem, roster) == 0
    for late in ("Ann Mon 18:00-26:00 cashier", "Ann Tue 00:30-02:00 cashier"):
        assert bar.value(*store({"roster": [late, "Bo Wed 18:00-22:00 cashier"]})) == 15_00


def test_stability_charges_moved_and_dropped_shifts() -> None:
    """Of three published shifts one is kept in another role, one moved, one dropped: 50.00."""
    lines = ["Ann Mon 09:00-17:00 floor", "Ann Tue 10:00-18:00 cashier"]
    problem, roster = store({"roster": lines})
    published = [f"Ann {day} 09:00-17:00 cashier" for day in ("Mon", "Tue", "Wed")]
    past = tuple(PastShift(shift(line, problem.horizon), "published") for line in published)
    assert Stability().value(replace(problem, past=past), roster) == 50_00
