"""staffopt backtest: how good forecasts were in weeks that they had not seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from staffopt.cli.options import json_option, quiet_option, set_option, store_argument
from staffopt.cli.screen import screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from staffopt.backtesting.result import Backtest


@click.command("backtest")
@store_argument
@click.option("--driver", "drivers", multiple=True, help="A driver to test. [default: all counted]")
@click.option(
    "--method",
    "methods",
    multiple=True,
    help="A forecaster to test; may be given again. [default: the store's]",
)
@click.option("--weeks", type=int, default=26, show_default=True, help="The last weeks to test.")
@click.option(
    "--lead-days", type=int, help="Days between what is known and the week. [default: the store's]"
)
@click.option(
    "--minutes", type=int, help="Slots are added up to this, such as 60. [default: the store's]"
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page with pictures to this file.",
)
@set_option
@json_option
@quiet_option
def command(
    store: Path,
    drivers: tuple[str, ...],
    methods: tuple[str, ...],
    weeks: int,
    lead_days: int | None,
    minutes: int | None,
    page: Path | None,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Test forecasts on past weeks.

    Each week is forecast from what was known --lead-days before it, then held against the customers
    who came. Several methods are tested on the same weeks.
    """
    import staffopt as so
    from staffopt.backtesting.store_backtest import backtest_store

    opened = so.read_store(store, changes=changes)
    found = backtest_store(
        opened,
        so.read_transactions(opened),
        drivers=drivers,
        methods=methods,
        lead=lead_days,
        weeks=weeks,
        minutes=minutes,
    )
    if page is not None:
        from staffopt.backtesting.page import write_page

        write_page(opened.name, found, page)
    _tell(opened.name, found, page, as_json=as_json, quiet=quiet)


def _tell(
    store: str,
    found: Mapping[str, tuple[Backtest, ...]],
    page: Path | None,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Print the results in the form that was asked for."""
    from staffopt.backtesting.record import record

    if as_json:
        results = [record(one) for tests in found.values() for one in tests]
        said = {"store": store, "results": results, "page": str(page) if page else None}
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not quiet:
        from staffopt.cli.backtest_tables import print_backtests

        console = screen()
        print_backtests(console, found)
        if page is not None:
            console.print(f"\nPage to read: {page}", soft_wrap=True)
