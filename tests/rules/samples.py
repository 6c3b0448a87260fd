"""Each rule with settings that random worlds meet exactly, and the settings a step to each side.

`tighter` or `narrower` shows that worlds stand at the limit: what is still legal breaks there.
`looser` or `wider` shows that they stand just over it: what breaks is legal there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.worlds import DISTRICT

from staffopt.domain.calendar import Span
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.rules.availability import Available
from staffopt.rules.base import Rule, Selector
from staffopt.rules.break_due import BreakOwed
from staffopt.rules.change_bands import Band, Owed
from staffopt.rules.change_premium import ChangePremium
from staffopt.rules.closed_days import ClosedDays
from staffopt.rules.closings import Closings
from staffopt.rules.compensatory_rest import CompensatoryRest
from staffopt.rules.contract_hours import ContractHours
from staffopt.rules.curfew import Curfew
from staffopt.rules.daily_hours import DailyHours
from staffopt.rules.days_a_week import DaysAWeek
from staffopt.rules.days_in_a_row import DaysInARow
from staffopt.rules.eligibility import Eligibility
from staffopt.rules.fixed_shifts import FixedShift, FixedShifts
from staffopt.rules.gap_premium import GapPremium
from staffopt.rules.hours_due import HoursDue
from staffopt.rules.hours_limit import HoursLimit
from staffopt.rules.least_days_in_a_row import LeastDaysInARow
from staffopt.rules.least_days_off import LeastDaysOff
from staffopt.rules.max_of_dates import MaxOfDates
from staffopt.rules.min_engagement import MinEngagement
from staffopt.rules.min_rest import MinRest
from staffopt.rules.minor_with_adult import MinorWithAdult
from staffopt.rules.minors_hours import MinorsHours
from staffopt.rules.one_shift_a_day import OneShiftADay
from staffopt.rules.overtime_tiers import OvertimeTiers
from staffopt.rules.pay_band import PayBand
from staffopt.rules.pinned import Pinned
from staffopt.rules.presence import PresentTogether
from staffopt.rules.publication import Publication
from staffopt.rules.recurring_day_off import RecurringDayOff
from staffopt.rules.role_block import RoleBlock
from staffopt.rules.school import Holiday, School
from staffopt.rules.school_hours import SchoolHours
from staffopt.rules.shift_length import ShiftLength
from staffopt.rules.shift_starts import ShiftStarts, StartRange
from staffopt.rules.shifts_of_a_kind import ShiftsOfAKind
from staffopt.rules.skill_for_role import SkillForRole
from staffopt.rules.someone_in_charge import SomeoneInCharge
from staffopt.rules.split_shift import SplitShift
from staffopt.rules.spread_of_hours import SpreadOfHours
from staffopt.rules.start_windows import StartWindow
from staffopt.rules.successions import Successions
from staffopt.rules.time_off import OffWork
from staffopt.rules.time_premium import TimePremium
from staffopt.rules.time_window import TimeWindow
from staffopt.rules.trainer_present import TrainerPresent
from staffopt.rules.training_held import TrainingHeld
from staffopt.rules.training_staggered import TrainingStaggered
from staffopt.rules.week_windows import Weekday
from staffopt.rules.weekends import Weekends
from staffopt.rules.weekly_hours import WeeklyHours
from staffopt.rules.weekly_rest import WeeklyRest

Change = Callable[[Problem], Problem]
HALF = timedelta(minutes=30)


@dataclass(frozen=True)
class Sample:
    """A rule, and its neighbours by settings or by facts; None where nothing is counted."""

    rule: Rule
    tighter: Rule | None = None
    looser: Rule | None = None
    narrower: Change | None = None
    wider: Change | None = None


def each_person(change: Callable[[Person], Person]) -> Change:
    """The same change to everybody."""
    return lambda problem: replace(problem, people=tuple(change(p) for p in problem.people))


def _changes(
    notice: float, long_above: float = 0, long_hours: float | None = None, de_minimis: int = 0
) -> ChangePremium:
    pay = Owed(hours=1, long_hours=long_hours, long_above=long_above)
    lost = Owed(hours=0.25, lost_share=0.5)
    band = Band(notice_hours=notice, added=pay, moved=pay, cut=lost, cancelled=lost)
    late = Band(notice_hours=notice / 4, added=lost, moved=lost, cut=pay, cancelled=lost)
    return ChangePremium(bands=(band, late), de_minimis_minutes=de_minimis, exempt=("swap",))


def _windows(by: timedelta) -> Change:
    def moved(at: time) -> time:
        return (datetime(2026, 1, 1, at.hour, at.minute) + by).time()

    return each_person(
        lambda person: replace(
            person,
            availability=tuple(replace(w, until=moved(w.until)) for w in person.availability),
        )
    )


def _leave(by: timedelta) -> Change:
    return each_person(
        lambda person: replace(
            person,
            time_off=tuple(
                replace(off, span=Span(off.span.start, off.span.end + by))
                for off in person.time_off
            ),
        )
    )


def _born(by: int) -> Change:
    return each_person(
        lambda p: replace(p, birth_date=p.birth_date and p.birth_date + timedelta(days=by))
    )


def _contract(by: float) -> Change:
    return each_person(lambda p: replace(p, hours_min=p.hours_min + by, hours_max=p.hours_max - by))


def _beside(since: time, until: time = time(20)) -> PresentTogether:
    return PresentTogether(
        who=YOUNG, present=Selector(age_from=18, tags=("licence",)), since=since, until=until
    )


def _licences(least: int) -> PresentTogether:
    licensed = Selector(tags=("licence",))
    return PresentTogether(who=YOUNG, present=licensed, least=least, price=33.33)


def _papers(by: int) -> Change:
    """Certificates that begin later and end earlier, by some days."""
    off = timedelta(days=by)
    return each_person(
        lambda person: replace(
            person,
            certificates=tuple(
                replace(c, valid_from=c.valid_from + off, valid_to=c.valid_to - off)
                for c in person.certificates
                if c.valid_from and c.valid_to
            ),
        )
    )


def _dues(by: int) -> Change:
    return lambda problem: replace(
        problem,
        needs=tuple(
            replace(need, due=need.due and need.due + timedelta(days=by)) for need in problem.needs
        ),
    )


ANYBODY = Selector()
YOUNG = Selector(age_below=18)
SCHOOL = School(weekdays=("monday", "tuesday", "wednesday", "friday"))
AUTUMN = School(holidays=(Holiday(first=date(2026, 1, 1), last=date(2026, 10, 25)),))


def _minors(by: float) -> MinorsHours:
    return MinorsHours(
        who=YOUNG,
        school=SCHOOL,
        school_day_hours=4 + by,
        free_day_hours=7 + by,
        school_week_hours=12 + by,
        week_starts="sunday",
    )


def _early(at: time) -> ClosedDays:
    """Sundays, and days of every place from a time on."""
    days = dict.fromkeys(("03-25", "03-28", "10-21", "10-24", "10-30", "06-03", "06-06"), at)
    return ClosedDays(sundays=True, early=days, open=(date(2026, 10, 25),))


def _school_until(hour: int) -> Change:
    """The first person's school ends at another hour."""
    until = replace(DISTRICT, hours=(time(8), time(hour)))
    return each_person(lambda p: replace(p, school=p.school and until))


