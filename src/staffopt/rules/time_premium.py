"""Higher pay by the clock and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import Span, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Ints, RowPrice, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import PayClaim
from staffopt.rules._holidays import WithHolidays
from staffopt.rules.dated_work import dated
from staffopt.rules.paid_time import nearest
from staffopt.rules.pay_band import PayBand
from staffopt.rules.words import in_hours, on_clock

EVE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time at one rate; `price` is what an hour costs on top of the wage."""

    span: Span
    rate: float
    price: int


class TimePremium(WithHolidays):
    """Paid time inside `bands` of the clock and the week is paid at their rates.

    Why: evenings, nights, Sundays and holidays are dearer by law or contract. Where bands overlap
    the highest rate is paid. A band that ends after midnight belongs to the day it begins on; bands
    follow the wall clock, so a night in which the clocks go back is an hour longer.
    Example: with `bands: [{weekdays: [sunday], rate: 1.5}, {from: "18:00", to: "00:00", rate:
    1.25}]` a Sunday from 14:00 to 20:00 owes six hours at half a wage more, a Monday two hours at a
    quarter more. Where a shift is partly in a band, the search takes its unpaid breaks for the
    cheapest of its minutes; the bill knows where they are.
    """

    name = "time_premium"
    bands: tuple[PayBand, ...] = Field(min_length=1, description="When, and at which rate.")
    dates: tuple[date, ...] = Field((), description="Further holidays.")
    group: str = Field(
        "overtime", description="Premiums of one group are not paid twice for the same time."
    )

    def _is_holiday(self, day: date) -> bool:
        return day in self.dates or self.is_public_holiday(day)

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[RowPrice]:
        """Unpaid breaks lie in the cheapest minutes of a shift, or, for proofs, in the dearest."""
        by_minute = self._by_minute(problem, person)
        start = table.start * problem.horizon.slot_minutes
        end = start + table.minutes
        low, high = np.zeros(len(table), np.int64), np.zeros(len(table), np.int64)
        for price in np.unique(by_minute):
            inside = np.concatenate([[0], np.cumsum(by_minute >= price)])
            held = inside[np.minimum(end, len(by_minute))] - inside[start]
            low = np.where(held == table.minutes, price, low)
            high = np.where(held > 0, price, high)
        sums = np.concatenate([[0], np.cumsum(by_minute)])
        whole = sums[np.minimum(end, len(by_minute))] - sums[start]
        chosen, unpaid = self.chosen(person, table), table.minutes - table.paid
        most = np.where(chosen, whole - unpaid * low, 0)
        least = np.where(chosen, np.maximum(whole - unpaid * high, 0), 0)
        exact = bool((most == least).all())
        return [RowPrice(most, None if exact else least, self.group)] if most.any() else ()

    def _by_minute(self, problem: Problem, person: Person) -> Ints:
        """What each minute of the plan and of two days after it costs more, by the hour."""
        longer = replace(problem.horizon, days=problem.horizon.days + 2)
        price = np.zeros(longer.slots * longer.slot_minutes, np.int64)
        for band in (each for each in self.bands if each.pays(person)):
            for ahead in range(-1, longer.days):
                day = longer.first + timedelta(days=ahead)
                if band.begins_on(day, holiday=self._is_holiday(day)):
                    span = longer.window(day, band.since, band.until)
                    edges = [minutes_between(longer.start, at) for at in (span.start, span.end)]
                    first, end = (max(edge, 0) for edge in edges)
                    more = round(person.wage * (band.rate - 1))
                    price[first:end] = np.maximum(price[first:end], more)
        return price

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        for person, _, shift in dated(problem, roster, self):
            for each in self._paid(problem, person, shift):
                amount = nearest(each.span.minutes * each.price)
                text = f"{person.name}: {in_hours(each.span.minutes)} at {each.rate:g} from "
                text += on_clock(problem, each.span.start)
                if amount:
                    who = (self.key, person.id, each.span.start, each.span.end)
                    yield PayClaim(*who, amount, text, self.group, self.citation)

    def overpriced(self, problem: Problem, roster: Roster) -> int:
        more = 0
        for person, _, shift in dated(problem, roster, self):
            there = self._stretches(problem, person, shift.span)
            cheapest = min(each.price for each in there)
            counted = sum(each.span.minutes * each.price for each in there)
            paid = sum(e.span.minutes * e.price for e in self._paid(problem, person, shift))
            more += nearest(counted - shift.unpaid_minutes * cheapest - paid)
        return more

    def _paid(self, problem: Problem, person: Person, shift: Shift) -> Iterator[Stretch]:
        """The paid stretches of a shift at one rate each, as long as they go on."""
        open_: Stretch | None = None
        for block in shift.blocks:
            for each in self._stretches(problem, person, block.span) if block.paid else ():
                joins = open_ is not None and open_.span.end == each.span.start
                if open_ is not None and joins and open_.rate == each.rate:
                    open_ = replace(open_, span=Span(open_.span.start, each.span.end))
                    continue
                if open_ is not None:
                    yield open_
                open_ = each
        if open_ is not None:
            yield open_

    def _stretches(self, problem: Problem, person: Person, time: Span) -> list[Stretch]:
        """A time cut where its rate changes."""
        windows = list(self._windows(problem, person, time))
        inner = {at for span, _ in windows for at in (span.start, span.end)}
        edges = sorted({time.start, time.end, *(a for a in inner if time.start < a < time.end)})
        found = []
        for start, end in pairwise(edges):
            rates = [rate for span, rate in windows if span.contains(Span(start, end))]
            rate = max([1.0, *rates])
            found.append(Stretch(Span(start, end), rate, round(person.wage * (rate - 1))))
        return found

    def _windows(
        self, problem: Problem, person: Person, time: Span
    ) -> Iterator[tuple[Span, float]]:
        """The bands around a time, with their rates."""
        horizon = problem.horizon
        day, last = horizon.date_of(time.start) - EVE, horizon.date_of(time.end)
        while day <= last:
            for band in self.bands:
                if band.pays(person) and band.begins_on(day, holiday=self._is_holiday(day)):
                    yield horizon.window(day, band.since, band.until), band.rate
            day += EVE
