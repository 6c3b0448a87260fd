"""What a breach says would mend it, does."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.stores_in_words import store

from staffopt.rules.availability import Available
from staffopt.rules.base import Rule
from staffopt.rules.contract_hours import ContractHours
from staffopt.rules.curfew import Curfew
from staffopt.rules.daily_hours import DailyHours
from staffopt.rules.days_in_a_row import DaysInARow
from staffopt.rules.hours_due import HoursDue
from staffopt.rules.hours_limit import HoursLimit
from staffopt.rules.min_rest import MinRest
from staffopt.rules.one_shift_a_day import OneShiftADay
from staffopt.rules.shift_length import ShiftLength
from staffopt.rules.time_off import OffWork
from staffopt.rules.weekly_hours import WeeklyHours

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
CASES: dict[str, tuple[Rule, list[str], str, list[str]]] = {
    "rest, later": (
        MinRest(hours=11),
        ["Ann Mon 14:00-22:00 cashier", "Ann Tue 08:00-16:00 cashier"],
        "start at Tue 02 Jun 09:00 or later, or end at Mon 01 Jun 21:00 or earlier",
        ["Ann Mon 14:00-22:00 cashier", "Ann Tue 09:00-16:00 cashier"],
    ),
    "rest, earlier": (
        MinRest(hours=11),
        ["Ann Mon 14:00-22:00 cashier", "Ann Tue 08:00-16:00 cashier"],
        "start at Tue 02 Jun 09:00 or later, or end at Mon 01 Jun 21:00 or earlier",
        ["Ann Mon 14:00-21:00 cashier", "Ann Tue 08:00-16:00 cashier"],
    ),
    "hours of a day": (
        DailyHours(most_hours=8.5),
        ["Ann Mon 08:00-17:00 cashier"],
        "30 min fewer",
        ["Ann Mon 08:00-16:30 cashier"],
    ),
    "hours of a doba": (
        HoursLimit(per="doba", most_hours=8),
        ["Ann Mon 10:00-18:00 cashier", "Ann Tue 08:00-16:00 cashier"],
        "2 h fewer",
        ["Ann Mon 10:00-16:00 cashier", "Ann Tue 08:00-16:00 cashier"],
    ),
    "hours due": (
        HoursDue(reference_from=date(2026, 6, 1), reference_weeks=1, week_hours=40),
        [f"Ann {day} 09:00-17:00 cashier" for day in DAYS[:4]],
        "8 h more",
        [f"Ann {day} 09:00-17:00 cashier" for day in DAYS],
    ),
    "hours of a week": (
        WeeklyHours(most_hours=38),
        [f"Ann {day} 09:00-17:00 cashier" for day in DAYS],
        "2 h fewer",
        [f"Ann {day} 09:00-17:00 cashier" for day in DAYS[:4]] + ["Ann Fri 09:00-15:00 cashier"],
    ),
    "days in a row": (
        DaysInARow(most_days=4),
        [f"Ann {day} 09:00-17:00 cashier" for day in DAYS],
        "a day off on Fri 05 Jun or before",
        [f"Ann {day} 09:00-17:00 cashier" for day in DAYS[:4]],
    ),
    "length": (
        ShiftLength(least_hours=4),
        ["Ann Mon 09:00-12:15 cashier"],
        "45 min more",
        ["Ann Mon 09:00-13:00 cashier"],
    ),
    "curfew": (
        Curfew(earliest=time(6), latest=time(22)),
        ["Ann Mon 15:00-22:30 cashier"],
        "end at 22:00 or earlier",
        ["Ann Mon 15:00-22:00 cashier"],
    ),
    "two shifts": (
        OneShiftADay(),
        ["Ann Mon 08:00-12:00 cashier", "Ann Mon 16:00-20:00 cashier"],
        "one shift of the two",
        ["Ann Mon 08:00-12:00 cashier"],
    ),
}


def breaches(rule: Rule, lines: list[str], **facts: Any) -> list[Any]:
    """What a rule finds in a roster."""
    problem, roster = store({"roster": lines, **facts})
    return list(rule.check(problem, roster))


@pytest.mark.parametrize("name", CASES)
def test_the_mend_is_exact_and_mends(name: str):
    """The words name the numbers; a roster that does as they say keeps the rule."""
    rule, lines, mend, mended = CASES[name]
    (found,) = breaches(rule, lines)
    assert found.mend == mend
    assert breaches(rule, mended) == []


def test_time_off_and_availability_say_what_is_left():
    """Ann is off from Monday 14:00 and available from 09:00 to 17:00."""
    ann = {"Ann": {"available": ["Mon 09:00-17:00"], "off": ["Mon 14:00-24:00"]}}
    lines = ["Ann Mon 08:00-16:00 cashier"]
    (off,) = breaches(OffWork(), lines, people=ann)
    assert off.mend == "end at Mon 01 Jun 14:00 or earlier"
    (away,) = breaches(Available(), lines, people=ann)
    assert away.mend == "work within 09:00-17:00"


def test_short_and_long_weeks_say_by_how_much():
    """Ann's contract is for 20 to 30 hours; she is paid 16, then 32."""
    ann = {"Ann": {"hours": "20 25 30"}}
    two, four = ([f"Ann {day} 09:00-17:00 cashier" for day in DAYS[:n]] for n in (2, 4))
    (short,) = breaches(ContractHours(), two, people=ann)
    (long,) = breaches(ContractHours(), four, people=ann)
    assert (short.mend, long.mend) == ("4 h more", "2 h fewer")
    odd = {"Ann": {"hours": "16.1 25 30"}}
    (little,) = breaches(ContractHours(), two, people=odd)
    assert little.mend == "15 min more", "6 minutes are less than a shift can be changed by"