def _closings(most: int, closing_from: time = time(18)) -> Closings:
    weekdays: tuple[Weekday, ...] = ("monday", "wednesday", "saturday", "sunday")
    return Closings(most=most, closing_from=closing_from, weekdays=weekdays)


def _meal(by: float = 0, inclusive: bool = False) -> BreakOwed:
    return BreakOwed(
        over_hours=6, minutes=30, inclusive=inclusive, earliest_hours=1 - by, latest_hours=4 + by
    )


def _rests(by: float, inclusive: bool = False) -> BreakOwed:
    return BreakOwed(
        over_hours=(3, 6),
        minutes=15,
        paid=True,
        inclusive=(inclusive, True),
        latest_hours=(3 + by, 6),
        before_end_hours=0.5 - by,
    )


def _never_long(hours: float) -> BreakOwed:
    return BreakOwed(over_hours=6, minutes=30, longest_stretch_hours=hours)


def _german(by: float = 0) -> BreakOwed:
    return BreakOwed(
        over_hours=(5 + by, 6.5 + by),
        minutes=(30, 15),
        basis="work",
        least_piece_minutes=15,
        not_in_first_hours=0.5,
    )


def _noon(until: str = "14:00", since: str = "12:00", **more: Any) -> BreakOwed:
    return BreakOwed(minutes=30, between=f"{since}-{until}", if_spans="12:00-14:00", **more)


