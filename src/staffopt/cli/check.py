"""staffopt check: everything wrong with a store at once, then what looks odd."""

from __future__ import annotations

from pathlib import Path

import click

from staffopt.cli.options import json_option, quiet_option, set_option


@click.command("check")
@click.argument("store", type=click.Path(path_type=Path))
@set_option
@json_option
@quiet_option
def command(store: Path, changes: dict[str, object], as_json: bool, quiet: bool) -> None:
    """Find everything wrong or odd in a store at once.

    Warnings do not change the exit code; faults end with 2.
    """
    import staffopt as so

    opened = so.read_store(store, changes=changes)
    sales = so.read_transactions(opened)
