"""The customers and the need of each week of a roster, from the store's own history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from staffopt.domain.calendar import Horizon
from staffopt.domain.carried_cover import as_worked
from staffopt.domain.demand import Demand
from staffopt.domain.joined_weeks import joined
from staffopt.domain.requirement import Requirement
from staffopt.domain.roster import Roster
from staffopt.domain.spread import WEEK
from staffopt.forecasting.files import override_paths
from staffopt.formats.plan_reading import horizon_beside
from staffopt.formats.roster_reading import at_store
from staffopt.inputs.histories import read_own
from staffopt.inputs.store import Store
from staffopt.steps import forecast, staffing


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


def need_of(roster: Roster, weeks: Sequence[Demand], store: Store) -> Requirement:
    """What all weeks of a roster needed, each with its own learners and averages.

    Service figures are those of the people whom the roster puts there.
    """
    needs = [staffing(week, store) for week in weeks]
    if len(needs) == 1:
        return needs[0]
    shifts = at_store(roster, store).shifts
    return joined([as_worked(need, Roster(need.horizon, shifts), ()) for need in needs])
