"""staffopt publish: a finished plan is the store's roster from now on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from staffopt.cli.options import json_option, made_for_option, publish_at_option, quiet_option

if TYPE_CHECKING:
    from staffopt.inputs.store import Store
    from staffopt.publishing import Publication

MOST_CHANGES = 12
ROSTERS = (".csv", ".xlsx", ".ics")
"""Files that hold a roster and no plan."""


@click.command("publish")
@click.argument("plan", type=click.Path(path_type=Path))
@made_for_option
@publish_at_option
@click.option("--late", is_flag=True, help="Publish although the notice is missed.")
@json_option
@quiet_option
def command(
    plan: Path,
    store: Path,
    publish_at: datetime | None,
    late: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write a plan's shifts into past_roster.csv as published.

    Later plans keep to them, and pay for changes where a rule says so. Stops, and writes nothing,
    where the roster breaks a hard rule, comes too late or lacks hours that were worked, or where
    the plan's roster.csv was edited. Without --publish-at, people are told now.
    """
    import staffopt as so

    _check_plan(plan, store)
    opened = so.read_store(store)
    told = publish_at or datetime.now(UTC)
    done = so.publish(so.read_plan(plan), opened, at=told, late=late)
    if as_json:
        click.echo(json.dumps(_record(done, opened), ensure_ascii=False))
    elif not quiet:
        _tell(done, opened)


def _check_plan(plan: Path, store: Path) -> None:
    """Refuse a roster that is no plan, and a plan's folder whose roster.csv says something else."""
    from staffopt.errors import DataError, Problem
    from staffopt.formats.folder import is_edited

    roster = plan / "roster.csv"
    if is_edited(roster):
        where, found = roster, "another roster than the plan was written with"
    elif plan.suffix.lower() in ROSTERS and plan.is_file():
        where, found = plan, "a roster, which is no plan"
    else:
        return
    audited = f"`staffopt audit {plan} --store {store} --out DIR`"
    raise DataError(
        Problem(str(where), found, f"{audited}, then `staffopt publish DIR --store {store}`")
    )


def _record(done: Publication, store: Store) -> dict[str, object]:
    """Return what `publish --json` prints."""
    from staffopt.domain.money import amount

    return {
        "told_at": done.told_at.isoformat(),
        "shifts": done.shifts,
        "changes": len(done.changes),
        "owed": amount(done.owed),
        "currency": store.currency,
        "notes": list(done.notes),
    }


def _tell(done: Publication, store: Store) -> None:
    """Print what was published and what changed."""
    from staffopt.domain.money import money
    from staffopt.rules.words import many

    click.echo(f"{many(done.shifts, 'shift')} published in {store.folder / 'past_roster.csv'}")
    for note in done.notes:
        click.echo(f"Note: {note}")
    if not done.changes:
        return
    owed = f"{money(done.owed)} {store.currency} owed"
    click.echo(f"{many(len(done.changes), 'changed day')}, {owed}; see roster_changes.csv")
    names = {person.id: person.name for person in store.people}
    for each in done.changes[:MOST_CHANGES]:
        what = "moved" if each.was and each.now else "cancelled" if each.was else "added"
        due = f", {money(each.owed)} {store.currency} ({each.rule})" if each.owed else ""
        why = f", {each.reason}" if each.reason else ""
        click.echo(f"  {names[each.person_id]} {each.day:%a %d %b}: {what}{why}{due}")
    if len(done.changes) > MOST_CHANGES:
        click.echo(f"  ... and {len(done.changes) - MOST_CHANGES} more")
