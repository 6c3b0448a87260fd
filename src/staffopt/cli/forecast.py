"""staffopt forecast: the customers expected in a week, as a file that may be corrected."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from staffopt.cli.demand_tables import demand_table, driver_record
from staffopt.cli.options import (
    any_week_option,
    json_option,
    quiet_option,
    set_option,
    store_argument,
)
from staffopt.cli.week_demand import own_sales

if TYPE_CHECKING:
    from staffopt.domain.demand import Demand


@click.command("forecast")
@store_argument
@any_week_option
@click.option(
    "--score",
    is_flag=True,
    help="Say who was right in past weeks, the stored forecasts or their corrections.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write. [default: forecasts/<store>/<week>.csv]",
)
@set_option
@json_option
@quiet_option
def command(
    store: Path,
    week: date | None,
    score: bool,
    out: Path | None,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Forecast the customers of a week, per driver and slot.

    Corrections in <week>.override.csv next to the file win over the forecast, and are said. With
    --score, all stored weeks that are over (or the one of --week) are held to what came.
    """
    import staffopt as so
    from staffopt.cli.score_tables import tell_score
    from staffopt.forecasting.files import demand_path, override_path, write_demand

    if score and out is not None:
        raise click.UsageError("--out has no part in --score, which reads forecasts/<store>")
    if week is None and not score:
        raise click.UsageError("Missing option '--week', any date in the week, or --score")
    opened = so.read_store(store, changes=changes)
    if score or week is None:
        found = so.score(so.read_transactions(opened), opened, week=week)
        tell_score(found, as_json=as_json, quiet=quiet)
        return
    target = out or demand_path("forecasts", opened.name, opened.week_of(week))
    demand = so.forecast(own_sales(opened), opened, week=week, overrides=override_path(target))
    write_demand(demand, target)
    if as_json:
        click.echo(json.dumps(_object(demand, target), ensure_ascii=False))
    elif not quiet:
        _print(demand, target)


def _object(demand: Demand, target: Path) -> dict[str, object]:
    """Return the week in figures for scripts."""
    return {
        "week": demand.horizon.first.isoformat(),
        "as_of": demand.as_of.isoformat(),
        "drivers": {
            name: driver_record(driver, demand.horizon) for name, driver in demand.drivers.items()
        },
        "notes": list(demand.notes),
        "out": str(target),
    }


def _print(demand: Demand, target: Path) -> None:
    """Print expected customers by day and driver, and what to know about them."""
    from rich.console import Console

    console = Console(highlight=False)
    console.print(demand_table(demand))
    console.print(f"\nKnown: what happened before {demand.as_of}.")
    for note in demand.notes:
        console.print(f"Note: {note}", markup=False)
    console.print(f"Written: {target}", markup=False, soft_wrap=True)
