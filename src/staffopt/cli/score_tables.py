"""Past forecasts and corrections on one screen: who was right, by week and by author."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from staffopt.cli.screen import headed, screen

if TYPE_CHECKING:
    from rich.table import Table

    from staffopt.forecasting.scores import Account, Duel, ForecastScore

WIDEST_NAME = 10
IN_WORDS = {"model": "forecast", "manager": "manager", "even": "even"}


def tell_score(found: ForecastScore, *, as_json: bool, quiet: bool) -> None:
    """Print a score in the form that was asked for."""
    if as_json:
        click.echo(json.dumps(record_of(found), ensure_ascii=False))
    elif not quiet:
        _print(found)


def record_of(found: ForecastScore) -> dict[str, object]:
    """Return the score in figures for scripts."""
    return {
        "weeks": [
            {
                "week": week.week.isoformat(),
                "driver": week.driver,
                "corrected": _duel(week.corrected),
                "whole": _duel(week.whole),
            }
            for week in found.weeks
        ],
        "authors": {author: _duel(duel) for author, duel in found.authors.items()},
        "corrected": _duel(found.corrected),
        "whole": _duel(found.whole),
        "notes": list(found.notes),
    }


def _duel(duel: Duel) -> dict[str, object]:
    return {
        "slots": duel.slots,
        "came": round(duel.came, 2),
        "model": _account(duel.model),
        "manager": _account(duel.manager),
        "right": duel.right,
    }


def _account(account: Account) -> dict[str, float]:
    return {
        "expected": round(account.expected, 2),
        "absolute_error": round(account.absolute_error, 2),
        "deviance": round(account.deviance, 2),
    }


def _print(found: ForecastScore) -> None:
    """Print the corrected slots by week and by author, then whole weeks."""
    console = screen()
    if found.corrected.slots:
        console.print(headed("Corrected slots", ": forecast against manager\n"))
        console.print(_corrected(found))
        console.print("\nRight: the lower Poisson deviance; even where they differ by less than 4.")
    else:
        console.print("No slot was corrected.")
    if found.weeks:
        console.print(headed("\nAll known slots", ": the forecast, and with its corrections\n"))
        console.print(_whole(found))
        console.print("\nError is the sum of |expected - came|, in customers, slot by slot.")
    for note in found.notes:
        console.print(f"Note: {note}")


def _corrected(found: ForecastScore) -> Table:
    """One row a corrected week and driver, one an author, and the total."""
    sides = ("error\nforecast", "\nmanager", "deviance\nforecast", "\nmanager")
    table = _table("\nWeek", "\ndriver", "\nslots", "\ncame", *sides, "\nright")
    for week in found.weeks:
        if week.corrected.slots:
            table.add_row(f"{week.week}", _cut(week.driver), *_duel_cells(week.corrected))
    table.add_row("author", style="bold")
    for author, duel in found.authors.items():
        table.add_row(_cut(author), "", *_duel_cells(duel))
    table.add_row("total", "", *_duel_cells(found.corrected), style="bold")
    return table


def _duel_cells(duel: Duel) -> list[str]:
    return [
        f"{duel.slots:,}",
        f"{duel.came:,.0f}",
        f"{duel.model.absolute_error:,.1f}",
        f"{duel.manager.absolute_error:,.1f}",
        f"{duel.model.deviance:,.1f}",
        f"{duel.manager.deviance:,.1f}",
        IN_WORDS[duel.right],
    ]


def _whole(found: ForecastScore) -> Table:
    """One row a week and driver, and the total."""
    sides = ("forecast\nexpected", "\nerror", "corrected\nexpected", "\nerror")
    table = _table("\nWeek", "\ndriver", "\nslots", "\ncame", *sides)
    for week in found.weeks:
        table.add_row(f"{week.week}", _cut(week.driver), *_whole_cells(week.whole))
    table.add_row("total", "", *_whole_cells(found.whole), style="bold")
    return table


def _whole_cells(duel: Duel) -> list[str]:
    sides = (duel.model, duel.manager)
    pairs = ((f"{side.expected:,.0f}", f"{side.absolute_error:,.1f}") for side in sides)
    return [f"{duel.slots:,}", f"{duel.came:,.0f}", *(cell for pair in pairs for cell in pair)]


def _table(*columns: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place < 2 else "right", no_wrap=True)
    return table


def _cut(name: str) -> str:
    """Return a name that fits its column."""
    return name if len(name) <= WIDEST_NAME else f"{name[: WIDEST_NAME - 1]}…"
