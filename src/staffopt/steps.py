"""The steps from counts to a plan: each takes frozen values and returns a frozen value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from staffopt.backtesting.recent import recent_text
from staffopt.domain.calendar import Horizon, to_the_minute
from staffopt.domain.demand import Counts, Demand, DriverDemand
from staffopt.domain.joined_demand import joined_drivers
from staffopt.domain.plan import Plan, Progress
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.errors import ConfigError, DataError, Problem
from staffopt.explaining.reasons import with_reasons
from staffopt.forecasting.overrides import all_overridden
from staffopt.forecasting.past import known_before
from staffopt.forecasting.rate_of import rate_of, times
from staffopt.forecasting.scores import ForecastScore, score_weeks
from staffopt.forecasting.sister import forecast_as_sister, known_days
from staffopt.forecasting.with_events import Asked, affected, forecast_with_events
from staffopt.formats.store_names import check_need_of
from staffopt.handed_on import check_handed_on
from staffopt.inputs.driver_counts import driver_counts
from staffopt.inputs.override_file import read_overrides
from staffopt.inputs.places import placed
from staffopt.inputs.record import record_of
from staffopt.inputs.sister_store import read_sister
from staffopt.inputs.store import Store
from staffopt.inputs.stored_forecasts import read_stored
from staffopt.inputs.transactions.sales import Sales
from staffopt.planning import plan_problem
from staffopt.solver.solve import INTERRUPTED

STALE_DAYS = 92
"""Knowledge that ends longer before a forecast's `as_of` is refused."""


def forecast(
    sales: Sales | None,
    store: Store,
    week: date | str,
    *,
    weeks: int = 1,
    overrides: str | Path | Sequence[str | Path] | None = None,
) -> Demand:
    """Expect the customers of a week, or of several, from what was known `lead_days` before them.

    `week` is any date in the first. A later week is forecast further ahead, and its spread is that
    of errors as far ahead. `overrides` are a manager's files of corrections; one that does not
    exist corrects nothing. Drivers that are a rate of another follow its corrections. Without sales
    of its own the store needs a sister.
    """
    handed: dict[str, tuple[object, type]] = {"store": (store, Store)}
    check_handed_on(**handed if sales is None else {"sales": (sales, Sales), **handed})
    each, horizon = store.planned_weeks(week, weeks), store.horizon(week, weeks)
    as_of = store.as_of(week)
    nothing = Counts(Horizon(as_of, 0, store.zone, store.slot_minutes), {}, np.zeros(0, bool))
    counts = nothing if sales is None else driver_counts(sales.counts, store.drivers)
    known, is_open = known_before(counts, as_of), store.opening.mask(horizon)
    said = read_overrides(overrides or (), horizon, store.drivers, counts)
    found = joined_drivers([_week(known, store, one, as_of) for one in each])
    drivers = all_overridden(found, said, store.rates, horizon, is_open)
    notes = (
        *_history(known, as_of),
        *_lateness(known, as_of),
        *_tested(known, store, each[0]),
        *_tested_ahead(known, store, each),
        *_unusual_days(horizon, store),
        *(note for driver in drivers.values() for note in driver.notes),
    )
    return Demand(horizon, drivers, as_of, is_open, notes)


def score(
    sales: Sales,
    store: Store,
    *,
    folder: str | Path = "forecasts",
    week: date | str | None = None,
) -> ForecastScore:
    """Hold the stored forecasts and corrections of past weeks, or of one, to what came since."""
    check_handed_on(sales=(sales, Sales), store=(store, Store))
    counts = driver_counts(sales.counts, store.drivers)
    stored, notes = read_stored(folder, store, counts, week)
    return score_weeks(counts, stored, notes)


def staffing(demand: Demand, store: Store) -> Requirement:
    """Turn expected customers into people per role, and into what any number of them costs."""
    check_handed_on(demand=(demand, Demand), store=(store, Store))
    problems: list[Problem] = []
    roles: dict[str, RoleRequirement] = {}
    staffed = demand.open.copy()
    others = np.zeros(demand.horizon.slots, np.int64)
    for role, method in sorted(store.roles.items(), key=lambda each: each[1].fills):
        most = sum(role in person.roles for person in store.people) + 2
        try:
            asked = method.for_team(role, store.people, demand.horizon.dates)
            roles[role] = asked.requirement(demand, role, most, others)
            others += roles[role].required
        except ConfigError as error:
            problems.extend(error.problems)
        staffed |= method.crew_due(demand) > 0
    if problems:
        raise ConfigError(*placed(problems, store))
    roles = {role: roles[role] for role in store.roles}
    return Requirement(demand.horizon, roles, demand.open, staffed, demand.notes)


def _week(known: Counts, store: Store, horizon: Horizon, as_of: date) -> dict[str, DriverDemand]:
    """Forecast every driver of one week."""
    found = _counted(known, store, horizon, as_of)
    for name, (source, rate) in store.rates.items():
        own = [event for event in store.events if name in event.drivers]
        found[name] = affected(rate_of(found[source], rate), name, own, {}, horizon)
    return {name: found[name] for name in store.drivers}


def _counted(known: Counts, store: Store, horizon: Horizon, as_of: date) -> dict[str, DriverDemand]:
    """Forecast every counted driver; one DataError with all that cannot be."""
    days = {name: known_days(known, name, horizon) for name in store.forecasters}
    young = [name for name in days if store.sister and days[name] < 7 * store.sister.weeks]
    sister = read_sister(store, as_of) if young else None
    _check_recent(known if sister is None else sister.counts, as_of, store)
    problems: list[Problem] = []
    found: dict[str, DriverDemand] = {}
    for name, forecaster in store.forecasters.items():
        try:
            asked = Asked(name, horizon, store.opening, store.events)
            if sister is not None and name in young:
                expected = forecast_as_sister(forecaster, known, sister, asked)
            else:
                expected = forecast_with_events(forecaster, known, asked)
            factor = store.drivers[name].factor
            found[name] = expected if factor == 1.0 else times(expected, factor)
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(*problems)
    return found


