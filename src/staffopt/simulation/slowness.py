"""How much longer customers take in each slot because of who is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from staffopt.domain.arrays import Floats
from staffopt.domain.people import Person
from staffopt.domain.roster import Roster
from staffopt.staffing_methods.learners import Learners


def slowness(
    learners: Learners, role: str, rosters: Sequence[Roster], people: Iterable[Person]
) -> Floats:
    """Handling time in each slot over that of people who learnt long ago."""
    horizon = rosters[0].horizon
    learning = np.zeros(horizon.slots)
    for person in people:
        until = learners.until(person)
        if until is None or until <= horizon.first:
            continue
        new = np.array([day < until for day in horizon.dates])
        learning += _cover(rosters, role, [person.id]) * new[horizon.slot_day]
    return learners.slower(_cover(rosters, role, None), learning)


def _cover(rosters: Sequence[Roster], role: str, people: list[str] | None) -> Floats:
    """How many work a role in each slot, in several rosters together."""
    found: Floats = np.sum([roster.cover(role, people) for roster in rosters], axis=0, dtype=float)
    return found
