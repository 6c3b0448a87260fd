"""A finished roster against random weeks of customers, from a store and its forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from staffopt.domain.carried_cover import reaching_in
from staffopt.domain.demand import Demand
from staffopt.domain.plan import Plan
from staffopt.domain.roster import Roster
from staffopt.domain.stress_test import StressTest
from staffopt.errors import DataError, Problem
from staffopt.formats.roster_reading import at_store
from staffopt.formats.store_names import check_plan_of
from staffopt.inputs.store import Store
from staffopt.simulation.call_outs import draw_call_outs
from staffopt.simulation.queue_role import QueueRole, has_line, queue_roles
from staffopt.simulation.slowness import slowness
from staffopt.simulation.stress import Weeks, check_settings, stress

USUAL_WEEKS = 200
FEWEST_WEEKS = 20
CUSTOMERS = 4_000_000
"""Where the usual weeks bring more customers than this, fewer weeks are played: a plan's stress
test takes a second or two at any size."""


def simulate(
    planned: Plan | Roster,
    demand: Demand,
    store: Store,
    *,
    weeks: int = USUAL_WEEKS,
    seed: int = 1,
    service_cv: float = 1.0,
    call_outs: float | None = None,
) -> StressTest:
    """Play a finished roster against random weeks of the customers of a forecast.

    `service_cv` is the standard deviation of handling times over their mean; `call_outs` the chance
    that a person who is due on a day does not come, the store's unless it is given. The same `seed`
    brings the same customers and the same absences, so that two rosters can be compared. Roles
    without a line are left out.
    """
    chance = store.stress_test.call_outs if call_outs is None else call_outs
    check_settings(weeks, seed, service_cv, chance)
    horizon = demand.horizon
    if isinstance(planned, Plan):
        check_plan_of(planned, store)
    roster = at_store(planned.roster if isinstance(planned, Plan) else planned, store)
    if roster.horizon != horizon:
        said = f"{roster.horizon.days} days from {roster.horizon.first}"
        raise DataError(Problem("roster", said, f"{horizon.days} days from {horizon.first}"))
    past = planned.problem.past if isinstance(planned, Plan) else store.past
    eve = Roster(horizon, reaching_in(horizon, past))
    roles = _with_learners(_roles(demand, store, service_cv), store, (roster, eve))
    people = {role.name: roster.cover(role.name) + eve.cover(role.name) for role in roles}
    absent = draw_call_outs(roster, people, chance, weeks, seed)
    found = stress(people, roles, Weeks(horizon, weeks, seed), absent)
    others = ", ".join(name for name in store.roles if name not in found.roles)
    notes = (f"not played, no line of customers: {others}",) if others else ()
    return replace(found, currency=store.currency, notes=notes)


def stress_tested(plan: Plan, demand: Demand, store: Store, *, weeks: int | None = None) -> Plan:
    """Return a plan with its stress test, which its files then show.

    Without `weeks`, 200 are played, fewer where a week has very many customers. With 0 weeks, and
    where no role has a line of customers, the plan stays as it is.
    """
    if weeks is None:
        weeks = weeks_for(demand, store)
    if weeks == 0 or not _has_line(store):
        return plan
    return replace(plan, stress_test=simulate(plan, demand, store, weeks=weeks))


def weeks_for(demand: Demand, store: Store) -> int:
    """How many weeks a plan is played for unless told otherwise: none without a line."""
    return usual_weeks(_roles(demand, store, 1.0)) if _has_line(store) else 0


def usual_weeks(roles: Sequence[QueueRole]) -> int:
    """How many weeks take a second or two."""
    customers = sum(float(role.mean.sum()) for role in roles)
    return max(FEWEST_WEEKS, min(USUAL_WEEKS, int(CUSTOMERS / max(customers, 1.0))))


def _with_learners(
    roles: Sequence[QueueRole], store: Store, rosters: Sequence[Roster]
) -> tuple[QueueRole, ...]:
    """The roles with handling times of who is there, where it is said how people learn."""
    return tuple(
        role.slowed(slowness(method.learners, role.name, rosters, store.people))
        if has_line(method := store.roles[role.name]) and method.learners is not None
        else role
        for role in roles
    )


def _has_line(store: Store) -> bool:
    return any(has_line(method) for method in store.roles.values())


def _roles(demand: Demand, store: Store, service_cv: float) -> tuple[QueueRole, ...]:
    rate_of = {name: driver.rate_of for name, driver in store.drivers.items()}
    return queue_roles(demand, store.roles, service_cv, rate_of)
