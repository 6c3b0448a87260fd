"""staffopt check: everything wrong with a store at once, then what looks odd."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from staffopt.cli.days import day_text
from staffopt.cli.options import any_week_option, json_option, quiet_option, set_option
from staffopt.cli.packs import print_law
from staffopt.cli.screen import headed, screen

if TYPE_CHECKING:
    from staffopt.inputs.store import Store


MISREAD = ("zone", "zone_hours")
"""Findings of a history that make a plan of it worthless."""


@click.command("check")
@click.argument("store", type=click.Path(path_type=Path))
@any_week_option
@set_option
@json_option
@quiet_option
def command(
    store: Path, week: date | None, changes: dict[str, object], as_json: bool, quiet: bool
) -> None:
    """Find everything wrong or odd in a store at once.

    People and contracts are held against what one week requires: without --week, the first that
    can be planned after the last transaction. Faults end with 2, warnings with 0.
    """
    import staffopt as so

    opened = so.read_store(store, changes=changes)
    found = _look(opened, week)
    if as_json:
        click.echo(json.dumps(_object(opened, found), ensure_ascii=False))
    elif not quiet:
        _print(opened, found)
        if found.week is not None:
            click.echo(f"Next: staffopt plan {store} --week {found.week}")


@dataclass(frozen=True)
class _Look:
    """What was seen: the week held against the people, the history, and what is odd.

    `rules` is what a plan of the week will note of the rules.
    """

    week: date | None = None
    data: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def _look(store: Store, week: date | None) -> _Look:
    """Read the history, and hold one week's requirement against the people."""
    import staffopt as so
    from staffopt.forecasting.files import override_paths
    from staffopt.inputs.plausibility import absent_rules, plausibility

    if store.transactions is None:
        unseen = "no transactions: people were not held against a week's needs"
        return _Look(rules=_of_rules(store, week), warnings=(unseen, *absent_rules(store)))
    sales = so.read_transactions(store)
    after = sales.quality.last.date() + timedelta(days=store.lead_days + 1)
    first = store.week_of(week or after)
    said = override_paths(store.name, first)
    demand = so.forecast(sales, store, week=first, overrides=said)
    odd = plausibility(store, so.staffing(demand, store))
    misread = [str(found) for found in map(sales.quality.found, MISREAD) if found is not None]
    data = tuple(line for line in sales.quality.lines() if line.removesuffix(".") not in misread)
    return _Look(first, data, demand.notes, _of_rules(store, first), (*misread, *odd))


def _of_rules(store: Store, week: date | None) -> tuple[str, ...]:
    """What rules say before a plan: of a week, or of the first after the past roster."""
    import numpy as np

    from staffopt.domain.requirement import Requirement

    zone = ZoneInfo(store.zone)
    worked = [each.shift.start.astimezone(zone).date() for each in store.past]
    day = week or max(worked, default=None)
    if day is None:
        return ()
    horizon = store.horizon(day if week else store.week_of(day) + timedelta(days=7))
    nobody = np.zeros(horizon.slots, bool)
    return tuple(store.said_before(store.problem(Requirement(horizon, {}, nobody, nobody))))


def _object(store: Store, found: _Look) -> dict[str, object]:
    """Return what was seen for scripts."""
    return {
        "store": store.name,
        "people": len(store.people),
        "roles": list(store.roles),
        "rules": [rule.key for rule in store.rules],
        "week": found.week.isoformat() if found.week else None,
        "data": list(found.data),
        "notes": [*found.notes, *found.rules],
        "packs": [asdict(pack) for pack in store.packs],
        "warnings": list(found.warnings),
    }


def _print(store: Store, found: _Look) -> None:
    """Print what was seen, warnings last."""
    from staffopt.inputs.transactions.quality import many

    console = screen()
    console.print(
        f"{store.name}: {len(store.people)} people, roles {', '.join(store.roles)}, "
        f"{many(len(store.rules), 'rule')}, {many(len(store.courses), 'course')}.",
    )
    if found.data:
        console.print(headed("\nTransactions"))
    for line in found.data:
        console.print(line)
    if found.week is not None:
        console.print(headed(f"\nWeek of {day_text(found.week)} {found.week.year}"))
    for note in found.notes:
        console.print(f"Note: {note}")
    print_law(console, store.packs, planned=False)
    for note in found.rules:
        console.print(f"Note: {note}")
    for warning in found.warnings:
        console.print(f"Warning: {warning}")
    console.print(f"No faults, {many(len(found.warnings), 'warning')}.")
