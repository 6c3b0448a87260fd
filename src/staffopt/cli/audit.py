"""staffopt audit: any roster against a store's rules, ours or not."""

from __future__ import annotations

import json
from pathlib import Path

import click

from staffopt.cli.exit_codes import HARD_VIOLATION
from staffopt.cli.options import json_option, quiet_option, set_option


@click.command("audit")
@click.argument("roster", type=click.Path(path_type=Path))
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), help="The store whose rules hold."
)
@set_option
@json_option
@quiet_option
def command(
    roster: Path,
    store: Path,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Check a roster.csv against every rule of a store.

    With --json, prints a list with the columns of violations.csv. Ends with 1 when a hard rule is
    broken.
    """
    import staffopt as so
    from staffopt.cli.violations import print_violations, violation_rows

    opened = so.read_store(store, changes=changes)
    found = so.read_roster(roster, opened)
    violations = so.audit(found, opened)
    if as_json:
        click.echo(json.dumps(violation_rows(violations, found.horizon.tz), ensure_ascii=False))
    elif not quiet:
        print_violations(violations)
    if any(violation.hard for violation in violations):
        raise click.exceptions.Exit(HARD_VIOLATION)
