"""The customers of each week of a roster, from the store's own history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand
from staffopt.domain.spread import WEEK
from staffopt.forecasting.files import override_paths
from staffopt.formats.plan_reading import horizon_beside
from staffopt.inputs.histories import read_own
from staffopt.inputs.store import Store
from staffopt.steps import forecast


def weekly_demand(store: Store, horizon: Horizon) -> Iterator[Demand]:
    """Forecast each week of a horizon as it was forecast when it was planned.

    What came less than `lead_days` before a week is not used for it; corrections that lie in
    `forecasts/` are. The history is read once.
    """
    sales = read_own(store)
    for at in range(0, horizon.days, WEEK):
        week = horizon.first + timedelta(days=at)
        said = override_paths(store.name, week)
        yield forecast(sales, store, week=week, overrides=said)


def planned_at_once(path: Path, horizon: Horizon) -> bool:
    """Whether a roster of several weeks lies beside the manifest of one plan of them all."""
    if horizon.days <= WEEK:
        return False
    beside = horizon_beside(path / "roster.csv" if path.is_dir() else path)
    return beside is not None and (beside.first, beside.days) == (horizon.first, horizon.days)
