"""Plays a roster's people against random weeks of customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats, Ints
from staffopt.domain.calendar import Horizon
from staffopt.domain.stress_test import RoleService, StressTest, Stretch
from staffopt.errors import ConfigError, Problem, shown
from staffopt.simulation.apart import apart
from staffopt.simulation.call_outs import CallOuts
from staffopt.simulation.customers import arrivals_and_services, draw_counts, patiences
from staffopt.simulation.queue_role import QueueRole
from staffopt.simulation.role_service import late_in, role_service
from staffopt.simulation.rounding import rounded
from staffopt.simulation.waiting import Tally, play
from staffopt.staffing_methods.line import at_work

MOST_WEEKS = 10_000
MOST_SEED = 10**12
MOST_CV = 5.0


@dataclass(frozen=True)
class Weeks:
    """The random weeks of one simulation."""

    horizon: Horizon
    number: int
    seed: int

    def serve(self, role: QueueRole, people: Ints, slots: range | None = None) -> Tally:
        """Serve a role's customers: the same ones for any people, those of some slots alone."""
        seconds = self.horizon.slot_minutes * 60.0
        counts = draw_counts(role, self.horizon, self.number, self.seed)
        crowd = arrivals_and_services(role, counts, seconds, self.seed)
        patience = patiences(role, self.seed)
        servers = at_work(people, role.each, role.places)
        return play(
            counts, crowd, servers, seconds, within=role.within, patience=patience, only=slots
        )


def stress(
    people: Mapping[str, NDArray[np.integer]],
    roles: Sequence[QueueRole],
    weeks: Weeks,
    call_outs: CallOuts | None = None,
) -> StressTest:
    """Play every role and name the bottleneck, with what one more person there would save.

    With `call_outs` every figure is of those who come; the weeks with everybody there stand beside.
    """
    found: dict[str, RoleService] = {}
    there: dict[str, Ints] = {}
    loss: dict[str, Floats] = {}
    for role in roles:
        due = people[role.name].astype(np.int64)
        there[role.name] = _present(due, role.name, call_outs)
        tally = weeks.serve(role, there[role.name])
        found[role.name] = role_service(
            role,
            due,
            tally,
            weeks.horizon,
            there=None if call_outs is None else there[role.name].mean(axis=1),
            everybody_there=None if call_outs is None else weeks.serve(role, due),
        )
        loss[role.name] = _loss(role, tally)
    worst = max(_at_risk(found), key=lambda each: each.late, default=None)
    if worst is not None:
        role = next(each for each in roles if each.name == worst.role)
        helped = weeks.horizon.mask(worst.span)
        part = apart(role, worst.span, weeks.horizon)
        more = weeks.serve(role, (there[role.name].T + helped).T, part)
        saved = (loss[role.name] - _loss(role, more))[part.start : part.stop]
        worst = replace(
            worst,
            late_with_one_more=late_in(worst, more, weeks.horizon),
            saved_with_one_more=round(float(saved.sum())),
        )
    played = StressTest(weeks.horizon, weeks.number, weeks.seed, found, worst)
    if call_outs is not None:
        chance, lost = call_outs.chance, call_outs.person_days
        played = replace(played, call_outs=chance, person_days_lost=lost)
    return rounded(played)


def _present(due: Ints, role: str, call_outs: CallOuts | None) -> Ints:
    """Return who comes: a number per slot, per slot and week where people call out."""
    return due if call_outs is None else due[:, None] - call_outs.missing[role]


def _loss(role: QueueRole, tally: Tally) -> Floats:
    """What waiting and lost customers cost in an average week, slot by slot, in hundredths."""
    minutes = tally.waited.mean(axis=1) / 60
    found: Floats = 100 * (minutes * role.minute_price + tally.left.mean(axis=1) * role.lost_price)
    return found


def check_settings(weeks: int, seed: int, service_cv: float, call_outs: float = 0.0) -> None:
    """Raise where the size of a simulation is none."""
    given = (
        ("weeks", weeks, 1, MOST_WEEKS),
        ("seed", seed, 0, MOST_SEED),
        ("service_cv", service_cv, 0, MOST_CV),
        ("call_outs", call_outs, 0, 1),
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
