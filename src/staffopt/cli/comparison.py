"""A comparison on one screen: what each scenario costs, why, and what it does to the service."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from staffopt.cli.days import day_text
from staffopt.cli.scenario_table import scenario_name, scenario_table
from staffopt.cli.screen import headed
from staffopt.cli.stress_comparison import stress_part, stress_remarks
from staffopt.domain.money import money

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from staffopt.experiments.comparison import Comparison, Outcome

NAMED = {"wages": ("wages",), "overtime": ("overtime",), "service": ("service",)}
"""Components with a column of their own; wishes, training and unmet rules are `other`."""
MOST_SHOWN = 8


def print_comparison(
    console: Console, found: Comparison, folder: Path, wall_seconds: float
) -> None:
    """Print three tables of one row a scenario, and what is behind them."""
    horizon = found.base.plan.problem.horizon
    first, last = horizon.dates[0], horizon.dates[-1]
    seeds = ", ".join(map(str, found.seeds))
    console.print(
        headed(
            f"{day_text(first)} to {day_text(last)} {last.year}",
            f", {found.currency}: seed{'s' if len(found.seeds) > 1 else ''} {seeds}, "
            f"{found.iterations:,} iterations",
        )
    )
    for title, table in (
        ("Cost", _cost_table(found)),
        ("Difference against the base", _difference_table(found)),
        ("Service and training", _service_table(found)),
        *stress_part(found),
    ):
        console.print(headed(f"\n{title}"))
        console.print(table)
    console.print()
    for sentence in _remarks(found):
        console.print(sentence)
    console.print(f"Files in {folder}, {wall_seconds:.1f} s in all", soft_wrap=True)


def _cost_table(found: Comparison) -> Table:
    table = scenario_table("cost", "difference", "", "noise", "gap")
    table.columns[3].justify = "left"
    for one in found.outcomes:
        noise = found.noise(one)
        table.add_row(
            scenario_name(found, one),
            money(one.cost),
            "" if one is found.base else signed(found.difference(one)),
            "" if one is found.base else verdict(found, one),
            "" if noise is None or one is found.base else money(noise),
            f"{one.plan.gap:.1%}",
        )
    return table


def verdict(found: Comparison, one: Outcome) -> str:
    """Return what a difference says."""
    difference, within = found.difference(one), found.within_noise(one)
    if difference == 0:
        return "same cost"
    if within:
        return "within noise"
    return "dearer" if difference > 0 else "cheaper"


def _difference_table(found: Comparison) -> Table:
    table = scenario_table(*NAMED, "other", "all")
    for one in found.outcomes[1:]:
        parts = [sum(found.difference(one, part) for part in parts) for parts in NAMED.values()]
        total = found.difference(one)
        cells = [signed(each) for each in (*parts, total - sum(parts), total)]
        table.add_row(scenario_name(found, one), *cells)
    return table


def _service_table(found: Comparison) -> Table:
    table = scenario_table("in time", "wait s", "short", "paid h", "trained", "unmet")
    for one in found.outcomes:
        total, service = one.totals, one.service
        table.add_row(
            scenario_name(found, one),
            "" if service.in_time is None else f"{service.in_time:.1%}",
            "" if service.wait_s is None else f"{service.wait_s:.0f}",
            str(total.short_slots),
            f"{total.paid_minutes / 60:,.1f}",
            f"{total.held} of {total.needs}",
            f"{total.hard} hard" if total.hard else str(total.priced),
        )
    return table


def _remarks(found: Comparison) -> list[str]:
    """Return what one must know to read the tables."""
    told = ["short: slots below requirement. unmet: priced wishes of the rules."]
    if len(found.seeds) > 1:
        told.append("noise: what another seed alone may change, by the spread of the seeds.")
    else:
        told.append("One seed: the noise is not known, small differences may be chance.")
    label: Mapping[str, str] = {one.name: scenario_name(found, one) for one in found.outcomes}
    lent = [one for one in found.outcomes if one.roster_of]
    told += stress_remarks(found)
    told += [
        f"{label[one.name]}: takes the roster of {label[str(one.roster_of)]}."
        for one in lent[:MOST_SHOWN]
    ]
    if len(lent) > MOST_SHOWN:
        told.append(f"... and {len(lent) - MOST_SHOWN} more take another's roster.")
    told += [f"Note: {note}" for note in found.notes[:MOST_SHOWN]]
    return told


def signed(hundredths: int) -> str:
    """Return money with its sign, also where it is positive."""
    return f"+{money(hundredths)}" if hundredths > 0 else money(hundredths)
