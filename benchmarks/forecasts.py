"""How far the forecasters are off, on the weeks and groups they were first measured on.

Writes the tables of docs/forecasting.md between its marks; needs the extra `demo`.

python benchmarks/forecasts.py [--print]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import staffopt as so
from staffopt.backtesting.backtest import backtested
from staffopt.backtesting.result import Backtest
from staffopt.backtesting.rolling import Subject
from staffopt.backtesting.score import Score, score
from staffopt.backtesting.tested_week import TestedWeek
from staffopt.backtesting.wording import day_text
from staffopt.domain.demand import Counts
from staffopt.domain.opening import Opening
from staffopt.forecasting import FORECASTERS
from staffopt.forecasting.past import known_before
from staffopt.inputs.transactions.history import history_of
from staffopt.inputs.transactions.read import read_table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "forecasting.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"

LEAD = timedelta(days=14)
WEEK = timedelta(days=7)
PANEL_WEEKS = tuple(date(2017, 7, 3) + k * WEEK for k in range(26))
HOLIDAY_WEEKS = tuple(date(2017, m, d) for m, d in ((7, 3), (9, 4), (11, 20), (12, 18), (12, 25)))
COUNTER_WEEKS = tuple(date(2011, 6, 6) + k * WEEK for k in range(26))
AVERAGE, MAIN = "same_slot_average", "gam"
METHODS = (AVERAGE, MAIN, "ets_profile", "auto")
GRAINS = (15, 60)
GROUPS = {
    "10 busiest stores": (0, 10),
    "next 20": (10, 30),
    "next 46": (30, 76),
    "the rest": (76, 999),
}
LEVEL = 0.9
ALL_WEEKS_GOAL = 1.18
NAMES_ALONE = "tickets, no published figures"
"""All tickets, forecast without what others published of days around holidays."""
TIMED = 20


@dataclass(frozen=True)
class Series:
    """A driver's counts, when its shop is open, and the weeks that are tested."""

    name: str
    counts: Counts
    opening: Opening
    driver: str
    weeks: tuple[date, ...]

    def tested(self, method: str, minutes: int) -> Backtest:
        """A forecaster on all the weeks."""
        subject = Subject(self.counts, self.driver, self.opening, LEAD, minutes)
        return backtested(subject, FORECASTERS[method](), self.weeks)


def panel_series() -> Iterator[Series]:
    """The household panel: all tickets, visits, and groups of stores by their tickets."""
    store = so.read_store(ROOT / "configs" / "supermarket")
    assert store.transactions is not None
    settings = store.transactions.model_copy(update={"expand": None, "visit_minutes": 0})
    table = read_table(settings, store.folder)
    ranked = table.frame["store"].value_counts().index.tolist()
    groups = {"tickets": (0, len(ranked)), "visits": (0, len(ranked)), **GROUPS}
    for name, (first, last) in groups.items():
        kept = table.frame[table.frame["store"].isin(ranked[first:last])]
        merged = settings.model_copy(update={"visit_minutes": 15 if name == "visits" else 0})
        part = replace(table, frame=kept.reset_index(drop=True))
        counts, _ = history_of(part, merged, store.zone, store.opening, store.slot_minutes, 0)
        yield Series(name, counts, store.opening, "sales", PANEL_WEEKS)
        if name == "tickets":
            names = replace(store.opening, holidays=dict(store.opening.holidays))
            yield Series(NAMES_ALONE, counts, names, "sales", PANEL_WEEKS)


def counter_series() -> Iterator[Series]:
    """The trade counter's sales and returns."""
    store = so.read_store(ROOT / "configs" / "trade-counter")
    counts = so.read_transactions(store).counts
    for driver in ("sales", "returns"):
        yield Series(f"counter {driver}", counts, store.opening, driver, COUNTER_WEEKS)


def normal(found: Backtest) -> Score:
    """The score of the weeks without a holiday."""
    return score([week for week in found.weeks if week.first not in HOLIDAY_WEEKS])


Found = Mapping[tuple[str, int, str], Backtest]


def goals(found: Found, coarse: Backtest, cpu: float) -> list[tuple[str, ...]]:
    """The figures that were asked for: what, goal, the first measurement's, ours."""
    fine, hourly, visits = (
        normal(found[name, minutes, MAIN])
        for name, minutes in (("tickets", 15), ("tickets", 60), ("visits", 15))
    )
    worst, where = max(
        (
            one.score.deviance / found[name, minutes, AVERAGE].score.deviance,
            f"{name}, {minutes} min",
        )
        for (name, minutes, method), one in found.items()
        if method == MAIN
    )
    returns = found["counter returns", 60, MAIN].score
    every, alone = (found[name, 60, MAIN].score for name in ("tickets", NAMES_ALONE))
    figures = (
        ("ratio to floor, tickets, 15 min, normal weeks", "1.085", "1.081", fine.ratio),
        ("ratio to floor, tickets, 60 min, normal weeks", "1.15", "1.146", hourly.ratio),
        ("ratio to floor, tickets, 60 min, all 26 weeks", "1.18", "1.22", every.ratio),
        ("the same, without published figures", "1.18", "1.22", alone.ratio),
        ("ratio to floor, visits, 15 min, normal weeks", "1.03", "1.025", visits.ratio),
        ("counter sales, 30 min, ratio to floor", "1.257", "1.257", coarse.score.ratio),
        ("counter returns, 60 min, error", "1.01", "1.01 to 1.04", returns.wape),
        (f"deviance over the average of 8, worst case ({where})", "1.000", "", worst),
        ("seconds of CPU for a forecast from a year", "0.1", "0.02", cpu),
    )
    rows = [
        (what, f"≤ {goal}", note, f"{ours or 0.0:.3f}", met((ours or 0.0) <= float(goal)))
        for what, goal, note, ours in figures
    ]
    return [*rows, *sureness(found)]


