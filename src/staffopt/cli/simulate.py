"""staffopt simulate: a finished plan against many random weeks of customers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from staffopt.cli.made_for import store_of
from staffopt.cli.options import (
    demand_option,
    json_option,
    made_for_option,
    quiet_option,
    set_option,
)
from staffopt.cli.screen import screen
from staffopt.cli.week_demand import week_demand


@click.command("simulate")
@click.argument("plan", type=click.Path(path_type=Path))
@made_for_option
@demand_option
@click.option("--weeks", type=int, default=200, show_default=True, help="Random weeks to play.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed, the same customers."
)
@click.option(
    "--service-cv",
    type=float,
    default=1.0,
    show_default=True,
    help="Standard deviation of handling times over their mean.",
)
@click.option(
    "--call-outs",
    type=float,
    help="Chance that a person who is due on a day does not come. [default: the store's, 0]",
)
@set_option
@json_option
@quiet_option
def command(
    plan: Path,
    store: Path,
    demand: Path | None,
    weeks: int,
    seed: int,
    service_cv: float,
    call_outs: float | None,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Play a plan against random customers.

    Says how long customers wait with this roster, role by role and day by day, where too few are
    served in time, and why. Changes that the plan was made with hold here too.
    """
    import staffopt as so
    from staffopt.cli.stress_tables import print_stress
    from staffopt.simulation.record import record

    made = so.read_plan(plan)
    opened = store_of(made, store, changes, quiet=quiet)
    horizon = made.roster.horizon
    expected = week_demand(opened, horizon.first, demand, horizon.days // 7)
    found = so.simulate(
        made,
        expected,
        opened,
        weeks=weeks,
        seed=seed,
        service_cv=service_cv,
        call_outs=call_outs,
    )
    if as_json:
        click.echo(json.dumps(record(found), ensure_ascii=False))
    elif not quiet:
        print_stress(screen(), found)
