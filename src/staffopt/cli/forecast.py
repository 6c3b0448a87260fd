"""staffopt forecast: the customers expected in a week, as a file that may be corrected."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
    weeks_option,
)
from staffopt.cli.screen import screen

if TYPE_CHECKING:
    from staffopt.domain.demand import Demand


@click.command("forecast")
@store_argument
@any_week_option
@weeks_option
@click.option(
    "--score",
    is_flag=True,
    help="Say who was right in past weeks, the stored forecasts or their corrections.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write, of all weeks. [default: forecasts/<store>/<week>.csv for each]",
)
@set_option
@json_option
@quiet_option
def command(
    store: Path,
    week: date | None,
    weeks: int,
    score: bool,
    out: Path | None,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Forecast one week of customers, or several at once.

    Corrections in <week>.override.csv next to the file win over the forecast, and are said. With
    --score, all stored weeks that are over (or the one of --week) are held to what came.
    """
    import staffopt as so
    from staffopt.cli.score_tables import tell_score
    from staffopt.forecasting.files import override_path, override_paths
    from staffopt.inputs.histories import read_own

    if score and out is not None:
        raise click.UsageError("--out has no part in --score, which reads forecasts/<store>")
    if score and weeks > 1:
        raise click.UsageError("--weeks has no part in --score, which takes all weeks or one")
    if week is None and not score:
        raise click.UsageError("Missing option '--week', any date in the week, or --score")
    opened = so.read_store(store, changes=changes)
    if score or week is None:
        found = so.score(so.read_transactions(opened), opened, week=week)
        tell_score(found, as_json=as_json, quiet=quiet)
        return
    beside = override_paths(opened.name, opened.week_of(week), weeks)
    said = override_path(out) if out else beside
    demand = so.forecast(read_own(opened), opened, week=week, weeks=weeks, overrides=said)
    targets = _write(demand, opened.name, out)
    if as_json:
        click.echo(json.dumps(_together(demand, targets), ensure_ascii=False))
    elif not quiet:
        _print(demand, targets)


def _write(demand: Demand, store: str, out: Path | None) -> tuple[Path, ...]:
    """Write each week to its file, or all to the one that is asked for; return each week's."""
    from staffopt.domain.demand_weeks import weeks_of
    from staffopt.forecasting.files import demand_path, write_demand

    weeks = tuple(weeks_of(demand))
    if out is not None:
        return (write_demand(demand, out),) * len(weeks)
    return tuple(
        write_demand(one, demand_path("forecasts", store, one.horizon.first)) for one in weeks
    )


def _together(demand: Demand, files: Sequence[Path]) -> dict[str, object]:
    """Return one week as it is, and several as a list with what they have in common."""
    from staffopt.domain.demand_weeks import weeks_of

    found = [_object(one, file) for one, file in zip(weeks_of(demand), files, strict=True)]
    if len(found) == 1:
        return found[0]
    common = {"as_of": demand.as_of.isoformat(), "notes": list(demand.notes)}
    own = [{key: value for key, value in one.items() if key not in common} for one in found]
    return {**common, "weeks": own}


def _object(demand: Demand, target: Path) -> dict[str, object]:
    """Return a week in figures for scripts."""
    return {
        "week": demand.horizon.first.isoformat(),
        "as_of": demand.as_of.isoformat(),
        "drivers": {
            name: driver_record(driver, demand.horizon) for name, driver in demand.drivers.items()
        },
        "notes": list(demand.notes),
        "out": str(target),
    }


def _print(demand: Demand, files: Sequence[Path]) -> None:
    """Print expected customers by day and driver, and what to know about them."""
    console = screen()
    console.print(demand_table(demand))
    console.print(f"\nKnown: what happened before {demand.as_of}.")
    for note in demand.notes:
        console.print(f"Note: {note}")
    for target in dict.fromkeys(files):
        console.print(f"Written: {target}", soft_wrap=True)
