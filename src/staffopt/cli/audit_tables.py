"""An audited roster on one screen: what it breaks, owes and costs, and how a plan compares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.cli.coverage import coverage, coverage_table
from staffopt.cli.days import day_text
from staffopt.cli.packs import print_law
from staffopt.cli.screen import headed
from staffopt.cli.stress_comparison import difference_text
from staffopt.cli.stress_rows import stress_rows
from staffopt.cli.violations import MOST_SHOWN, print_violations
from staffopt.domain.money import money
from staffopt.domain.stress_wording import each_time
from staffopt.rules.words import many

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from staffopt.domain.plan import Plan
    from staffopt.domain.side_by_side import SideBySide

PLAN_LESS_ROSTER = "the plan's change"
"""The heading over what the plan has more (+) or less (-) than this roster."""


def print_audit(console: Console, plan: Plan, beside: SideBySide | None, *, judged: bool) -> None:
    """Print what a manager asks of a roster: is it legal, what does it cost, is ours better."""
    horizon = plan.roster.horizon
    first, last = horizon.dates[0], horizon.dates[-1]
    at_work = len(plan.roster.by_person)
    people = "1 person" if at_work == 1 else f"{at_work} people"
    console.print(
        f"{day_text(first)} to {day_text(last)} {last.year}: "
        f"{many(len(plan.roster.shifts), 'shift')} of {people}"
    )
    print_violations(plan.violations, console)
    if plan.claims:
        console.print(headed("\nOwed on top of wages"))
        console.print(_owed(plan))
    console.print(headed(f"\nCost in {plan.problem.currency}"))
    console.print(_costs(plan, beside))
    if judged:
        console.print()
        console.print(coverage_table(plan) if beside is None else _coverage(beside))
    if beside is not None:
        _print_beside(console, beside)
    print_law(console, plan.packs)
    for row in stress_rows(plan.stress_test):
        console.print(": ".join(row))
    for note in plan.notes:
        console.print(f"Note: {note}")


def _plain(*headings: str) -> Table:
    """Return an empty table: text first, numbers after it."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="right" if at else "left")
    return table


def _owed(plan: Plan) -> Table:
    """Return the extra pay, the dearest first."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Amount", justify="right", no_wrap=True)
    table.add_column("Rule", no_wrap=True)
    table.add_column("What")
    ordered = sorted(plan.claims, key=lambda one: (-one.amount, one.start, one.person_id))
    for one in ordered[:MOST_SHOWN]:
        told = f"{one.message}\nby {one.citation}" if one.citation else one.message
        table.add_row(money(one.amount), one.rule, told)
    if len(ordered) > MOST_SHOWN:
        table.add_row("", "", f"... and {len(ordered) - MOST_SHOWN} more, all in --json")
    return table


def _costs(plan: Plan, beside: SideBySide | None) -> Table:
    """Return the cost by component, with the other roster's beside it."""
    if beside is None:
        table = _plain("", "this roster")
        for name, cost in plan.costs.items():
            table.add_row(name.replace("_", " "), money(cost))
        table.add_row("cost", money(plan.cost), style="bold")
        return table
    table = _plain("", "this roster", "the plan", PLAN_LESS_ROSTER)
    rows = [*beside.costs.items(), ("cost", (plan.cost, beside.other.cost))]
    for name, (here, there) in rows:
        cells = money(here), money(there), f"{(there - here) / 100:+,.2f}"
        table.add_row(name.replace("_", " "), *cells, style="bold" if name == "cost" else "")
    return table


def _coverage(beside: SideBySide) -> Table:
    """Return the cover of each role in both rosters."""
    table = _plain("Role", "hours required", "on duty", "plan", "slots short", "plan")
    other = {each.role: each for each in coverage(beside.other)}
    for here in coverage(beside.plan):
        there = other[here.role]
        table.add_row(
            here.role,
            f"{here.required_hours:,.2f}",
            f"{here.scheduled_hours:,.2f}",
            f"{there.scheduled_hours:,.2f}",
            f"{here.slots_short} of {here.slots}",
            f"{there.slots_short} of {there.slots}",
        )
    return table


def _print_beside(console: Console, beside: SideBySide) -> None:
    """Print how the other roster fares: rules broken, hours of people, customers."""
    broken = _plain("Rules broken", "this roster", "the plan")
    for rule, counts in beside.breaches.items():
        broken.add_row(rule, *(str(count) for count in counts))
    hours = _plain("Paid hours", "this roster", "the plan", PLAN_LESS_ROSTER)
    for one in beside.hours:
        if one.minutes != one.other_minutes:
            pair = one.minutes / 60, one.other_minutes / 60
            cells = (f"{each:,.2f}" for each in pair)
            hours.add_row(one.name, *cells, f"{pair[1] - pair[0]:+,.2f}")
    lost = f"lost{each_time(beside.plan.roster.horizon)}"
    served = _plain("This roster over the plan", "in time", "wait s", lost)
    for role, change in beside.service.items():
        told = (change.in_time, 100.0), (change.wait, 1.0), (change.lost, 1.0)
        served.add_row(role, *(difference_text(*each) for each in told))
    for table in (broken, hours, served):
        if table.row_count:
            console.print()
            console.print(table)
