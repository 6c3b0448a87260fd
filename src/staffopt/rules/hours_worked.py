"""Windows of hours as the checks count them, on the calendar, past roster included.

Only checks use this module; shapes have their own windows (`hour_amounts.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from staffopt.domain.calendar import MINUTES_A_DAY, Span
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.rules._hour_windows import HourWindows
from staffopt.rules.dated_work import in_order, whole_days

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Dates from `first` to `last`, what was worked in them, and what the plan adds to it.

    `untold` are minutes in front of those of which the history has a sum.
    """

    first: date
    last: date
    minutes: int
    planned: int
    most: int
    leave: int
    untold: int = 0


class Worked:
    """One person's shifts that a rule is about, by date."""

    def __init__(self, rule: HourWindows, problem: Problem, roster: Roster, person: Person) -> None:
        self.rule, self.problem, self.person = rule, problem, person
        self.planned_from = problem.horizon.first
        self.shifts = [
            (day, shift, planned)
            for shift, planned in in_order(problem, roster, person)
            for day in [problem.horizon.date_of(shift.start)]
            if rule.means(person, day, self.planned_from)
        ]
        self.history = rule.history_of(person, self.planned_from)
        self.days = [day for day, _, _ in self.shifts]

    def stretches(self) -> Iterator[Stretch]:
        """Every window in which the plan has minutes, in order of time."""
        found: set[tuple[date, date]] = set()
        for day, shift, planned in self.shifts:
            if planned:
                reached = self.problem.horizon.date_of(shift.end)
                near = {day - DAY, day, reached} if self.rule.cut_at else {day}
                found.update(pair for each in near for pair in self.around(each))
        for first, last in sorted(found):
            stretch = self.between(first, last)
            if stretch.planned:
                yield stretch

    def between(self, first: date, last: date) -> Stretch:
        """What lies in the dates from one to another."""
        horizon, cut = self.problem.horizon, self.rule.cut_at
        reach, edges = 0 * DAY, None
        if cut is not None:
            reach, edges = 2 * DAY, Span(horizon.at(first, cut), horizon.at(last + DAY, cut))
        known = self.history.since(first) if self.history else None
        since = until = first - reach
        if self.history and known:
            since, until = known.known_from or since, self.history.as_of
        untold, leave = self._begun(first)
        total = untold + (known.minutes if known else 0)
        low, high = bisect_left(self.days, first - reach), bisect_right(self.days, last + reach)
        planned = 0
        for day, shift, ours in self.shifts[low:high]:
            if since <= day < until:
                continue
            minutes = self.rule.measured(shift)
            if edges is not None:
                minutes = min(minutes, _shared(shift.span, edges))
            total += minutes
            planned += minutes if ours else 0
            untold += minutes if day < since else 0
        leave += known.leave_days if known and self._neutral else 0
        leave += self._leave(first, since - DAY) + self._leave(max(first, until), last)
        most = max(self.rule.most_minutes((last - first).days + 1, leave), 0)
        return Stretch(first, last, total, planned, most, leave, untold)

    def _begun(self, first: date) -> tuple[int, int]:
        """What is told of a window's first days by the sum of the week that began before alone.

        Minutes and days of leave that lie anywhere in this week, and at most as many as fit.
        """
        week = self.history.begun_before(first) if self.history else None
        if self.history is None or week is None:
            return 0, 0
        known = self.history.since(first)
        end = min(week.first + 7 * DAY, self.history.as_of)
        if known and known.known_from:
            end = min(end, known.known_from)
        minutes, leave = week.minutes, week.leave_days - self._leave(week.first, end - DAY)
        for shift in self.problem.around(self.person.id):
            if week.first <= self.problem.horizon.date_of(shift.start) < end:
                minutes -= self.rule.measured(shift)
        fit = (end - first).days
        leave = min(max(leave, 0), fit) if self._neutral else 0
        return min(max(minutes, 0), fit * MINUTES_A_DAY), leave

    def around(self, day: date) -> Iterator[tuple[date, date]]:
        """The first and last dates of the windows that hold a date."""
        rule = self.rule
        if rule.per in ("reference", "year"):
            yield self._period(day)
        elif rule.per in ("week", "rolling_weeks"):
            while day.weekday() != rule.first_weekday(self.planned_from):
                day -= DAY
            for back in range(rule.n):
                yield day - 7 * back * DAY, day + (7 * (rule.n - back) - 1) * DAY
        else:
            for back in range(rule.n):
                yield day - back * DAY, day + (rule.n - back - 1) * DAY

    def _period(self, day: date) -> tuple[date, date]:
        """The reference period or year that holds a date."""
        begins = self.rule.reference_from or date(day.year, 1, 1)
        into = 0 * DAY if self.rule.reference_weeks else (begins.day - 1) * DAY
        first = begins - into
        while _within(first, into) > day:
            first = self._moved(first, -1)
        while _within(after := self._moved(first, 1), into) <= day:
            first = after
        return _within(first, into), _within(after, into) - DAY

    def _moved(self, first: date, way: int) -> date:
        """The next period's week or first of a month (1), or that of the one before (-1)."""
        if self.rule.reference_weeks:
            return first + way * timedelta(weeks=self.rule.reference_weeks)
        for _ in range(self.rule.reference_months or 12):
            first = (first + (31 if way > 0 else -1) * DAY).replace(day=1)
        return first

    @property
    def _neutral(self) -> bool:
        """Whether days of leave are no time."""
        return self.rule.average and self.rule.leave_is_neutral

    def _leave(self, first: date, last: date) -> int:
        """Dates of a window that lie whole in the person's time off."""
        if not self._neutral:
            return 0
        days = 0
        for off in self.person.time_off:
            day = max(first, self.problem.horizon.date_of(off.span.start))
            while day <= last and whole_days(self.problem, day, day)[0] < off.span.end:
                start, end = whole_days(self.problem, day, day)
                days += off.span.start <= start and end <= off.span.end
                day += DAY
        return days

    def shares(self) -> Iterator[tuple[Stretch, int, int]]:
        """Dates of the plan with what they may take of an average, and days that come after."""
        if not self.rule.has_shares:
            return
        dates = self.problem.horizon.dates
        found: dict[tuple[date, date], list[tuple[int, int]]] = {}
        rolling = self.rule.per == "rolling_weeks"
        windows = {pair for day in dates[: 1 if rolling else None] for pair in self.around(day)}
        for first, last in windows:
            inner = dates if rolling else [day for day in dates if first <= day <= last]
            after = (last - max([inner[-1], *self._known(last)])).days
            here = sum(first <= day <= last for day in inner)
            if last > dates[-1] and after > 0:
                share = self._share(self.between(first, last), here, after)
                found.setdefault((inner[0], inner[-1]), []).append((share, after))
        for (first, last), offers in sorted(found.items()):
            yield self.between(first, last), *min(offers)

    def _known(self, last: date) -> list[date]:
        """Dates of shifts known beyond the plan, up to the end of a window."""
        around = self.problem.around(self.person.id)
        days = (self.problem.horizon.date_of(shift.start) for shift in around)
        return [day for day in days if day <= last]

    def _share(self, window: Stretch, here: int, after: int) -> int:
        """What the plan may take of a window, some days of which come after it."""
        days = (window.last - window.first).days + 1
        most = self.rule.most_minutes(days, window.leave)
        left = most - (window.minutes - window.planned)
        promised = round(self.person.hours_min * 60 * after / 7)
        return max(left - promised, left * here // (here + after), 0)

    def span(self, stretch: Stretch) -> tuple[datetime, datetime]:
        """From midnight to midnight."""
        return whole_days(self.problem, stretch.first, stretch.last)


def _within(first: date, into: timedelta) -> date:
    """The date so far into a month, or the month's last; the date itself if it is not far."""
    after = (first.replace(day=1) + 31 * DAY).replace(day=1)
    return min(first + into, max(after - DAY, first))


def _shared(one: Span, two: Span) -> int:
    """Minutes that lie in both."""
    return max(Span(max(one.start, two.start), min(one.end, two.end)).minutes, 0)
