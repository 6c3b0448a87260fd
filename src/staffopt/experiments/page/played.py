"""The table of what customers meet with in the stress test, scenario by scenario."""

from __future__ import annotations

from staffopt.domain.service_difference import Difference
from staffopt.domain.stress_wording import each_time
from staffopt.experiments.comparison import Comparison, Outcome
from staffopt.experiments.page.figures import Cell, Grid, Line
from staffopt.experiments.page.words import duration, share


def played(comparison: Comparison) -> Grid | None:
    """Return the base's figures and each scenario's differences; None where no plan was played."""
    test = comparison.base.plan.stress_test
    if test is None:
        return None
    heads = ("Served in time", "Mean wait", f"Lost customers{each_time(test.horizon)}")
    return Grid(heads, tuple(_line(comparison, one) for one in comparison.outcomes))


def _line(comparison: Comparison, one: Outcome) -> Line:
    """Return a scenario's row."""
    change, figures = comparison.service_difference(one), one.played
    if change is not None:
        cells = (
            _change(change.in_time, "points", 100),
            _change(change.wait, "s"),
            _change(change.lost),
        )
    elif figures is not None:
        cells = (
            Cell(share(figures.mean_in_time)),
            Cell(duration(figures.mean_wait)),
            Cell(f"{figures.mean_left:,.1f}"),
        )
    else:
        cells = (Cell(""), Cell(""), Cell(""))
    return Line("As it is" if one is comparison.base else one.label, cells)


def _change(change: Difference, unit: str = "", factor: float = 1.0) -> Cell:
    """Return a difference with its error, grey and said so where chance could have made it."""
    if change.value == 0 and change.error == 0:
        return Cell("same", "zero")
    value, sign = abs(factor * change.value), "\u2212" if change.value < 0 else "+"
    error = "" if change.error is None else f" \u00b1{factor * change.error:,.1f}"
    unit = f"\u00a0{unit}" if unit else ""
    if change.within_noise:
        return Cell(f"{sign}{value:,.1f}{error}{unit}, within noise", "zero")
    return Cell(f"{sign}{value:,.1f}{error}{unit}")
