"""Samples of the rule hours_limit, and the bugs planted in it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from tests.rules.planting import (
    Bug,
    answers,
    checks_on,
    checks_with,
    each,
    later_end,
    later_start,
    sees,
)
from tests.rules.sample import Sample, each_person
from tests.rules.shared_mistakes import (
    breaks_paid,
    more,
    no_past,
    past_after,
    unknown,
    without_history,
)
from tests.rules.shared_settings import SCHOOL, YOUNG

from staffopt.rules.hours_limit import HoursLimit
from staffopt.rules.school import Holiday, School

AUTUMN = School(holidays=(Holiday(first=date(2026, 1, 1), last=date(2026, 10, 25)),))


def _hours(most: float, **settings: Any) -> HoursLimit:
    return HoursLimit.model_validate({"most_hours": most, **settings})


def _either_side(most: float, **settings: Any) -> Sample:
    tighter, looser = (_hours(most + by, **settings) for by in (-0.5, 0.5))
    return Sample(_hours(most, **settings), tighter, looser)


FORTNIGHT = {"reference_from": date(2026, 1, 5), "reference_weeks": 2, "average": True}


MONTH = {"reference_from": date(2026, 1, 31), "reference_months": 1}


SAMPLES: tuple[Sample, ...] = (
    _either_side(7, per="day", on="school_day", school=SCHOOL),
    _either_side(8, per="workday", basis="work", day_starts=time(23, 30)),
    Sample(_hours(20, per="week", week_starts="sunday", on="free_week", school=AUTUMN)),
    _either_side(22, per="rolling_days", n=4, price=7),
    _either_side(26, per="rolling_weeks", n=2, average=True, share_price=0),
    Sample(_hours(20, per="rolling_weeks", n=3, average=True, week_starts="tuesday")),
    _either_side(30, per="reference", **FORTNIGHT),
    Sample(_hours(40, per="reference", inclusive=True, basis="span", **MONTH)),
    _either_side(7, per="doba", weekdays=[*SCHOOL.weekdays, "sunday"]),
    Sample(_hours(0.5, per="year", average=True, day_starts=time(3), price=1, who=YOUNG)),
    Sample(_hours(28, per="reference", extra_hours=4, **FORTNIGHT)),
    Sample(_hours(20, per="rolling_weeks", n=3, average=True, leave_is_neutral=False)),
)


BUGS = (
    Bug("hours_limit", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("hours_limit", "shape", "cuts days late", sees("counts", later_start(-1)), 1),
    Bug("hours_limit", "shape", "asks the wrong price", each("counts", most_price=more), 3),
    Bug("hours_limit", "shape", "forgets the past", each("counts", carried=lambda _: 0), 4),
    Bug("hours_limit", "shape", "allows more", each("counts", most=lambda n: n + 30), 6),
    Bug("hours_limit", "shape", "allows more in 24 h", each("dobas", most=lambda n: n + 30), 8),
    Bug("hours_limit", "shape", "forgets the day after", answers("dobas", lambda _: ()), 8),
    Bug("hours_limit", "check", "forgets the eve", checks_on(past_after), 8),
    Bug("hours_limit", "shape", "forgets history", sees("counts", unknown), 6),
    Bug("hours_limit", "check", "forgets history", checks_on(each_person(without_history)), 5),
    Bug("hours_limit", "check", "pays breaks", checks_on(roster=breaks_paid)),
    Bug("hours_limit", "check", "cuts at midnight", checks_with(day_starts=lambda _: None), 1),
    Bug("hours_limit", "check", "sees school weeks", checks_with(on=lambda _: "school_week"), 2),
    Bug("hours_limit", "check", "forgets the past", checks_on(no_past), 3),
    Bug("hours_limit", "check", "counts leave", checks_with(leave_is_neutral=lambda _: False), 6),
    Bug("hours_limit", "check", "allows no extra", checks_with(extra_hours=lambda _: 0), 10),
    Bug(
        "hours_limit",
        "check",
        "begins on the first of the month",
        checks_with(reference_from=lambda day: day.replace(day=1)),
        7,
    ),
)
