"""Pay for changing what was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
from pydantic import Field, field_validator

from staffopt.domain.calendar import minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Count, Ints, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import PayClaim, Violation
from staffopt.rules.base import Rule
from staffopt.rules.change_bands import Band, Owed
from staffopt.rules.published_days import published_by_day, published_weeks
from staffopt.rules.words import from_to, in_hours


class ChangePremium(Rule):
    """A change of a published shift owes pay, by its kind and by how late people are told.

    Why: fair-workweek laws make late changes dear, and people have lives.
    Example: `bands: [{notice_hours: 336, added: {hours: 1}, moved: {hours: 1}, cut: {lost_share:
    0.5}, cancelled: {lost_share: 0.5}}], de_minimis_minutes: 30` is Oregon's: told ten days ahead,
    an 8 h shift cut to 6 h owes one hour of wage, one moved by an hour owes one too, and one moved
    by half an hour nothing. Notice is elapsed time from `--publish-at` to the earlier start of the
    two; without that instant the shortest notice is taken. A date of a published week that had no
    shift and gets one is an added shift. A reason in change_reasons.csv that is listed in `exempt`
    owes nothing. A cancelled shift is a violation with its price, other changes are pay claims.
    Of two published shifts of a date the whole date is compared.
    """

    name = "change_premium"
    bands: tuple[Band, ...] = Field(min_length=1, description="What is owed, by notice.")
    de_minimis_minutes: int = Field(
        0, ge=0, description="Starts and ends that move by at most so much are no change."
    )
    exempt: tuple[str, ...] = Field((), description="Reasons for a change that owe nothing.")
    group: str = Field("change", description="The stack group of the pay.")

    @field_validator("bands")
    @classmethod
    def _shortest_notice_first(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        return tuple(sorted(bands, key=lambda band: band.notice_hours))

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        horizon, price = problem.horizon, np.zeros(len(table), np.int64)
        weeks, old = published_weeks(problem), published_by_day(problem, person)
        found = []
        for day, on in enumerate(horizon.dates):
            if day // 7 not in weeks or not self._binds(problem, person, on):
                continue
            rows = table.day == day
            if on not in old:
                notice = self._notice(problem, table.start * horizon.slot_minutes)
                price[rows] = self._priced("added", notice, table.minutes, 0, person)[rows]
                continue
            price[rows] = self._changed(problem, person, table, old[on])[rows]
            cancelled = self._cancelling(problem, person, old[on])
            if cancelled:
                ones = rows.astype(np.int64)
                found.append(Count(ones, on, least=1, least_price=cancelled, per=1))
        if price.any():
            found.append(Count(price, horizon.first, tiers=((0, 1),), per=1, group=self.group))
        return found

    def _changed(
        self, problem: Problem, person: Person, table: ShiftTable, old: Sequence[Shift]
    ) -> Ints:
        """What each row owes where a date's shifts were published."""
        horizon = problem.horizon
        was = minutes_between(horizon.start, old[0].start)
        ended = minutes_between(horizon.start, old[-1].end)
        start = table.start * horizon.slot_minutes
        moved = np.maximum(abs(start - was), abs(start + table.minutes - ended))
        lost = sum(shift.paid_minutes for shift in old) - table.paid
        notice = self._notice(problem, np.minimum(start, was))
        cut = self._priced("cut", notice, table.minutes, np.maximum(lost, 0), person)
        other = self._priced("moved", notice, table.minutes, 0, person)
        owed = np.where(lost > 0, cut, other)
        return np.where(moved > self.de_minimis_minutes, owed, 0)

    def _cancelling(self, problem: Problem, person: Person, old: Sequence[Shift]) -> int:
        """What it owes to take a date's published shifts away."""
        at = np.array([minutes_between(problem.horizon.start, old[0].start)])
        length = np.array([sum(shift.minutes for shift in old)])
        lost = np.array([sum(shift.paid_minutes for shift in old)])
        return int(self._priced("cancelled", self._notice(problem, at), length, lost, person)[0])

    def _notice(self, problem: Problem, start: Ints) -> Ints:
        """Minutes between being told and each start, minutes from the horizon's start."""
        if problem.publish_at is None:
            return np.zeros(len(start), np.int64)
        found: Ints = start - minutes_between(problem.horizon.start, problem.publish_at)
        return found

    def _priced(
        self, kind: str, notice: Ints, minutes: Ints, lost: Ints | int, person: Person
    ) -> Ints:
        """What changes of one kind owe, in hundredths of the currency."""
        found = np.zeros(len(notice), np.int64)
        for band in reversed(self.bands):
            owed: Owed = getattr(band, kind)
            long: Bools = minutes > owed.long_above * 60
            hours = owed.hours if owed.long_hours is None else owed.long_hours
            flat = np.where(long, hours, owed.hours)
            pay = np.rint((flat + owed.lost_share * np.asarray(lost) / 60) * person.wage)
            found = np.where(notice < round(band.notice_hours * 60), pay.astype(np.int64), found)
        return found

    def _binds(self, problem: Problem, person: Person, day: date) -> bool:
        """Whether changes of a person's date owe anything at all."""
        return self.picks(person, day) and problem.why_changed(person.id, day) not in self.exempt

    # The independent side.

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, before, after in self._dates(problem, roster):
            if before and not after:
                owed = self._owed(problem, "cancelled", before, after)
                amount = self._worth(owed, before, _paid(before), person)
                if amount:
                    text = f"{person.name}'s published shift {from_to(problem, before[0])} is "
                    text += f"cancelled with {self._told(problem, before[0])}"
                    span = before[0].start, before[-1].end
                    yield self.breach(text, person.id, *span, amount, pay=True)

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        for person, before, after in self._dates(problem, roster):
            if not after:
                continue
            kind, lost = _kind(before, after)
            if kind == "none" or (before and self._small(before, after)):
                continue
            amount = self._worth(self._owed(problem, kind, before, after), after, lost, person)
            if amount:
                first = min([*before, *after], key=lambda shift: shift.start)
                text = f"{person.name}: shift {from_to(problem, after[0])} {kind}"
                if before:
                    text += f", published as {from_to(problem, before[0])}"
                text += f", with {self._told(problem, first)}"
                who = (self.key, person.id, after[0].start, after[-1].end)
                yield PayClaim(*who, amount, text, self.group, self.citation, flat=True)

    def _dates(
        self, problem: Problem, roster: Roster
    ) -> Iterator[tuple[Person, list[Shift], list[Shift]]]:
        """Every person's dates of published weeks: what was published, what is planned."""
        first = problem.horizon.first
        told = {
            (problem.horizon.date_of(each.start) - first).days // 7
            for person in problem.people
            for each in problem.published(person.id)
        }
        for person in problem.people:
            for day in problem.horizon.dates:
                if (day - first).days // 7 not in told or not self.picks(person, day):
                    continue
                mine = [
                    r for r in problem.change_reasons if (r.person_id, r.day) == (person.id, day)
                ]
                if not any(each.reason in self.exempt for each in mine):
                    before = [s for s in problem.published(person.id) if _on(problem, s, day)]
                    after = [s for s in roster.of(person.id) if _on(problem, s, day)]
                    yield person, before, sorted(after, key=lambda shift: shift.start)

    def _small(self, before: list[Shift], after: list[Shift]) -> bool:
        """Whether start and end moved by no more than is let pass."""
        edges = [(before[0].start, after[0].start), (before[-1].end, after[-1].end)]
        return all(abs((a - b).total_seconds()) <= 60 * self.de_minimis_minutes for a, b in edges)

    def _owed(self, problem: Problem, kind: str, before: list[Shift], after: list[Shift]) -> Owed:
        """The settings for one change by its notice."""
        starts = min(shift.start for shift in [*before, *after])
        told = problem.publish_at
        notice = 0 if told is None else minutes_between(told, starts)
        for band in self.bands:
            if notice < round(band.notice_hours * 60):
                owed: Owed = getattr(band, kind)
                return owed
        return Owed()

    def _worth(self, owed: Owed, shifts: list[Shift], lost: int, person: Person) -> int:
        """Hundredths of the currency for one change."""
        long = sum(shift.minutes for shift in shifts) > owed.long_above * 60
        hours = owed.long_hours if long and owed.long_hours is not None else owed.hours
        return round((hours + owed.lost_share * lost / 60) * person.wage)

    def _told(self, problem: Problem, shift: Shift) -> str:
        if problem.publish_at is None:
            return "notice not stated"
        minutes = minutes_between(problem.publish_at, shift.start)
        return f"{in_hours(minutes)} of notice" if minutes > 0 else "no notice"


def _on(problem: Problem, shift: Shift, day: date) -> bool:
    return problem.horizon.local(shift.start).date() == day


def _paid(shifts: list[Shift]) -> int:
    return sum(shift.paid_minutes for shift in shifts)


def _kind(before: list[Shift], after: list[Shift]) -> tuple[str, int]:
    """What happened to a date that has a shift, and the paid minutes lost."""
    if not before:
        return "added", 0
    lost = max(0, _paid(before) - _paid(after))
    if lost:
        return "cut", lost
    same = (before[0].start, before[-1].end) == (after[0].start, after[-1].end)
    return ("none" if same else "moved"), 0
