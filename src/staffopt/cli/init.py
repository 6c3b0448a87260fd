"""staffopt init: a commented, working store to start from."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a commented, working store into a new folder."""
    from staffopt.inputs.example_store import write_example_store

    for path in write_example_store(folder):
        click.echo(f"Written: {path}")
    click.echo(f"Next: staffopt check {folder}")
