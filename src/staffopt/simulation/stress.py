"""Plays a roster's people against random weeks of customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.stress_test import RoleService, StressTest, Stretch
from staffopt.errors import ConfigError, Problem, shown
from staffopt.simulation.customers import arrivals_and_services, draw_counts, patiences
from staffopt.simulation.queue_role import QueueRole
from staffopt.simulation.role_service import late_in, role_service
from staffopt.simulation.rounding import rounded
from staffopt.simulation.waiting import Tally, play
from staffopt.staffing_methods.line import at_work

Ints = NDArray[np.int64]

MOST_WEEKS = 10_000
MOST_SEED = 10**12
MOST_CV = 5.0


@dataclass(frozen=True)
class Weeks:
    """The random weeks of one simulation."""

    horizon: Horizon
    number: int
    seed: int

    def serve(self, role: QueueRole, people: Ints) -> Tally:
        """Serve a role's customers: the same ones for any people."""
        seconds = self.horizon.slot_minutes * 60.0
        counts = draw_counts(role, self.horizon, self.number, self.seed)
        crowd = arrivals_and_services(role, counts, seconds, self.seed)
        patience = patiences(role, self.seed)
        servers = at_work(people, role.each, role.places)
        return play(counts, crowd, servers, seconds, within=role.within, patience=patience)


def stress(
    people: Mapping[str, NDArray[np.integer]], roles: Sequence[QueueRole], weeks: Weeks
) -> StressTest:
    """Play every role and name the bottleneck, with what one more person there would save."""
    there = {role.name: people[role.name].astype(np.int64) for role in roles}
    found: dict[str, RoleService] = {}
    loss: dict[str, float] = {}
    for role in roles:
        tally = weeks.serve(role, there[role.name])
        found[role.name] = role_service(role, there[role.name], tally, weeks.horizon)
        loss[role.name] = _loss(role, tally)
    worst = max(_at_risk(found), key=lambda each: each.late, default=None)
    if worst is not None:
        role = next(each for each in roles if each.name == worst.role)
        more = weeks.serve(role, there[role.name] + weeks.horizon.mask(worst.span))
        worst = replace(
            worst,
            late_with_one_more=late_in(worst, more, weeks.horizon),
            saved_with_one_more=round(loss[role.name] - _loss(role, more)),
        )
    return rounded(StressTest(weeks.horizon, weeks.number, weeks.seed, found, worst))


def _loss(role: QueueRole, tally: Tally) -> float:
    """What waiting and lost customers cost in an average week, in hundredths of the currency."""
    waited = float(tally.waited.sum()) / 60 * role.minute_price
    lost = float(tally.left.sum()) * role.lost_price
    weeks: int = tally.came.shape[1]
    return 100 * (waited + lost) / weeks


def check_settings(weeks: int, seed: int, service_cv: float) -> None:
    """Raise where the size of a simulation is none."""
    given = (
        ("weeks", weeks, 1, MOST_WEEKS),
        ("seed", seed, 0, MOST_SEED),
        ("service_cv", service_cv, 0, MOST_CV),
    )
    problems = [
        Problem(name, shown(value), f"a number from {least} to {most:,}")
        for name, value, least, most in given
        if not least <= value <= most
    ]
    if problems:
        raise ConfigError(*problems)


def _at_risk(found: Mapping[str, RoleService]) -> Iterator[Stretch]:
    for service in found.values():
        yield from service.at_risk
