"""The customers of some weeks as commands expect them: the user's file, or a forecast."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from staffopt.domain.demand import Demand
    from staffopt.inputs.store import Store


def week_demand(store: Store, week: date, demand: Path | None, weeks: int) -> Demand:
    """Return what a demand file or the forecast says, with the corrections next to it."""
    import staffopt as so
    from staffopt.forecasting.files import override_path, override_paths
    from staffopt.inputs.histories import read_own

    if demand is not None:
        history = so.read_transactions(store).counts if store.transactions is not None else None
        beside = override_path(demand)
        return so.read_demand(
            demand, store, week=week, weeks=weeks, history=history, overrides=beside
        )
    said = override_paths(store.name, store.week_of(week), weeks)
    return so.forecast(read_own(store), store, week=week, weeks=weeks, overrides=said)
