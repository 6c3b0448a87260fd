"""The customers of some weeks as commands expect them: the user's file, or a forecast."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from staffopt.domain.demand import Demand
    from staffopt.inputs.store import Store
    from staffopt.inputs.transactions.sales import Sales


def week_demand(store: Store, week: date, demand: Path | None, weeks: int = 1) -> Demand:
    """Return what a demand file or the forecast says, with the corrections next to it."""
    import staffopt as so
    from staffopt.forecasting.files import override_path

    if demand is not None:
        history = so.read_transactions(store).counts if store.transactions is not None else None
        said = override_path(demand)
        return so.read_demand(
            demand, store, week=week, weeks=weeks, history=history, overrides=said
        )
    corrected = overrides_of(store, week, weeks)
    return so.forecast(own_sales(store), store, week=week, weeks=weeks, overrides=corrected)


def overrides_of(store: Store, week: date, weeks: int = 1) -> tuple[Path, ...]:
    """Return where a manager's corrections of each week's forecast lie."""
    from staffopt.forecasting.files import demand_path, override_path

    first = store.week_of(week)
    starts = (first + timedelta(days=7 * number) for number in range(weeks))
    return tuple(override_path(demand_path("forecasts", store.name, each)) for each in starts)


def own_sales(store: Store) -> Sales | None:
    """Return the store's history; none for a store without one whose sister has one."""
    import staffopt as so

    if store.transactions is None and store.sister is not None:
        return None
    return so.read_transactions(store)