def _second(until: str = "15:30", before: int = 12) -> BreakOwed:
    return BreakOwed(
        minutes=30, between=f"13:00-{until}", start_before=time(before), end_after=time(15)
    )


def _midway(within: float, start_between: str = "13:00-08:00") -> BreakOwed:
    return BreakOwed(
        over_hours=4, minutes=30, start_between=start_between, midway_within_hours=within
    )


def _waived(up_to: float) -> BreakOwed:
    return BreakOwed(
        over_hours=(4, 7), minutes=30, waivable=("waiver",), waivable_up_to_hours=up_to
    )


def _starts(*hours: tuple[float, float], who: Selector = ANYBODY) -> ShiftStarts:
    windows = (tuple(time(int(at), round(at % 1 * 60)) for at in pair) for pair in hours)
    return ShiftStarts(who=who, windows=tuple(StartRange(since=a, until=b) for a, b in windows))


def _evenings(since: time) -> TimeWindow:
    return TimeWindow(who=YOUNG, school=SCHOOL, since=since, until=time(6), on="eve_of_school_day")


def _daytime(since: time, until: time) -> TimeWindow:
    """Half of the worlds' dates, over the end of a year, but for Saturdays."""
    return TimeWindow(
        since=since,
        until=until,
        bans=False,
        dates=("10-23..03-26", "06-03..06-05"),
        weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "sunday"),
    )


def _listed(*shifts: tuple[int, float]) -> FixedShifts:
    return FixedShifts(shifts=tuple(FixedShift(start=time(at), hours=h) for at, h in shifts))


def _hours(most: float, **settings: Any) -> HoursLimit:
    return HoursLimit.model_validate({"most_hours": most, **settings})


def _either_side(most: float, **settings: Any) -> Sample:
    tighter, looser = (_hours(most + by, **settings) for by in (-0.5, 0.5))
    return Sample(_hours(most, **settings), tighter, looser)


BEGUN: dict[str, Any] = {"reference_from": date(2026, 1, 5)}
HOLIDAYS = (date(2026, 3, 25), date(2026, 6, 4), date(2026, 10, 21), date(2026, 10, 25))
FORTNIGHT = {"reference_from": date(2026, 1, 5), "reference_weeks": 2, "average": True}
MONTH = {"reference_from": date(2026, 1, 26), "reference_months": 1}


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


def _soon(hours: float, **settings: Any) -> GapPremium:
    return GapPremium.model_validate({"hours": hours, **settings})


def _dear_until(until: time) -> TimePremium:
    return TimePremium(bands=(PayBand(rate=1.5, weekdays=("monday",), until=until),))


def _overtime(by: float, week_starts: Weekday | None = None) -> OvertimeTiers:
    return OvertimeTiers(
        who=YOUNG if week_starts else ANYBODY,
        daily=((6 + by, 1.5), (7 + by, 2)),
        weekly=((18 + by, 1.5), (30 + by, 1.75)),
        seventh_day=((0, 1.5), (4, 2)),
        week_starts=week_starts,
    )


EVERY_LENGTH = [(at, float(hours)) for at in range(24) for hours in range(3, 9)]
LATE = StartWindow(since=time(12), until=time(4))


