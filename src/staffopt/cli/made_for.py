"""The store that a plan was made for, with the changes it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from staffopt.domain.shared_changes import whole_changes

if TYPE_CHECKING:
    from staffopt.domain.plan import Plan
    from staffopt.inputs.store import Store


def store_of(plan: Plan, store: Path, changes: Mapping[str, object], *, quiet: bool) -> Store:
    """Read the store of a plan, with the changes of the plan and then those of the command.

    What a plan that was kept without pay does not say of its changes cannot be made again: that is
    said, on standard error, so that it stands before any error that comes of it.
    """
    import staffopt as so

    earlier = plan.manifest.get("changes", {})
    whole = whole_changes(earlier)
    missing = sorted(earlier.keys() - whole.keys() - changes.keys())
    if missing and not quiet:
        found = f"the plan was kept without pay, and does not say all of {', '.join(missing)}"
        click.echo(f"Note: {found}; left as the store has it, unless --set says it again", err=True)
    return so.read_store(store, changes={**whole, **changes})
