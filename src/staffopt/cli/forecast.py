"""staffopt forecast: the customers expected in a week, as a file that may be corrected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from staffopt.cli.options import json_option, quiet_option, set_option, store_argument, week_option


@click.command("forecast")
@store_argument
@week_option
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
    week: date,
    out: Path | None,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Forecast the customers of a week, per driver and slot."""
    import staffopt as so

    opened = so.read_store(store, changes=changes)
    demand = so.forecast(so.read_transactions(opened), opened, week=week)
