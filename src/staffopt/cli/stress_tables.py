"""A stress test on one screen: each role's week, its days, where it is at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.cli.days import day_text
from staffopt.cli.screen import headed
from staffopt.domain.stress_test import LEVELS, RoleService, StressTest
from staffopt.domain.stress_wording import (
    bottleneck_text,
    call_outs_text,
    each_time,
    played_text,
    stretch_text,
    times,
)
from staffopt.formats.cells import wait_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDEST_NAME = 20
MOST_SHOWN = 5


def print_stress(console: Console, found: StressTest) -> None:
    """Print the week of every role, the days of each, what is at risk and the bottleneck."""
    dates = found.horizon.dates
    console.print(
        headed(
            f"{day_text(dates[0])} to {day_text(dates[-1])} {dates[-1].year}",
            f": {played_text(found)}, seed {found.seed}\n",
        )
    )
    console.print(_roles(found))
    for role in found.roles.values():
        target = f"{role.served_share:.0%} within {role.within:g} s"
        console.print(headed(f"\n{role.role}", f" by day; wanted: {target}"), soft_wrap=True)
        console.print(_days(role))
    said = ", ".join(f"{level:.0%}" for level in LEVELS)
    console.print(
        f"\n{said}: in so many of the {times(found.horizon)} the day is at least as good."
    )
    console.print("Waits are in minutes and seconds.")
    _print_risks(console, found)
    absences = call_outs_text(found)
    if absences:
        console.print(f"\nCall-outs: {absences} ±: one standard error.")
    for note in found.notes:
        console.print(f"Note: {note}")


def _print_risks(console: Console, found: StressTest) -> None:
    """Print the worst stretches, and the bottleneck in words."""
    risks = found.at_risk
    if found.bottleneck is None:
        console.print("\nNo slot is at risk: none is below its target by more than chance.")
        return
    each = each_time(found.horizon)
    console.print(headed(f"\nAt risk ({len(risks)})", f": not in time of customers{each}"))
    for one in risks[:MOST_SHOWN]:
        where = stretch_text(one, found.horizon)
        console.print(f"{where}: {one.late:,.1f} of {one.customers:,.1f}")
    if len(risks) > MOST_SHOWN:
        console.print(f"... and {len(risks) - MOST_SHOWN} more, in --json")
    console.print(f"\nBottleneck: {bottleneck_text(found)}")


def _roles(found: StressTest) -> Table:
    table = _table("Role", "customers", "wait", "in time", "wanted", "left", "slots at risk")
    for role in found.roles.values():
        error = "" if role.in_time_error is None else f" ±{role.in_time_error * 100:.1f}"
        if not role.customers:
            table.add_row(role.role, "0.0")
            continue
        table.add_row(
            role.role,
            f"{role.customers:,.1f}",
            wait_text(role.wait),
            share_text(role.in_time) + error,
            f"{role.served_share:.0%}",
            share_text(role.left),
            f"{int(role.slots_at_risk.sum())} of {int((role.slot_customers > 0).sum())}",
        )
    return table


def _days(role: RoleService) -> Table:
    percent = [f"{level:.0%}" for level in LEVELS]
    table = _table("Day", "customers", "wait", *percent, "in time", *percent)
    for day in role.days:
        table.add_row(
            day_text(day.day),
            f"{day.customers:,.1f}",
            wait_text(day.wait),
            *(wait_text(value) for value in day.waits.values()),
            share_text(day.in_time),
            *(share_text(value) for value in day.shares.values()),
        )
    return table


def _table(first: str, *headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(first, no_wrap=first == "Day", max_width=WIDEST_NAME, overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def share_text(share: float) -> str:
    """Return `79.3%`."""
    return f"{share:.1%}"
