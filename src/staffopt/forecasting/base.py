"""What a forecaster is: settings, and one method from the past to expected counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.doubt import Doubt, lift_of
from staffopt.domain.opening import Opening
from staffopt.domain.spread import Spread
from staffopt.errors import DataError, Problem, one_of
from staffopt.forecasting.averages import averages
from staffopt.forecasting.holiday_doubts import PAST_WEEKS, holiday_doubts, variance_left
from staffopt.forecasting.holiday_effects import is_usual, kind_of
from staffopt.forecasting.moved_customers import CutDays, moved
from staffopt.forecasting.own_errors import ComparedWeek, spread_of_errors
from staffopt.forecasting.past import Past, by_slot, read_past
from staffopt.forecasting.published_days import PublishedDay, published_days
from staffopt.forecasting.quantiles import quantiles
from staffopt.forecasting.strange_weeks import StrangeWeeks, said_of_strange_weeks

Floats = NDArray[np.float64]

WEEK = 7 * DAY
TESTED_WEEKS = 8

ANYBODY = 1.0
"""Of a week in which fewer are expected, as in a closing, errors tell nothing."""


class Expected(NamedTuple):
    """Rows per date and wall-clock slot as of `expect`, and the past they come from.

    In that past nobody moved from hours that were cut; `moves` says who does in the days asked for.
    """

    rows: Floats
    guessed: Floats
    past: Past
    moves: str = ""


class Tested(NamedTuple):
    """The past whose weeks are forecast once more, so many days ahead, to see the errors.

    `strange` are those of its weeks that a forecaster passed over or took for a new level.
    """

    past: Past
    lead: timedelta
    skip: Mapping[date, str]
    strange: tuple[StrangeWeeks, ...]


class Forecaster(BaseModel):
    """Expects a driver's counts from its past alone.

    A subclass sits in its own file, named as the forecaster. Its fields are its config section,
    its docstring is its documentation page, and it implements `expect`. The quantiles around what
    it expects come from its own errors in the last eight known weeks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    name: ClassVar[str]
    least_days: ClassVar[int] = 7
    """With fewer days from the first to the last known one, there is no forecast."""
    learns_holidays: ClassVar[bool] = False
    """Whether a holiday is expected as holidays were, not as an ordinary day of its weekday."""

    def expect(
        self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
    ) -> tuple[Floats, Floats]:
        """Expected counts, a row per date and a column per wall-clock slot, and where it guessed.

        `past` ends where knowledge ends; `skip` names the holidays, which ordinary days differ
        from. The second answer is 1 where the past says nothing about that weekday and time.
        """
        raise NotImplementedError  # each forecaster's own

    def strange_weeks(self, past: Past, skip: Mapping[date, str]) -> tuple[StrangeWeeks, ...]:
        """Weeks of the past that it passed over or took for a new level, in order."""
        return ()

    def settled(self, past: Past, lead: timedelta, skip: Mapping[date, str]) -> Forecaster:
        """The forecaster to ask for many answers: one that picks another picks it once."""
        return self

    def forecast(
        self, history: Counts, driver: str, horizon: Horizon, opening: Opening
    ) -> DriverDemand:
        """Expected counts and quantiles per slot of the horizon, zero where the store is closed.

        All of `history` before the horizon is taken as known: the caller cuts it at `as_of`.
        """
        found = self.expected(self._known(history, driver, horizon.first), horizon, opening)
        is_open = opening.mask(horizon)
        mean = np.where(is_open, by_slot(found.rows, horizon), 0.0)
        strange = self.strange_weeks(found.past, opening.holidays)
        tested = Tested(found.past, horizon.first - found.past.end, opening.holidays, strange)
        spread, others = self._sureness(tested, mean, horizon)
        told = self._published(found.past, mean, horizon, opening.holidays)
        doubts = (*others, *(each.doubt for each in told))
        guessed = is_open & (by_slot(found.guessed, horizon) > 0)
        said = [found.moves] if found.moves else []
        said += said_of_strange_weeks(strange, found.past.end)
        said += [each.said for each in told]
        return DriverDemand(
            mean=mean,
            quantiles=quantiles(mean, spread, lift_of(doubts, len(mean))),
            method=self.name,
            spread=spread,
            doubts=doubts,
            averages=averages(history, driver),
            notes=(
                *(f"{driver}: {text}" for text in said),
                *_guesses(driver, horizon, guessed),
                *_unsure(driver, others),
            ),
        )

    def expected(self, past: Past, horizon: Horizon, opening: Opening) -> Expected:
        """What `expect` says of the days of a horizon, with customers of cut hours moved."""
        skip = opening.holidays
        usual = self.settled(past, timedelta(0), skip) if opening.moved is None else self
        days = CutDays(past, opening, lambda then, some: usual.expect(then, some, skip)[0])
        shares, why = days.shares()
        undone = days.undone(shares)
        if not days.any_of((horizon.first - DAY, *horizon.dates)):
            return Expected(*self.expect(undone, horizon.dates, skip), undone)
        dates = [horizon.first + k * DAY for k in range(-1, horizon.days + 1)]
        rows, guessed = self.expect(undone, dates, skip)
        rows = moved(rows, dates, opening, shares)
        return Expected(rows[1:-1], guessed[1:-1], undone, f"{shares.text}: {why}")

    def _known(self, history: Counts, driver: str, first: date) -> Past:
        """The driver's past before a date; a DataError where it is too short."""
        where = f"transactions, driver '{driver}'"
        if driver not in history.series:
            known = one_of(driver, history.series)
            raise DataError(Problem(where, "no counts of it", known))
        past = read_past(history, driver).until(first)
        if past.known_days < self.least_days:
            raise DataError(
                Problem(
                    where,
                    f"{past.known_days} days of known history before {past.end}",
                    f"at least {self.least_days} days for {self.name}: more history, fewer "
                    "lead_days or a demand file",
                )
            )
        return past

    def _published(
        self, past: Past, mean: Floats, horizon: Horizon, skip: Mapping[date, str]
    ) -> tuple[PublishedDay, ...]:
        """The days whose forecast draws on published figures."""
        return published_days(horizon, mean, skip, past) if self.learns_holidays else ()

    def _sureness(
        self, tested: Tested, mean: Floats, horizon: Horizon
    ) -> tuple[Spread, tuple[Doubt, ...]]:
        """Forecast past weeks with the same lead, and measure the errors: how far days are off.

        Those of the last weeks' ordinary days tell the spread, those of the last year's holidays
        what a holiday leaves open besides.
        """
        skip = tested.skip
        ordinary = self._compared(tested, lambda day: is_usual(day, skip), TESTED_WEEKS)
        spread = spread_of_errors(ordinary)
        if not any(kind_of(day, skip) for day in horizon.dates):
            return spread, ()
        special = self._compared(tested, lambda day: kind_of(day, skip) is not None, PAST_WEEKS)
        return spread, holiday_doubts(horizon, mean, skip, variance_left(special, spread))

    def _compared(
        self, tested: Tested, wanted: Callable[[date], bool], most: int
    ) -> list[ComparedWeek]:
        """The last weeks with what came on some days, and what was expected of them.

        Weeks on a new level that were forecast from before it are left out, as those in which
        nobody was expected: neither says how far weeks on one level are off. They stay where there
        are no others.
        """
        weeks = [*islice(self._tests(tested, wanted), most)]
        if weeks or not tested.strange:
            return weeks
        return [*islice(self._tests(tested._replace(strange=()), wanted), most)]

    def _tests(self, tested: Tested, wanted: Callable[[date], bool]) -> Iterator[ComparedWeek]:
        """The last year's weeks, latest first."""
        past, lead, skip, strange = tested
        for start in (past.end - k * WEEK for k in range(1, PAST_WEEKS + 1)):
            then = past.until(start - lead)
            if then.known_days < self.least_days:
                return
            if any(one.lie_between(then.end, start) for one in strange):
                continue
            dates = [start + timedelta(days=k) for k in range(7)]
            some = np.array([wanted(day) for day in dates])
            counts, known = past.on(dates)
            if not (known & some[:, None]).any():
                continue
            rows, guessed = self.expect(then, dates, skip)
            compared = known & (guessed == 0) & some[:, None]
            if compared.any() and (not strange or float(rows[compared].sum()) >= ANYBODY):
                yield ComparedWeek(counts, rows, compared)


def _guesses(driver: str, horizon: Horizon, slots: NDArray[np.bool_]) -> tuple[str, ...]:
    """Say on which dates the past holds nothing for the weekday and time."""
    return tuple(
        f"{driver} on {horizon.dates[day]}: open at times never seen open on that weekday; "
        "expected from the same time on other days"
        for day in np.unique(horizon.slot_day[slots])
    )


def _unsure(driver: str, doubts: tuple[Doubt, ...]) -> Iterator[str]:
    """Say how far off holidays may be besides what other days are."""
    if doubts:
        names, error = ", ".join(doubt.what for doubt in doubts), doubts[0].variance ** 0.5
        yield f"{driver}: {names}: off by another {error:.0%}, as holidays were in the last year"
