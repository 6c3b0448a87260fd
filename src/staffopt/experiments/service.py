"""How customers fare under a plan: the share served in time and the wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.plan import Plan
from staffopt.domain.requirement import RoleRequirement
from staffopt.experiments.scenarios import Scenario
from staffopt.staffing_methods._line_method import LineMethod


@dataclass(frozen=True)
class Service:
    """The expected customers of a week, how many are served in time, and how long all wait.

    `in_time` and `wait_s` are None where nobody is expected or the role has no queue.
    """

    customers: float
    in_time: float | None
    wait_s: float | None


def service(scenario: Scenario, plan: Plan) -> tuple[Service, Mapping[str, Service]]:
    """The service of all roles with a queue together, and of each."""
    found: dict[str, Service] = {}
    for role, need in plan.problem.requirement.roles.items():
        method = scenario.store.roles[role]
        if need.service_level is not None and isinstance(method, LineMethod):
            customers = method.customers(scenario.demand, role).mean
            found[role] = _of_role(need, customers, plan.roster.cover(role))
    return _together(list(found.values())), found


def _of_role(
    need: RoleRequirement, customers: NDArray[np.float64], cover: NDArray[np.int32]
) -> Service:
    """One role's customers: what each slot's number of people on duty does for them."""
    total = float(customers.sum())
    return Service(
        customers=total,
        in_time=_mean(need.service_level, customers, cover),
        wait_s=_mean(need.wait, customers, cover),
    )


def _mean(
    table: NDArray[np.float64] | None,
    customers: NDArray[np.float64],
    cover: NDArray[np.int32],
) -> float | None:
    """A figure per slot and people on duty, averaged over the customers."""
    if table is None:
        return None
    people = np.minimum(cover, table.shape[1] - 1)
    figure = table[np.arange(len(people)), people]
    weight = np.where(np.isfinite(figure), customers, 0.0)
    if weight.sum() <= 0:
        return None
    return float((np.nan_to_num(figure, posinf=0.0) * weight).sum() / weight.sum())


def _together(roles: list[Service]) -> Service:
    """Several roles' customers as one crowd."""

    def mean(values: list[tuple[float, float | None]]) -> float | None:
        known = [(weight, value) for weight, value in values if value is not None]
        total = sum(weight for weight, _ in known)
        return sum(weight * value for weight, value in known) / total if total else None

    return Service(
        customers=sum(one.customers for one in roles),
        in_time=mean([(one.customers, one.in_time) for one in roles]),
        wait_s=mean([(one.customers, one.wait_s) for one in roles]),
    )
