"""What customers meet with under each scenario, against the base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.cli.scenario_table import scenario_name, scenario_table
from staffopt.domain.stress_wording import each_time, played_text, times

if TYPE_CHECKING:
    from rich.table import Table

    from staffopt.domain.calendar import Horizon
    from staffopt.domain.service_difference import Difference
    from staffopt.experiments.comparison import Comparison


def stress_part(found: Comparison) -> tuple[tuple[str, Table], ...]:
    """Return the table with its title; nothing where no plan was played."""
    test = found.base.plan.stress_test
    if test is None:
        return ()
    title = f"The same {played_text(test)} of customers: more or less than the base"
    return ((title, _table(found, test.horizon)),)


def stress_remarks(found: Comparison) -> tuple[str, ...]:
    """Return what one must know to read the table."""
    test = found.base.plan.stress_test
    if test is None:
        return ()
    one = times(test.horizon).removesuffix("s")
    said = f"\u00b1: one standard error, {one} against the same {one}. In brackets: within noise"
    return (f"{said}, chance makes as much in one case of twenty.",)


def _table(found: Comparison, horizon: Horizon) -> Table:
    """Return the base's figures, and the others' differences."""
    table = scenario_table("in time", "wait s", f"lost{each_time(horizon)}")
    for one in found.outcomes:
        played, change = one.played, found.service_difference(one)
        if change is not None:
            cells = (
                difference_text(change.in_time, 100),
                difference_text(change.wait),
                difference_text(change.lost),
            )
        elif played is not None:
            cells = (
                f"{played.mean_in_time:.1%}",
                f"{played.mean_wait:,.1f}",
                f"{played.mean_left:,.1f}",
            )
        else:
            cells = ("", "", "")
        table.add_row(scenario_name(found, one), *cells)
    return table


def difference_text(change: Difference, factor: float = 1.0) -> str:
    """Return `+1.2 \u00b10.3`, in brackets where chance could have made it; `same` is exact."""
    if change.value == 0 and change.error == 0:
        return "same"
    error = "" if change.error is None else f" \u00b1{factor * change.error:,.1f}"
    text = f"{factor * change.value:+,.1f}{error}"
    return f"({text})" if change.within_noise else text
