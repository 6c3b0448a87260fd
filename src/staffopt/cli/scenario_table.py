"""Tables of one row a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from staffopt.experiments.comparison import Comparison, Outcome

WIDEST_NAME = 27


def scenario_table(*headings: str) -> Table:
    """Return a table that names scenarios on the left and has numbers on the right."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Scenario", max_width=WIDEST_NAME, overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def scenario_name(found: Comparison, one: Outcome) -> str:
    """Return a scenario's name as it is shown."""
    return "base (as it is)" if one is found.base else one.label