def sureness(found: Found) -> Iterator[tuple[str, ...]]:
    """How well quantiles are kept and the level is met in weeks without a holiday."""
    panel = {
        (name, minutes): normal(one).coverage[LEVEL]
        for (name, minutes, method), one in found.items()
        if method == MAIN and not name.startswith("counter")
    }
    main, least, most = panel["tickets", 15], min(panel.values()), max(panel.values())
    bias = normal(found["tickets", 15, MAIN]).bias or 0.0
    more, goal = "tickets, 15 min, normal weeks", "88 to 92 %"
    what = f"counts under the 90 % quantile, {more}"
    yield (what, goal, "92 to 93 %", f"{main:.1%}", met(0.88 <= main <= 0.92))
    what = "the same, each series of the panel at 15 and 60 min"
    yield (what, goal, "", f"{least:.1%} to {most:.1%}", met(0.88 <= least <= most <= 0.92))
    yield (f"bias, {more}", "within 1.5 %", "+1.1 %", f"{bias:+.1%}", met(abs(bias) <= 0.015))


def met(good: bool) -> str:
    """Whether a goal is met, as the table says it."""
    return "yes" if good else "**no**"


def comparison(found: Found) -> Iterator[tuple[str, ...]]:
    """Each group and grain: customers, floor, and by method error, ratio and deviance."""
    for name, minutes in dict.fromkeys((name, minutes) for name, minutes, _ in found):
        tests = [found[name, minutes, method].score for method in METHODS]
        first = tests[0]
        yield (
            name,
            str(minutes),
            f"{first.customers / first.slots:.2f}",
            percent(first.floor),
            *(f"{one.deviance:.3f}" for one in tests),
            *(percent(one.wape) for one in tests[:3]),
            "-" if tests[1].ratio is None else f"{tests[1].ratio:.3f}",
            percent(tests[1].bias),
            percent(tests[1].coverage[LEVEL]),
        )


def worst(found: Backtest) -> Iterator[tuple[str, ...]]:
    """The weeks beyond the goal of all 26, each with its worst day, and all others together."""
    others: list[TestedWeek] = []
    for week, one in zip(found.weeks, found.scores, strict=True):
        if (one.ratio or 0.0) > ALL_WEEKS_GOAL:
            yield (str(week.first), *_beyond(one), day_text(found, week))
        else:
            others.append(week)
    yield (f"the other {len(others)}", *_beyond(score(others)), "")


def _beyond(one: Score) -> tuple[str, ...]:
    """Ratio to the floor, customers missed beyond the goal, error, bias and deviance."""
    missed = one.customers * ((one.wape or 0.0) - ALL_WEEKS_GOAL * (one.floor or 0.0))
    figures = (f"{one.ratio or 0.0:.3f}", f"{missed:+.0f}", percent(one.wape), percent(one.bias))
    return (*figures, f"{one.deviance:.3f}")


def cpu_of(series: Series) -> float:
    """CPU seconds of one forecast with its quantiles from the whole history."""
    known = known_before(series.counts, series.weeks[-1] - LEAD)
    horizon = Subject(series.counts, series.driver, series.opening, LEAD, 15).week(series.weeks[-1])
    began = time.process_time()
    for _ in range(TIMED):
        FORECASTERS[MAIN]().forecast(known, series.driver, horizon, series.opening)
    return (time.process_time() - began) / TIMED


def percent(share: float | None) -> str:
    """A share in percent, a dash where there is none."""
    return "-" if share is None else f"{100 * share:.1f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def with_figures(page: str, figures: str) -> str:
    """The page with new figures between its marks."""
    before, mark, rest = page.partition(BEGIN)
    _, closing, after = rest.partition(END)
    if not mark or not closing:
        raise SystemExit(f"{PAGE.name} has lost its marks {BEGIN.strip()} and {END.strip()}")
    return f"{before}{BEGIN}{figures}{END}{after}"


def measured() -> str:
    """Run everything, and say it in three tables."""
    every = [*panel_series(), *counter_series()]
    found: dict[tuple[str, int, str], Backtest] = {}
    for series in every:
        for minutes in GRAINS:
            for method in METHODS:
                found[series.name, minutes, method] = series.tested(method, minutes)
        print(series.name, f"{time.process_time():.0f} s of CPU so far", file=sys.stderr)
    coarse = next(one for one in every if one.name == "counter sales").tested(MAIN, 30)
    heads = ("figure", "goal", "first measured", "ours", "met")
    first = table(heads, goals(found, coarse, cpu_of(every[0])))
    names = [f"deviance {method}" for method in METHODS]
    more = ("error average", "error gam", "error ets", "ratio gam", "bias gam", "under 90 % gam")
    second = table(("series", "min", "a slot", "floor", *names, *more), list(comparison(found)))
    third = table(
        ("week of", "ratio", "missed beyond 1.18", "error", "bias", "deviance", "worst day"),
        list(worst(found["tickets", 60, MAIN])),
    )
    return (
        f"{first}\nBy series, all 26 weeks (error, floor, bias and coverage in percent, deviance a "
        f"slot):\n\n{second}\nThe weeks of `gam` on all tickets, 60 minutes, whose ratio is above "
        f"1.18, and the customers missed beyond that:\n\n{third}"
    )


def main() -> None:
    """Measure, and write or print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", help="print instead of writing")
    asked = parser.parse_args()
    figures = measured()
    if asked.print:
        print(figures)
    else:
        PAGE.write_text(with_figures(PAGE.read_text("utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main()
