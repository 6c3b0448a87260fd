"""What the two missed figures of docs/forecasting.md are missed by, and what was tried.

python benchmarks/missed_figures.py
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from forecasts import COUNTER_WEEKS, LEAD, PANEL_WEEKS, Series, counter_series, panel_series, table
from staffopt.backtesting.rolling import Subject, rolled
from staffopt.backtesting.score import Score, score
from staffopt.domain.calendar import DAY
from staffopt.domain.holidays import Holidays, PublishedEffect
from staffopt.domain.opening import Opening
from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.cut_hours import open_columns
from staffopt.forecasting.ets_profile import EtsProfile
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import Past, read_past

HOUR = 60
EARLIER = tuple(COUNTER_WEEKS[0] - timedelta(weeks=9 - k) for k in range(9))
"""Weeks of the counter before those that are reported, to choose by."""

EARLIER_PANEL = tuple(PANEL_WEEKS[0] - timedelta(weeks=17 - k) for k in range(17))
LOCAL = ("Lincoln", "Susan B.", "Election")
MINOR = ("Columbus", "Veterans", "Martin Luther", "Washington")

THANKSGIVING, CHRISTMAS_EVE = date(2017, 11, 23), date(2017, 12, 24)
DAYS: Mapping[str, tuple[date, ...]] = {
    "none": (),
    "Independence Day": (date(2017, 7, 4),),
    "Monday and Tuesday before Thanksgiving": tuple(THANKSGIVING - k * DAY for k in (3, 2)),
    "eve of Thanksgiving": (THANKSGIVING - DAY,),
    "Thanksgiving until 17:00": (THANKSGIVING,),
    "Friday to Sunday after it": tuple(THANKSGIVING + k * DAY for k in (1, 2, 3)),
    "21 to 24 December": tuple(CHRISTMAS_EVE - k * DAY for k in range(4)),
    "Halloween, and the Sunday on which clocks go back": (date(2017, 10, 31), date(2017, 11, 5)),
}
HOLIDAYS = tuple(day for name, days in DAYS.items() if name[0] != "H" for day in days)


def knowing(truth: Past, days: Collection[date]) -> Forecaster:
    """Like `gam`, told how many customers come on some days, but not when."""

    class Knowing(Gam):
        """See `knowing`."""

        def expect(
            self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
        ) -> tuple[Floats, Floats]:
            rows, guessed = super().expect(past, dates, skip)
            counts, known = truth.on(dates)
            for k, day in enumerate(dates):
                if day in days and known[k].any():
                    rows[k] *= counts[k][known[k]].sum() / rows[k][known[k]].sum()
            return rows, guessed

    return Knowing()


def fewer(share: float) -> Forecaster:
    """A share of what `gam` expects."""

    class Fewer(Gam):
        """See `fewer`."""

        def expect(
            self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
        ) -> tuple[Floats, Floats]:
            rows, guessed = super().expect(past, dates, skip)
            return rows * share, guessed

    return Fewer()


def without_holidays(names: Collection[str]) -> Forecaster:
    """Like `gam`, taking holidays whose names hold one of some words for ordinary days."""

    class Fewer(Gam):
        """See `without_holidays`."""

        def expect(
            self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
        ) -> tuple[Floats, Floats]:
            kept = {day: name for day, name in skip.items() if not any(n in name for n in names)}
            return super().expect(past, dates, Holidays(kept, published_effects(skip)))

    return Fewer()


def published_effects(names: Mapping[date, str]) -> tuple[PublishedEffect, ...]:
    """What is published of holidays, if anything."""
    return names.effects if isinstance(names, Holidays) else ()


def between(one: Forecaster, other: Forecaster) -> Forecaster:
    """The geometric mean of two."""

    class Mean(Gam):
        """See `between`."""

        def expect(
            self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
        ) -> tuple[Floats, Floats]:
            rows, guessed = one.expect(past, dates, skip)
            return np.sqrt(rows * other.expect(past, dates, skip)[0]), guessed

    return Mean()


def lagged(sales: Past, opening: Opening, behind: int, weeks: int) -> Forecaster:
    """Returns in their own shape, at a share of the sales of the last `behind` weeks.

    The share is that of the last `weeks` known ones; sales not known yet are `gam`'s.
    """

    class Lagged(Gam):
        """See `lagged`."""

        def expect(
            self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
        ) -> tuple[Floats, Floats]:
            rows, guessed = Gam(level_gain=0.0, trend_gain=0.0).expect(past, dates, skip)
            known = sales.until(past.end)
            ahead = [past.end + k * DAY for k in range((max(dates) - past.end).days + 1)]
            coming = (Gam().expect(known, ahead, skip)[0] * at_open(opening, ahead)).sum(axis=1)
            sold = by_week(np.concatenate([daily(known), coming]))
            gone = np.convolve(sold, np.ones(behind) / behind)[: len(sold)]
            back = by_week(daily(past))
            share = back[-weeks:].sum() / gone[: len(back)][-weeks:].sum()
            usual = (rows * at_open(opening, dates)).sum()
            return rows * (share * gone[-1] / usual), guessed

    return Lagged()


def at_open(opening: Opening, dates: Sequence[date]) -> Floats:
    """1 where the store is open, a row per date, each to its midnight."""
    return np.array([open_columns(opening.hours(day), 96)[:96] for day in dates], float)


def daily(past: Past) -> Floats:
    """What is known of each day's customers."""
    found: Floats = np.where(past.known, past.counts, 0.0).sum(axis=1)
    return found


