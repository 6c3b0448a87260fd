"""When people can work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import numpy as np

from staffopt.domain.calendar import DAY, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to, name_of, on_day


class Available(Rule):
    """A shift lies wholly inside the person's weekly availability.

    Why: an offer outside it is a shift nobody comes to.
    Example: with Monday 09:00-13:00 and 13:00-18:00, a shift 10:00-17:00 is fine, 08:00-12:00 is
    not. A window that ends at or before its start runs into the next day. Windows that touch count
    as one. Somebody without any window is always available.
    """

    name = "availability"

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        if not person.availability:
            return None
        opens, closes = _stretches(problem, person)
        if not len(opens):
            return ~self.chosen(person, table)
        start = table.start * table.horizon.slot_minutes
        at = np.searchsorted(opens, start, side="right") - 1
        inside = (at >= 0) & (closes[np.maximum(at, 0)] >= start + table.minutes)
        return inside | ~self.chosen(person, table)

    def notes(self, problem: Problem) -> Iterable[str]:
        """Say who is not available to the end: dates that were not carried on are easily missed."""
        last = problem.horizon.dates[-1]
        for person in problem.people:
            ends = [window.valid_to for window in person.availability]
            known = [end for end in ends if end is not None]
            if not self.picks(person, last) or len(known) < len(ends):
                continue
            if known and max(known) < last:
                ended = f"the availability of {name_of(problem, person.id)} ends on {max(known)}, "
                ended += "before the plan's last day"
                yield f"{ended}: no shifts after it; add rows if it goes on"

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, _, shift in dated(problem, roster, self):
            if not person.availability:
                continue
            reached = shift.start
            while reached < shift.end:
                until = _available_until(problem, person, reached)
                if until is None:
                    text = f"{person.name} is not available for all of {from_to(problem, shift)}"
                    day = problem.horizon.date_of(shift.start)
                    mend = _windows_said(person, day)
                    yield self.breach(text, person.id, shift.start, shift.end, mend=mend)
                    break
                reached = until


def _stretches(problem: Problem, person: Person) -> tuple[np.ndarray, np.ndarray]:
    """Starts and ends of the merged windows around the horizon, in minutes from its start."""
    horizon = problem.horizon
    days = (horizon.first + k * DAY for k in range(-1, horizon.days + 2))
    windows = sorted(
        horizon.window(day, window.since, window.until)
        for day in days
        for window in person.availability
        if window.holds_on(day)
    )
    opens: list[int] = []
    closes: list[int] = []
    for window in windows:
        start = minutes_between(horizon.start, window.start)
        end = minutes_between(horizon.start, window.end)
        if closes and start <= closes[-1]:
            closes[-1] = max(closes[-1], end)
        else:
            opens.append(start)
            closes.append(end)
    return np.array(opens, np.int64), np.array(closes, np.int64)


def _windows_said(person: Person, day: date) -> str:
    """The windows of a date in words, as a shift would keep them."""
    windows = [window for window in person.availability if window.holds_on(day)]
    said = (f"{window.since:%H:%M}-{window.until:%H:%M}" for window in windows)
    return f"work within {' or '.join(said)}" if windows else f"no work on {on_day(day)}"


def _available_until(problem: Problem, person: Person, instant: datetime) -> datetime | None:
    """Until when the windows that hold an instant go on; None when no window holds it."""
    today = problem.horizon.date_of(instant)
    ends = [
        span.end
        for day in (today - timedelta(days=1), today)
        for window in person.availability
        if window.holds_on(day)
        for span in [problem.horizon.window(day, window.since, window.until)]
        if span.start <= instant < span.end
    ]
    return max(ends, default=None)
