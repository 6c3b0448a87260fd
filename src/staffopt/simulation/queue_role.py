"""What a role's line is: who comes, how long they take, when they are late, when they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand
from staffopt.domain.doubt import Doubt
from staffopt.domain.spread import WEEK, Spread
from staffopt.errors import ConfigError, Problem
from staffopt.staffing_methods._line_method import LineMethod
from staffopt.staffing_methods.base import StaffingMethod


@dataclass(frozen=True)
class QueueRole:
    """One role's customers and its service standard; times in seconds.

    `mean[t]` customers are expected in slot t; `spread` is how far they vary, and `later` how far
    in later weeks, as in a DriverDemand. Drivers with the same `level` are busy on the same days. A
    customer takes `service` seconds on average, with standard deviation `service_cv` times that.
    `patience` is the same for everybody, or exponential if it `fades`; of those who would have to
    wait a share `balking` leaves at once. One person lets `each` customers be served at a time, and
    never more than `places` are. The prices are of a minute that a customer waits, and of a
    customer who leaves, in units of the currency.
    """

    name: str
    driver: str
    level: str
    mean: NDArray[np.float64]
    spread: Spread
    service: float
    service_cv: float
    within: float
    served_share: float
    patience: float
    minute_price: float = 0.0
    lost_price: float = 0.0
    fades: bool = False
    balking: float = 0.0
    each: int = 1
    places: int | None = None
    slower: NDArray[np.float64] | None = None
    """What handling times of customers who come in each slot are multiplied by.

    Who is there, and what customers of that week bring.
    """
    later: tuple[Spread, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """What events and corrections leave open, as in a DriverDemand."""

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """The spread of each week."""
        return (self.spread, *self.later)

    def slowed(self, factors: NDArray[np.float64]) -> QueueRole:
        """The same where customers of each slot take so much longer than they did."""
        return replace(self, slower=factors if self.slower is None else self.slower * factors)


def queue_roles(
    demand: Demand,
    methods: Mapping[str, StaffingMethod],
    service_cv: float,
    rate_of: Mapping[str, str | None],
) -> tuple[QueueRole, ...]:
    """The roles that have a line; a ConfigError with all that is wrong, or where none has.

    `rate_of` maps drivers to the one that they are a rate of, and so are busy with.
    """
    problems: list[Problem] = []
    found: list[QueueRole] = []
    for role, method in methods.items():
        if not has_line(method):
            continue
        level = rate_of.get(method.driver) or method.driver
        try:
            found.append(_queue_role(demand, role, method, service_cv, level))
        except ConfigError as error:
            problems.extend(error.problems)
    if problems:
        raise ConfigError(*problems)
    if not found:
        said = "a role with erlang_c, erlang_a or self_checkout: only lines can be played"
        raise ConfigError(Problem("roles", "no role with a line", said))
    return tuple(found)


def has_line(method: StaffingMethod) -> TypeGuard[LineMethod]:
    """Whether customers wait in a line for those who work by this method."""
    return isinstance(method, LineMethod)


def _queue_role(
    demand: Demand, role: str, method: LineMethod, service_cv: float, level: str
) -> QueueRole:
    driver = method.customers(demand, role)
    seconds = [
        method.handling.mean_seconds(replace(driver, averages=each), f"roles.{role}.handling")
        for each in driver.averages_of_weeks
    ]
    return QueueRole(
        name=role,
        driver=method.driver if method.share == 1.0 else f"{method.driver} at {role}",
        level=level,
        mean=np.where(demand.open, driver.mean, 0.0),
        spread=driver.spread,
        service=seconds[0],
        service_cv=service_cv,
        within=method.within_seconds,
        served_share=method.served_share,
        patience=method.patience_minutes * 60,
        minute_price=method.minute_price,
        lost_price=method.lost_price,
        fades=method.fades,
        balking=method.balking_share,
        each=method.each,
        places=method.places,
        later=driver.later,
        doubts=driver.doubts,
        slower=_slower(seconds, demand.horizon),
    )


def _slower(seconds: Sequence[float], horizon: Horizon) -> NDArray[np.float64] | None:
    """Handling times of each slot's week over those of the first; None where all are alike."""
    if len(set(seconds)) == 1:
        return None
    week = np.minimum(horizon.slot_day // WEEK, len(seconds) - 1)
    return np.array(seconds)[week] / seconds[0]
