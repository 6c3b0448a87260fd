"""A plan in one screen for people, and in one object for scripts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from staffopt.cli.coverage import coverage, coverage_table
from staffopt.cli.days import day_text
from staffopt.cli.packs import print_law
from staffopt.cli.screen import headed
from staffopt.cli.stress_rows import stress_object, stress_rows
from staffopt.cli.violations import violation_rows, violation_table
from staffopt.cli.weeks import week_rows, week_table
from staffopt.domain.money import amount, money
from staffopt.domain.spread import WEEK
from staffopt.formats.carrying import edited_files
from staffopt.rules.words import many

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from staffopt.domain.plan import Plan

STATUS = {
    "optimal": "optimal: proved that no plan is cheaper",
    "unmet": "legal, but some things could not be met",
    "illegal": "a hard rule is broken",
}
MOST_NOTES = 8


def summary_object(plan: Plan, out: Path, wall_seconds: float) -> dict[str, object]:
    """Return what `plan --json` prints; money in units of the currency."""
    horizon = plan.problem.horizon
    return {
        "status": plan.status,
        "week": horizon.first.isoformat(),
        "currency": plan.problem.currency,
        "cost": amount(plan.cost),
        "costs": {name: amount(cost) for name, cost in plan.costs.items()},
        "bound": amount(plan.bound),
        "bound_by": plan.bound_by,
        "gap": round(plan.gap, 6),
        "gap_money": amount(plan.cost - plan.bound),
        "gap_of_rest": round(_gap_of_rest(plan), 6),
        "forced_wages": amount(plan.forced_wages),
        "seconds": round(plan.run.seconds, 3),
        "first_roster_s": round(plan.run.first_roster_s, 3),
        "wall_seconds": round(wall_seconds, 3),
        "iterations": plan.run.iterations,
        "seed": plan.run.seed,
        "stopped": plan.run.stopped,
        "shifts": len(plan.roster.shifts),
        "coverage": [asdict(one) for one in coverage(plan)],
        "weeks": week_rows(plan),
        "stress_test": stress_object(plan.stress_test),
        "sessions_held": len(plan.roster.sessions),
        "training_displaced": len(plan.roster.displaced),
        "packs": [asdict(pack) for pack in plan.packs],
        "violations": violation_rows(plan.violations, horizon.tz),
        "notes": list(plan.notes),
        "out": str(out),
        "edited": [str(kept) for kept in edited_files(out)],
    }


def print_summary(console: Console, plan: Plan, out: Path, wall_seconds: float) -> None:
    """Print what a manager asks first: is it legal, what does it cost, what is not met."""
    first, last = plan.problem.horizon.dates[0], plan.problem.horizon.dates[-1]
    weeks = f"{day_text(first)} to {day_text(last)} {last.year}"
    console.print(headed(weeks, f": {_status(plan)}"))
    console.print()
    console.print(_bill(plan))
    console.print()
    console.print(coverage_table(plan))
    if plan.roster.horizon.days > WEEK:
        console.print()
        console.print(week_table(plan))
    console.print()
    console.print(_facts(plan, wall_seconds))
    if plan.violations:
        console.print(headed(f"\nNot met ({len(plan.violations)})"))
        console.print(violation_table(plan.violations, all_in="violations.csv"))
    _print_displaced(console, plan)
    print_law(console, plan.packs)
    for note in plan.notes[:MOST_NOTES]:
        console.print(f"Note: {note}")
    if len(plan.notes) > MOST_NOTES:
        console.print(f"... and {many(len(plan.notes) - MOST_NOTES, 'more note')}")
    written = "Written to" if out.is_file() else "Files in"
    console.print(f"\n{written} {out}", soft_wrap=True)
    for kept in edited_files(out):
        console.print(f"Edited by hand, kept: {kept}", soft_wrap=True)
    page = out / "report.html"
    if page.exists():
        console.print(f"Page to read: {page}", soft_wrap=True)


def _status(plan: Plan) -> str:
    """Return what the plan is in a few words; a legal one says how many slots are short."""
    if plan.status != "feasible":
        return STATUS[plan.status]
    roles = coverage(plan)
    short = sum(role.slots_short for role in roles)
    if not short:
        return "legal, nothing unmet"
    return f"legal; {short:,} of {sum(role.slots for role in roles):,} slots short"


def _bill(plan: Plan) -> Table:
    """Return the cost by component, with the bound under the total."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(min_width=16)
    table.add_column(justify="right", min_width=12)
    table.add_column()
    for name, cost in plan.costs.items():
        table.add_row(name.replace("_", " "), money(cost), "")
    table.add_row(headed("cost"), headed(money(plan.cost)), plan.problem.currency)
    gap = f"gap {plan.gap:.2%}, {money(plan.cost - plan.bound)} {plan.problem.currency}"
    table.add_row("bound", money(plan.bound), f"{gap}; by {plan.bound_by}")
    if plan.forced_wages:
        said = f"due whatever is planned; gap of the rest {_gap_of_rest(plan):.2%}"
        table.add_row("forced wages", money(plan.forced_wages), said)
    return table


def _gap_of_rest(plan: Plan) -> float:
    """Return the gap over the cost that planning can change: forced wages flatter the ratio."""
    rest = plan.cost - plan.forced_wages
    return (plan.cost - plan.bound) / rest if rest > 0 else 0.0


def _facts(plan: Plan, wall_seconds: float) -> Table:
    """Return people, hours, training and the run."""
    from rich.table import Table

    roster, run = plan.roster, plan.run
    hours = sum(shift.paid_minutes for shift in roster.shifts) / 60
    held = sum(len(session.attendees) for session in roster.sessions)
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(min_width=16)
    table.add_column()
    table.add_row(
        "people",
        f"{len(roster.by_person)} of {len(plan.problem.people)} work "
        f"{len(roster.shifts)} shifts, {hours:,.2f} paid hours",
    )
    table.add_row(
        "training",
        f"{held} of {held + len(roster.displaced)} needs held, "
        f"in {many(len(roster.sessions), 'session')}",
    )
    table.add_row(
        "search",
        f"{run.seconds:.1f} s, first roster after {run.first_roster_s:.2f} s, seed {run.seed}, "
        f"stopped by {run.stopped}; {wall_seconds:.1f} s in all",
    )
    for row in stress_rows(plan.stress_test):
        table.add_row(*row)
    return table


def _print_displaced(console: Console, plan: Plan) -> None:
    """Print who misses which training, and why."""
    if not plan.roster.displaced:
        return
    console.print(headed(f"\nTraining displaced ({len(plan.roster.displaced)})"))
    for one in plan.roster.displaced[:MOST_NOTES]:
        person = plan.problem.person[one.need.person_id].name
        course = plan.problem.course[one.need.course_id].name
        console.print(f"{person}, {course}: {one.reason}")
    if len(plan.roster.displaced) > MOST_NOTES:
        console.print(f"... and {len(plan.roster.displaced) - MOST_NOTES} more, in training.csv")