def _after_late(until: int, price: float | None = None) -> Successions:
    return Successions(first=LATE, next=StartWindow(until=time(until)), price=price)


def _ends(most: int) -> Weekends:
    """Days on both sides of midnight from Sunday to Monday, as the worlds begin on Mondays."""
    return Weekends(most=most, weekdays=("monday", "tuesday", "sunday"))


def _once(hours: float, days: int) -> MinRest:
    return MinRest(hours=hours, short_hours=10, short_once_days=days)


def _light(total: float) -> MinRest:
    return MinRest(hours=14, scope="cross_day", or_total_hours=total)


def _week_rest(hours: float, **settings: Any) -> WeeklyRest:
    return WeeklyRest(hours=hours, **settings)


SUNDAY: dict[str, Any] = {
    "who": YOUNG,
    "must_include": ("sunday",),
    "day_starts": time(6),
    "week_starts": "monday",
}
OR: dict[str, Any] = {"window": "fixed", "counted_from": date(2026, 3, 26), "or_piece_hours": 20}
LITTLE: dict[str, Any] = {"window": "rolling", "exempt_week_hours": 20, "week_starts": "sunday"}


def _off(least: int, **settings: Any) -> RecurringDayOff:
    return RecurringDayOff(least=least, **settings)


WEEKEND: dict[str, Any] = {
    "days": ("saturday", "sunday"),
    "per_weeks": 2,
    "week_starts": "wednesday",
}
YEAR: dict[str, Any] = {"days": ("tuesday",), "per_year": True, "who": YOUNG}
DATES = tuple(
    date.fromisoformat(f"2026-{day}")
    for day in ("03-20", "03-25", "03-28", "06-02", "10-20", "10-23", "10-29", "11-06")
)


def _fortnight(most: int, one: int) -> DaysAWeek:
    return DaysAWeek(most_days=most, or_days=one, fortnight_from=date(2026, 3, 18))


def _rest_for(after: int, before: int = 0, **settings: Any) -> CompensatoryRest:
    return CompensatoryRest(within_days_after=after, within_days_before=before, **settings)


