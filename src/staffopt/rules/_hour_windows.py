"""What a limit on hours is about: which hours count, in which windows."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Literal, Self

from pydantic import Field, model_validator

from staffopt.domain.history import History
from staffopt.domain.people import Person
from staffopt.domain.shifts import Activity, Shift
from staffopt.domain.wall_time import ClockTime
from staffopt.domain.weekdays import WEEKDAYS, Weekday, weekday_of
from staffopt.rules.base import Rule
from staffopt.rules.school import School

Per = Literal[
    "day", "workday", "doba", "week", "rolling_days", "rolling_weeks", "reference", "year"
]
On = Literal[
    "all",
    "school_day",
    "free_day",
    "eve_of_school_day",
    "eve_of_free_day",
    "school_week",
    "free_week",
]
PERIODS = ("reference", "year")
AVERAGES = ("rolling_days", "rolling_weeks", *PERIODS)


class HourWindows(Rule):
    """Hours in windows of the calendar."""

    most_hours: float = Field(ge=0, description="Most hours; a week, where they are an average.")
    per: Per = Field(description="The window: in which time the hours are counted.")
    n: int = Field(1, ge=1, le=366, description="How many days or weeks a rolling window has.")
    average: bool = Field(False, description="Whether most_hours is the average of a week.")
    extra_hours: float = Field(
        0, ge=0, description="Hours beyond the average in a whole window, as a year's overtime."
    )
    leave_is_neutral: bool = Field(
        True, description="Whether whole days of leave do not count as time of an average."
    )
    basis: Literal["work", "paid", "span"] = Field(
        "paid",
        description="What is measured: all but unpaid breaks, paid time, or start to end.",
    )
    week_starts: Weekday | None = Field(
        None, description="First day of the week; that of the reference, else of the plan, if empty"
    )
    day_starts: ClockTime | None = Field(
        None, description="When days and weeks begin and cut shifts; shifts count whole if empty."
    )
    reference_from: date | None = Field(
        None,
        description="First date of one reference period; from the 29th on, shorter months' last.",
    )
    reference_weeks: int | None = Field(None, ge=1, le=53, description="Its length in weeks.")
    reference_months: int | None = Field(None, ge=1, le=12, description="Its length in months.")
    on: On = Field("all", description="On which dates shifts count, by school.")
    weekdays: tuple[Weekday, ...] = Field(WEEKDAYS, description="On which weekdays shifts count.")
    school: School = Field(School(), description="The school calendar.")
    price: float | None = Field(
        None, ge=0, description="What each hour too many costs, in the currency; none if empty."
    )
    inclusive: bool = Field(False, description="Whether exactly most_hours is too much.")
    share_price: float = Field(
        50,
        ge=0,
        description="What each hour above this plan's share of an average costs; 0: no shares.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        wrong = [text for text, found in self._misfits().items() if found]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _misfits(self) -> dict[str, bool]:
        """What would do -> whether it is missing."""
        lengths = [self.reference_weeks, self.reference_months]
        given = sum(each is not None for each in lengths)
        return {
            "average only with rolling_days, rolling_weeks, reference or year": self.average
            and self.per not in AVERAGES,
            "extra_hours only with average": self.extra_hours > 0 and not self.average,
            "n only with rolling_days or rolling_weeks": self.n > 1
            and not self.per.startswith("rolling"),
            "per: reference with reference_from": self.per == "reference"
            and self.reference_from is None,
            "per: reference with either reference_weeks or reference_months": given
            != (self.per == "reference"),
            "per: doba without price and day_starts": self.per == "doba"
            and (self.price is not None or self.day_starts is not None),
            "inclusive without a price": self.inclusive and self.price is not None,
        }

    @property
    def cut_at(self) -> time | None:
        """When windows begin, where they cut shifts."""
        return time(0) if self.per == "workday" and self.day_starts is None else self.day_starts

    @property
    def hundredths(self) -> int | None:
        """What an hour too many costs; None: forbidden."""
        return None if self.price is None else round(self.price * 100)

    @property
    def has_shares(self) -> bool:
        """Whether each plan has its share of what a longer window allows."""
        return self.average and self.per != "rolling_days" and self.share_price > 0

    @property
    def has_price(self) -> bool:
        """Whether hours too many have a price, or those above a share."""
        return self.price is not None or self.has_shares

    def history_of(self, person: Person, planned: date) -> History | None:
        """What is known of a person's hours before a plan, where the window reaches so far back."""
        plain = self.on == "all" and len(set(self.weekdays)) == len(WEEKDAYS)
        far = self.per in ("rolling_weeks", *PERIODS) and self.basis != "span" and plain
        found = person.history if far else None
        return found if found is not None and found.as_of <= planned else None

    def first_weekday(self, planned: date) -> int:
        """The weekday on which weeks begin, for a plan that begins on a date."""
        if self.week_starts is not None:
            return WEEKDAYS.index(self.week_starts)
        return (self.reference_from or planned).weekday()

    def most_minutes(self, days: int, neutral: int) -> int:
        """The limit of a window of some days, some of which are leave."""
        minutes = self.most_hours * 60
        if self.average:
            minutes = minutes * (days - neutral) / 7 + self.extra_hours * 60
        return round(minutes) - self.inclusive

    def measured(self, shift: Shift) -> int:
        """Minutes of a shift that count."""
        if self.basis == "span":
            return shift.minutes
        if self.basis == "paid":
            return shift.paid_minutes
        unpaid = (block for block in shift.of(Activity.BREAK) if not block.paid)
        return shift.minutes - sum(block.minutes for block in unpaid)

    def means(self, person: Person, day: date, planned: date) -> bool:
        """Whether a person's shift on a date counts, in a plan that begins on `planned`."""
        named = weekday_of(day) in self.weekdays
        return named and self.picks(person, day) and self._school_fits(person, day, planned)

    def _school_fits(self, person: Person, day: date, planned: date) -> bool:
        if self.on == "all":
            return True
        first = day
        days = 1
        if self.on.startswith("eve"):
            first = day + timedelta(days=1)
        elif self.on.endswith("week"):
            first -= timedelta(days=(day.weekday() - self.first_weekday(planned)) % 7)
            days = 7
        near = (first + timedelta(days=k) for k in range(days))
        school = any(self.school.is_on_for(person, each) for each in near)
        return school == ("school" in self.on)