def by_week(days: Floats) -> Floats:
    """Sums of seven days, up to the last."""
    found: Floats = days[len(days) % 7 :].reshape(-1, 7).sum(axis=1)
    return found


def judged(series: Series, method: Forecaster, weeks: Sequence[date]) -> Score:
    """A forecaster on weeks by the hour, without quantiles."""
    subject = Subject(series.counts, series.driver, series.opening, LEAD, HOUR)
    return score(rolled(subject, method, weeks, how_sure=False))


def of_tickets(tickets: Series) -> Iterator[tuple[str, ...]]:
    """The ratio of all 26 weeks where the totals of some days are known."""
    truth = read_past(tickets.counts, tickets.driver)
    for name, days in {**DAYS, "all of them but the last two": HOLIDAYS}.items():
        found = judged(tickets, knowing(truth, days), PANEL_WEEKS)
        yield (name, f"{found.ratio or 0.0:.3f}", f"{found.deviance:.3f}")


def of_methods(tickets: Series) -> Iterator[tuple[str, ...]]:
    """The ratio of other ways to forecast, on weeks before the reported ones and on these."""
    methods = {
        "`gam`": Gam(),
        "federal holidays only": without_holidays(LOCAL),
        "only holidays that most shops keep": without_holidays((*LOCAL, *MINOR)),
        "`level_gain` 0.2, no trend": Gam(level_gain=0.2, trend_gain=0.0),
        "mean of `gam` and `ets_profile`": between(Gam(), EtsProfile()),
    }
    for name, method in methods.items():
        found = [judged(tickets, method, weeks) for weeks in (EARLIER_PANEL, PANEL_WEEKS)]
        yield (name, *(f"{one.ratio or 0.0:.3f}" for one in found))


def of_returns(sales: Series, returns: Series) -> Iterator[tuple[str, ...]]:
    """Error, bias and deviance of returns by several methods, on earlier weeks and the reported."""
    sold = read_past(sales.counts, sales.driver)
    methods = {
        "`gam`": Gam(),
        "nine tenths of it": fewer(0.9),
        "three quarters of it": fewer(0.75),
        "half of it": fewer(0.5),
        "nobody": fewer(0.0),
        "`gam`, weekday_price 10,000": Gam(weekday_price=1e4),
        "`ets_profile`": EtsProfile(),
        **{
            f"own shape, share of the last {behind} weeks' sales by {weeks} weeks": lagged(
                sold, sales.opening, behind, weeks
            )
            for behind, weeks in ((1, 8), (1, 16), (3, 16), (6, 16))
        },
    }
    for name, method in methods.items():
        cells = [name]
        for weeks in (EARLIER, COUNTER_WEEKS):
            found = judged(returns, method, weeks)
            cells += [f"{found.wape or 0.0:.3f}", f"{100 * (found.bias or 0.0):+.1f}"]
            cells.append(f"{found.deviance:.3f}")
        yield tuple(cells)


def main() -> None:
    """Print the tables."""
    tickets = next(iter(panel_series()))
    print(table(("totals known of", "ratio", "deviance"), list(of_tickets(tickets))))
    heads = ("tickets by", "17 weeks from 6 March", "26 weeks from 3 July")
    print(table(heads, list(of_methods(tickets))))
    sales, returns = counter_series()
    earlier, reported = (
        (f"{weeks}: error", "bias %", "deviance") for weeks in ("earlier", "reported")
    )
    print(table(("returns as", *earlier, *reported), list(of_returns(sales, returns))))


if __name__ == "__main__":
    main()
