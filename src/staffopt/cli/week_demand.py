"""The customers of a week as commands expect them: the user's file, or a forecast."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from staffopt.domain.demand import Demand
    from staffopt.inputs.store import Store
    from staffopt.inputs.transactions.sales import Sales


def week_demand(store: Store, week: date, demand: Path | None) -> Demand:
    """Return what a demand file or the forecast says, with the corrections next to it."""
    import staffopt as so
    from staffopt.forecasting.files import demand_path, override_path

    if demand is not None:
        history = so.read_transactions(store).counts if store.transactions is not None else None
        said = override_path(demand)
        return so.read_demand(demand, store, week=week, history=history, overrides=said)
    said = override_path(demand_path("forecasts", store.name, store.week_of(week)))
    return so.forecast(own_sales(store), store, week=week, overrides=said)


def own_sales(store: Store) -> Sales | None:
    """Return the store's history; none for a store without one whose sister has one."""
    import staffopt as so

    if store.transactions is None and store.sister is not None:
        return None
    return so.read_transactions(store)
