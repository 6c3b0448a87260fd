"""Any roster against a store: its violations, and its bill on the same terms as a plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from staffopt.auditor import audit as audit_roster
from staffopt.auditor import bill
from staffopt.domain.calendar import Horizon
from staffopt.domain.carried_cover import as_worked
from staffopt.domain.demand import Demand
from staffopt.domain.plan import AUDITED, Plan, Run
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.errors import ConfigError, one_of, shown
from staffopt.errors import Problem as Fault
from staffopt.formats.roster_reading import at_store
from staffopt.inputs.record import record_of
from staffopt.inputs.store import Store
from staffopt.rules.base import Rule

NOT_SEARCHED = "nothing: the roster was audited, not searched for"
"""What the bound of 0 of an audited roster is proved by."""
NO_NEED = "cover and service are not judged: nothing is known of the need"
LEFT_OUT = "not checked, as asked"


def audit(roster: Roster, store: Store) -> tuple[Violation, ...]:
    """Check any roster, ours or not, against every rule of a store."""
    placed = at_store(roster, store)
    return audit_roster(placed, store.problem(no_need(store, placed.horizon)), store.rules)


def audited(
    roster: Roster,
    store: Store,
    need: Requirement | None = None,
    *,
    without: Collection[str] = (),
) -> Plan:
    """Bill any roster as if it were a plan of ours: cost by component, violations, extra pay.

    Without a `need` cover and service are left out of the bill. Rules with an id in `without` are
    not checked, and the notes say so. Nothing was searched for: the bound is 0.
    """
    placed = at_store(roster, store)
    known = no_need(store, placed.horizon) if need is None else need
    return _billed(placed, store.problem(known), store, without, judged=need is not None)


def audited_like(
    roster: Roster, plan: Plan, store: Store, *, without: Collection[str] = ()
) -> Plan:
    """Bill any roster for the need that a plan of the same days was made for."""
    placed = at_store(roster, store)
    need = plan.problem.requirement
    problem = replace(store.problem(no_need(store, need.horizon)), requirement=need)
    return _billed(placed, problem, store, without, judged=True)


def _billed(
    placed: Roster, problem: Problem, store: Store, without: Collection[str], *, judged: bool
) -> Plan:
    """Bill a roster on the store's clock; without a need to judge it by, service costs nothing."""
    rules = _rules(store, without)
    goals = [goal for goal in store.goals if judged or goal.name != "service"]
    costs, claims, violations = bill(placed, problem, rules, goals)
    worked = as_worked(problem.requirement, placed, problem.past)
    return Plan(
        problem=replace(problem, requirement=worked),
        roster=placed,
        costs=costs,
        bound=0,
        bound_by=NOT_SEARCHED,
        violations=violations,
        run=Run(seed=0, iterations=0, seconds=0.0, first_roster_s=0.0, stopped=AUDITED),
        claims=claims,
        notes=(
            *(f"{rule}: {LEFT_OUT}" for rule in without),
            *(() if judged else (NO_NEED,)),
            *problem.requirement.notes,
            *store.said_before(problem, rules),
        ),
        manifest=record_of(store),
        packs=store.packs,
    )


def _rules(store: Store, without: Collection[str]) -> list[Rule]:
    """The store's rules but those left out; ids that no rule has are a ConfigError."""
    known = [rule.key for rule in store.rules]
    strange = [one for one in without if one not in known]
    if strange:
        raise ConfigError(*(Fault("--without", shown(one), one_of(one, known)) for one in strange))
    return [rule for rule in store.rules if rule.key not in without]


def no_need(store: Store, horizon: Horizon) -> Requirement:
    """A requirement of nobody, with the times at which the store is open and staffed."""
    nothing = np.zeros(horizon.slots, np.int32)
    is_open = store.opening.mask(horizon)
    staffed = is_open.copy()
    demand = Demand(horizon, {}, horizon.first, is_open)
    for method in store.roles.values():
        staffed |= method.crew_due(demand) > 0
    free = RoleRequirement(nothing, np.zeros((len(nothing), 2), np.int64))
    return Requirement(horizon, dict.fromkeys(store.roles, free), is_open, staffed)
