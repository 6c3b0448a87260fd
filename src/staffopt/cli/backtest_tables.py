"""Backtests on one screen: the methods side by side, then the worst weeks of the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.backtesting.wording import (
    best_text,
    day_text,
    percent,
    setting_text,
    signed_percent,
    weeks_text,
)
from staffopt.cli.screen import headed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console
    from rich.table import Table

    from staffopt.backtesting.result import Backtest

LEVEL = 0.9
WIDEST_METHOD = 18


def print_backtests(console: Console, found: Mapping[str, Sequence[Backtest]]) -> None:
    """Print every driver's methods, who is best, and the weeks that went worst."""
    for place, tests in enumerate(found.values()):
        if place:
            console.print()
        _print_driver(console, tests)
    console.print("\nerror: sum of absolute errors over customers; floor: what perfect rates miss")
    console.print("by; MASE: against a copy of the week before; deviance: Poisson's, by slot;")
    console.print(f"under {LEVEL:.0%}: share of counts below that quantile, wanted {LEVEL:.0%}.")


def _print_driver(console: Console, tests: Sequence[Backtest]) -> None:
    first = tests[0]
    console.print(headed(first.driver, f": {weeks_text(first)}"))
    console.print(f"{setting_text(first)}\n")
    console.print(_methods(tests))
    if first.score.sparse:
        console.print("Less than one customer a slot: only the deviance judges fairly there.")
    best = min(tests, key=lambda one: one.score.deviance)
    if text := best_text(tests):
        console.print(text)
    console.print(f"\nWorst weeks of {best.method}, and the worst day of each")
    console.print(_weeks(best))


def _methods(tests: Sequence[Backtest]) -> Table:
    table = _table(
        "Method", "error", "floor", "ratio", "bias", "MASE", "deviance", f"under {LEVEL:.0%}"
    )
    for one in tests:
        score = one.score
        table.add_row(
            one.method,
            percent(score.wape),
            percent(score.floor),
            "-" if score.ratio is None else f"{score.ratio:.3f}",
            signed_percent(score.bias),
            "-" if score.mase is None else f"{score.mase:.3f}",
            f"{score.deviance:.3f}",
            percent(score.coverage[LEVEL]),
        )
    return table


def _weeks(test: Backtest) -> Table:
    scores = dict(zip((week.first for week in test.weeks), test.scores, strict=True))
    table = _table("Week of", "error", "bias", "deviance")
    table.add_column("Worst day", overflow="fold")
    for week in test.worst():
        score = scores[week.first]
        table.add_row(
            str(week.first),
            percent(score.wape),
            signed_percent(score.bias),
            f"{score.deviance:.3f}",
            day_text(test, week),
        )
    return table


def _table(first: str, *headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first, max_width=WIDEST_METHOD, overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
