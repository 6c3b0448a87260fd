"""Samples of the rule time_premium, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import numpy as np
from tests.rules.planting import Bug, later_start, pays_on, pays_with, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid, clock_of_the_first_day
from tests.rules.shared_settings import YOUNG

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import ShiftTable
from staffopt.rules.pay_band import PayBand
from staffopt.rules.time_premium import TimePremium


def _unsocial() -> TimePremium:
    """Evenings, part-time Sundays, nights from Monday on, and a holiday."""
    return TimePremium(
        bands=(
            PayBand(rate=1.25, since=time(19), until=time(23)),
            PayBand(rate=1.5, weekdays=("sunday",), contracts=("part_time",)),
            PayBand(rate=1.4, weekdays=("monday", "saturday"), since=time(22), until=time(6)),
            PayBand(rate=2, holidays=True),
        ),
        dates=(date(2026, 3, 25), date(2026, 10, 30)),
        who=YOUNG,
    )


def _dear_until(until: time) -> TimePremium:
    return TimePremium(bands=(PayBand(rate=1.5, weekdays=("monday",), until=until),))


def _all_paid(
    problem: Problem, person: Person, table: ShiftTable
) -> tuple[Problem, Person, ShiftTable]:
    """Shifts whose breaks are all paid."""
    return problem, person, replace(table, paid=table.minutes)


def _starts_a_day_early(
    problem: Problem, person: Person, table: ShiftTable
) -> tuple[Problem, Person, ShiftTable]:
    """Shifts that seem to lie in the day before."""
    return problem, person, replace(table, start=np.maximum(table.start - 48, 0))


SAMPLES: tuple[Sample, ...] = (
    Sample(_unsocial()),
    Sample(_dear_until(time(9)), _dear_until(time(9, 30)), _dear_until(time(8))),
)


BUGS = (
    Bug("time_premium", "shape", "is half an hour early", sees("prices", later_start(-1))),
    Bug("time_premium", "shape", "pays breaks", sees("prices", _all_paid)),
    Bug("time_premium", "shape", "takes the day before", sees("prices", _starts_a_day_early)),
    Bug("time_premium", "check", "pays breaks", pays_on(roster=breaks_paid)),
    Bug("time_premium", "check", "forgets the holiday", pays_with(dates=lambda _: ())),
    Bug("time_premium", "check", "knows one band", pays_with(bands=lambda bands: bands[:1])),
    Bug("time_premium", "check", "ignores the clock change", pays_on(clock_of_the_first_day)),
)
