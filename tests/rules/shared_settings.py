"""Settings and changes of facts that the samples of several rules share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from tests.rules.sample import Change, each_person

from staffopt.rules.base import Selector
from staffopt.rules.school import School
from staffopt.rules.start_windows import StartWindow

HALF = timedelta(minutes=30)


def born(by: int) -> Change:
    return each_person(
        lambda p: replace(p, birth_date=p.birth_date and p.birth_date + timedelta(days=by))
    )


ANYBODY = Selector()


YOUNG = Selector(age_below=18)


SCHOOL = School(weekdays=("monday", "tuesday", "wednesday", "friday"))


LATE = StartWindow(since=time(12), until=time(4))


DATES = tuple(
    date.fromisoformat(f"2026-{day}")
    for day in ("03-20", "03-25", "03-28", "06-02", "10-20", "10-23", "10-29", "11-06")
)