def _last_known(known: Counts) -> date | None:
    """The last date of which anything is known."""
    slots = np.flatnonzero(known.known)
    return known.horizon.date_of(known.horizon.instant(int(slots[-1]))) if len(slots) else None


def _check_recent(known: Counts, as_of: date, store: Store) -> None:
    """Raise where nothing is known before `as_of`, or only what is long past."""
    last = _last_known(known)
    if last is not None and (as_of - last).days <= STALE_DAYS:
        return
    found = f"last known on {last}" if last else "nothing known"
    after = store.week_of(last + timedelta(days=store.lead_days + 1)) if last else None
    instead = f"the week of {after} has them" if after else "a later week may have them"
    raise DataError(
        Problem(
            f"transactions before {as_of}",
            found,
            f"counts of the {STALE_DAYS} days before {as_of}, which is when the week is planned; "
            f"{instead}",
        )
    )


def _history(known: Counts, as_of: date) -> Iterable[str]:
    """Say what the forecast was made from: customers counted, and how much is not trusted."""
    trusted = known.known
    slots = np.flatnonzero(trusted)
    if not len(slots):
        return
    first = known.horizon.date_of(known.horizon.instant(int(slots[0])))
    for name, series in sorted(known.series.items()):
        counted = float(series[trusted].sum())
        aside = float(series.sum()) - counted
        more = f"; {aside:,.0f} more in times not trusted (closed, outages)" if aside >= 1 else ""
        yield f"{name}: {counted:,.0f} customers counted from {first} to before {as_of}{more}"


def _lateness(known: Counts, as_of: date) -> Iterable[str]:
    """Say so where the history ends well before it may."""
    last = _last_known(known)
    if last is not None and (as_of - last).days > 7:
        yield f"history ends on {last}, {(as_of - last).days} days before {as_of}"


def _tested_ahead(known: Counts, store: Store, weeks: Sequence[Horizon]) -> Iterable[str]:
    """Say how far the last of several weeks may be off, which is forecast furthest ahead."""
    if len(weeks) > 1:
        yield from _tested(known, store, weeks[-1], 7 * (len(weeks) - 1))


def _tested(known: Counts, store: Store, horizon: Horizon, later: int = 0) -> Iterable[str]:
    """Say how far each forecaster was off in the last known weeks; not where a sister stands in."""
    least = 7 * store.sister.weeks if store.sister else 0
    for name, forecaster in store.forecasters.items():
        if name not in known.series or known_days(known, name, horizon) < least:
            continue
        yield recent_text(
            forecaster,
            known,
            name,
            store.opening,
            lead=store.lead_days + later,
            week_starts=store.week_starts,
            events=store.events,
        )


def _unusual_days(horizon: Horizon, store: Store) -> Iterable[str]:
    """Say which days of the week are holidays or have special hours."""
    opening, open_days = store.opening, 0
    learnt = all(forecaster.learns_holidays for forecaster in store.forecasters.values())
    for day in horizon.dates:
        hours = opening.hours(day)
        open_days += bool(hours)
        if day in opening.holidays and hours:
            name = opening.holidays[day]
            like = "after past holidays" if learnt else f"as an ordinary {day:%A}"
            yield f"{day} is {name}: forecast {like}; an override can correct it"
        elif day in opening.holidays:
            yield f"{day} is {opening.holidays[day]}: closed"
        elif day in opening.by_law:
            yield f"{day} {'closes early' if hours else 'is closed'} by law ({opening.by_law[day]})"
        elif day in opening.special:
            yield f"{day} has special hours" if hours else f"{day} is closed by special hours"
    if not open_days:
        last = horizon.first + timedelta(days=horizon.days - 1)
        yield f"the store is closed all days from {horizon.first} to {last}"


def plan(  # noqa: PLR0913 - all but two have a default
    need: Requirement,
    store: Store,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int | None = None,
    start: Roster | None = None,
    publish_at: datetime | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    reasons: bool = True,
) -> Plan:
    """Find the roster of a week within a budget, audited, with its cost, bound and gap.

    `seconds` and `seed` default to the store's limits; with `iterations` the plan is the same every
    time. `start` is a roster to improve. `publish_at`, an instant with its zone, is when people are
    told, to the minute: it decides what changes of published shifts owe. Ctrl-C keeps the best so
    far.
    The dearest unmet things say what stands in the way, where that is plain and no Ctrl-C came;
    without `reasons` they do not.
    """
    check_handed_on(need=(need, Requirement), store=(store, Store))
    check_need_of(need, store)
    if publish_at is not None and publish_at.tzinfo is None:
        expected = "an instant with its zone"
        raise ConfigError(Problem("publish_at", str(publish_at), expected))
    if seconds is None and iterations is None:
        seconds = store.limits.seconds
    told = None if publish_at is None else to_the_minute(publish_at)
    problem = store.problem(need, told)
    found = plan_problem(
        problem,
        store.rules,
        store.goals,
        seconds=seconds,
        iterations=iterations,
        seed=store.limits.seed if seed is None else seed,
        start=start,
        on_progress=on_progress,
        notes=(*problem.requirement.notes, *store.said_before(problem)),
        manifest=record_of(store),
    )
    made = replace(found, packs=store.packs)
    if not reasons or found.run.stopped == INTERRUPTED:
        return made
    try:
        return with_reasons(made, store, seconds)
    except KeyboardInterrupt:
        return made
