"""staffopt whatif: the same week under other decisions, side by side."""

from __future__ import annotations

from pathlib import Path

import click

from staffopt.cli.options import store_argument


@click.command("whatif")
@store_argument
@click.argument("experiment", type=click.Path(path_type=Path))
def command(store: Path, experiment: Path) -> None:
    """Compare scenarios of an experiment file with the store as it is."""