SAMPLES: dict[str, tuple[Sample, ...]] = {
    "availability": (Sample(Available(), narrower=_windows(-HALF), wider=_windows(2 * HALF)),),
    "break_due": (
        Sample(_meal(), _meal(inclusive=True), _meal(by=0.5)),
        Sample(_meal(), _meal(by=-0.5), BreakOwed(over_hours=7, minutes=30, latest_hours=4)),
        Sample(_rests(0), _rests(0, inclusive=True), _rests(0.5)),
        Sample(BreakOwed(who=YOUNG, over_hours=4, minutes=30), None, None),
        Sample(_never_long(4), _never_long(3.5), _never_long(5)),
        Sample(_german(), _german(-0.5), _german(0.5)),
        Sample(_noon(), _noon("13:30"), _noon("14:30")),
        Sample(_second(), _second(before=13), _second("16:30")),
        Sample(_midway(1), _midway(0.5), _midway(1.5)),
        Sample(
            BreakOwed(over_hours=3, inclusive=True, per_hours=4, minutes=15, paid=True),
            BreakOwed(over_hours=3, inclusive=True, per_hours=3.5, minutes=15, paid=True),
            BreakOwed(over_hours=3, per_hours=4, minutes=15, paid=True),
        ),
        Sample(_waived(6), _waived(5.5), _waived(7)),
        Sample(BreakOwed(who=YOUNG, over_hours=6, minutes=45, least_piece_minutes=15)),
    ),
    "change_premium": (
        Sample(_changes(48), _changes(49), _changes(47)),
        Sample(_changes(48, long_above=5, long_hours=3.0), None, None),
        Sample(_changes(500, de_minimis=60), None, None),
    ),
    "closings": (
        Sample(_closings(1), _closings(0), _closings(2)),
        Sample(_closings(1), _closings(1, time(17)), _closings(1, time(19))),
    ),
    "contract_hours": (
        Sample(ContractHours(), narrower=_contract(0.5), wider=_contract(-0.5)),
        Sample(ContractHours(balance="plan"), narrower=_contract(0.5), wider=_contract(-0.5)),
    ),
    "closed_days": (
        Sample(_early(time(14)), _early(time(13)), _early(time(15))),
        Sample(ClosedDays(who=YOUNG, sundays=True, days=("easter-9", "10-22", "06-04"))),
    ),
    "curfew": (
        Sample(
            Curfew(who=YOUNG, school=SCHOOL, latest=time(20), latest_before_free=time(23)),
            Curfew(who=YOUNG, school=SCHOOL, latest=time(19, 30), latest_before_free=time(23)),
            Curfew(who=YOUNG, school=SCHOOL, latest=time(21), latest_before_free=time(23)),
        ),
        Sample(
            Curfew(earliest=time(7), latest=time(2)),
            Curfew(earliest=time(7, 30), latest=time(1, 30)),
            Curfew(earliest=time(6), latest=time(2, 30)),
        ),
    ),
    "daily_hours": (
        Sample(DailyHours(most_hours=7), DailyHours(most_hours=6.5), DailyHours(most_hours=7.5)),
    ),
    "days_a_week": (
        Sample(DaysAWeek(most_days=4), DaysAWeek(most_days=3), DaysAWeek(most_days=5)),
        Sample(DaysAWeek(who=YOUNG, most_days=3, week_starts="thursday")),
        Sample(_fortnight(3, 4), _fortnight(2, 4), _fortnight(3, 5)),
    ),
    "compensatory_rest": (
        Sample(_rest_for(3, 2), _rest_for(2, 2), _rest_for(4, 2)),
        Sample(_rest_for(3, 1, trigger="dates", dates=DATES, day_starts=time(6))),
    ),
    "max_of_dates": (
        Sample(
            MaxOfDates(dates=DATES, most=1),
            MaxOfDates(dates=DATES, most=0),
            MaxOfDates(dates=DATES, most=2),
        ),
        Sample(MaxOfDates(dates=DATES, most=0, price=30, who=YOUNG)),
    ),
    "recurring_day_off": (
        Sample(_off(2, per_weeks=2), _off(3, per_weeks=3), _off(1, per_weeks=2)),
        Sample(_off(1, **WEEKEND, consecutive_days=3), _off(1, **WEEKEND, consecutive_days=4)),
        Sample(_off(52, **YEAR)),
    ),
    "days_in_a_row": (
        Sample(DaysInARow(most_days=4), DaysInARow(most_days=3), DaysInARow(most_days=5)),
    ),
    "eligibility": (
        Sample(
            Eligibility(roles=("cashier", "floor"), certificates=("forklift",)),
            narrower=_papers(1),
            wider=_papers(-1),
        ),
        Sample(Eligibility(least_age=18), narrower=_born(1), wider=_born(-1)),
    ),
    "fixed_shifts": (
        Sample(
            _listed(*(shift for shift in EVERY_LENGTH if shift[1] < 7)),
            _listed(*(shift for shift in EVERY_LENGTH if shift[1] < 6)),
            _listed(*(shift for shift in EVERY_LENGTH if shift[1] < 8)),
        ),
    ),
    "hours_due": (
        Sample(
            HoursDue(reference_weeks=2, holidays=HOLIDAYS, **BEGUN),
            HoursDue(reference_weeks=2, holidays=HOLIDAYS, day_hours=0.5, **BEGUN),
            HoursDue(reference_weeks=2, holidays=HOLIDAYS, day_hours=20, **BEGUN),
        ),
        Sample(HoursDue(reference_months=1, short_price=7, who=YOUNG, **BEGUN)),
    ),
    "hours_limit": (
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
    ),
    "least_days_in_a_row": (
        Sample(
            LeastDaysInARow(least_days=2),
            LeastDaysInARow(least_days=3),
            LeastDaysInARow(least_days=1),
        ),
        Sample(LeastDaysInARow(least_days=3, edges="open", price=7, who=YOUNG)),
    ),
    "least_days_off": (
        Sample(LeastDaysOff(least_days=2), LeastDaysOff(least_days=3), LeastDaysOff(least_days=1)),
        Sample(LeastDaysOff(least_days=3, edges="open", price=7, who=YOUNG)),
    ),
    "min_engagement": (
        Sample(MinEngagement(hours=4), MinEngagement(hours=4.5), MinEngagement(hours=3.5)),
    ),
    "min_rest": (
        Sample(MinRest(hours=11), MinRest(hours=11.5), MinRest(hours=10)),
        Sample(MinRest(hours=12, price=40, who=YOUNG), MinRest(hours=13, who=YOUNG)),
        Sample(_once(15, 4), _once(15, 5), _once(15, 3)),
        Sample(_once(15, 4), _once(15.5, 4), _once(14, 4)),
        Sample(_light(12), _light(11), _light(13)),
        Sample(
            MinRest(hours=17, scope="per_24h", who=YOUNG),
            MinRest(hours=17.5, scope="per_24h", who=YOUNG),
            MinRest(hours=16, scope="per_24h", who=YOUNG),
        ),
    ),
    "minor_with_adult": (
        Sample(
            MinorWithAdult(since=time(12)),
            MinorWithAdult(since=time(11, 30)),
            MinorWithAdult(since=time(12, 30)),
        ),
    ),
    "minors_hours": (Sample(_minors(0), _minors(-0.5), _minors(0.5)),),
    "one_shift_a_day": (Sample(OneShiftADay()),),
    "overtime_tiers": (
        Sample(_overtime(0), _overtime(-0.5), _overtime(0.5)),
        Sample(_overtime(0, "thursday")),
    ),
    "pinned": (Sample(Pinned()),),
    "presence": (
        Sample(
            _beside(time(12)),
            _beside(time(11, 30), time(20, 30)),
            _beside(time(12, 30), time(19)),
        ),
        Sample(_licences(2), _licences(3), _licences(1)),
    ),
    "publication": (
        Sample(
            Publication(freeze_hours=48),
            Publication(freeze_hours=49),
            Publication(freeze_hours=47),
        ),
    ),
    "role_block": (
        Sample(
            RoleBlock(least_minutes=60), RoleBlock(least_minutes=90), RoleBlock(least_minutes=30)
        ),
    ),
    "school_hours": (
        Sample(SchoolHours(), narrower=_school_until(15), wider=_school_until(13)),
        Sample(SchoolHours(who=YOUNG, usual_from=time(9), usual_to=time(15))),
    ),
    "shift_length": (
        Sample(
            ShiftLength(least_hours=4, most_hours=7),
            ShiftLength(least_hours=4.5, most_hours=6.5),
            ShiftLength(least_hours=3, most_hours=8),
        ),
        Sample(
            ShiftLength(least_hours=4, most_hours=7, basis="work"),
            ShiftLength(least_hours=4.5, most_hours=6.5, basis="paid"),
            ShiftLength(least_hours=3.5, most_hours=7.5, basis="paid"),
        ),
    ),
    "split_shift": (
        Sample(
            SplitShift(who=YOUNG, most_gaps=0),
            SplitShift(most_gaps=0),
            SplitShift(who=YOUNG, most_gaps=0, gap_hours=1),
        ),
        Sample(SplitShift(longest_gap_hours=0.5), None, SplitShift(longest_gap_hours=1)),
        Sample(SplitShift(least_piece_hours=3.5), None, SplitShift(least_piece_hours=3)),
    ),
    "spread_of_hours": (
        Sample(
            SpreadOfHours(most_hours=7),
            SpreadOfHours(most_hours=6.5),
            SpreadOfHours(most_hours=8),
        ),
        Sample(SpreadOfHours(most_hours=5, who=YOUNG)),
    ),
    "shifts_of_a_kind": (
        Sample(
            ShiftsOfAKind(starts=LATE, most=2, in_days=5),
            ShiftsOfAKind(starts=LATE, most=1, in_days=5),
            ShiftsOfAKind(starts=LATE, most=3, in_days=5),
        ),
        Sample(ShiftsOfAKind(starts=StartWindow(until=time(10)), most=1, who=YOUNG)),
    ),
    "skill_for_role": (
        Sample(
            SkillForRole(least_age={"returns": 18, "floor": 16}, needs_tag={"cashier": "licence"}),
            narrower=_born(1),
            wider=_born(-1),
        ),
    ),
    "someone_in_charge": (
        Sample(SomeoneInCharge(least=2), SomeoneInCharge(least=3), SomeoneInCharge(least=1)),
        Sample(SomeoneInCharge(during="staffed")),
    ),
    "shift_starts": (
        Sample(
            _starts((6, 9), (12, 18)), _starts((6.5, 8.5), (12, 18)), _starts((6, 10), (12, 18))
        ),
        Sample(_starts((0, 4), (7, 16), (21, 23.5), who=YOUNG), _starts((7, 14), who=YOUNG)),
    ),
    "successions": (
        Sample(_after_late(10), _after_late(11), _after_late(9)),
        Sample(_after_late(10, 12), _after_late(11, 12), _after_late(9, 12)),
    ),
    "gap_premium": (
        Sample(_soon(12), _soon(12.5), _soon(11)),
        Sample(_soon(12, form="shift", rate=1.25, who=YOUNG)),
        Sample(_soon(11, form="flat", amount=40, rate=1)),
    ),
    "time_premium": (
        Sample(_unsocial()),
        Sample(_dear_until(time(9)), _dear_until(time(9, 30)), _dear_until(time(8))),
    ),
    "time_off": (Sample(OffWork(), narrower=_leave(HALF), wider=_leave(-2 * HALF)),),
    "time_window": (
        Sample(_evenings(time(20)), _evenings(time(19, 30)), _evenings(time(21))),
        Sample(
            _daytime(time(7), time(2)),
            _daytime(time(7, 30), time(1, 30)),
            _daytime(time(6), time(2, 30)),
        ),
        Sample(
            TimeWindow(who=YOUNG, since=time(8), until=time(12), on="school_day", school=SCHOOL)
        ),
    ),
    "trainer_present": (Sample(TrainerPresent()),),
    "training_held": (Sample(TrainingHeld(), narrower=_dues(-1), wider=_dues(1)),),
    "training_staggered": (
        Sample(TrainingStaggered(share_percent=100), tighter=TrainingStaggered(share_percent=99)),
        Sample(TrainingStaggered(share_percent=99), looser=TrainingStaggered(share_percent=100)),
        Sample(
            TrainingStaggered(store_most=2),
            TrainingStaggered(store_most=1),
            TrainingStaggered(store_most=3),
        ),
    ),
    "weekends": (
        Sample(_ends(1), _ends(0), _ends(2)),
        Sample(Weekends(most=0, weekdays=("wednesday", "sunday"), price=20, who=YOUNG)),
    ),
    "weekly_rest": (
        Sample(_week_rest(35), _week_rest(36), _week_rest(34)),
        Sample(_week_rest(30, **SUNDAY), _week_rest(38, **SUNDAY)),
        Sample(
            _week_rest(60, or_hours=200, **OR),
            _week_rest(60, or_hours=204, **OR),
            _week_rest(60, or_hours=196, **OR),
        ),
        Sample(_week_rest(24, **LITTLE, includes_daily_rest=False)),
        Sample(_week_rest(40, exempt_week_hours=30, exempt_day_hours=6)),
    ),
    "weekly_hours": (
        Sample(
            WeeklyHours(most_hours=34), WeeklyHours(most_hours=33.5), WeeklyHours(most_hours=34.5)
        ),
        Sample(WeeklyHours(most_hours=16, week_starts="sunday", who=YOUNG)),
    ),
}
