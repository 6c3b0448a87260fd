"""Random absences: the same people on the same days, whatever the roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.domain.roster import Roster

ABSENCE = 100
"""The kind of chance that absences are drawn from, apart from all that customers hang on."""


@dataclass(frozen=True)
class CallOuts:
    """People who do not come, by role, slot (row) and week (column).

    Everybody who is due on a day is absent with the same `chance`; `person_days` of an average week
    are lost.
    """

    chance: float
    person_days: float
    missing: Mapping[str, Ints]


def draw_call_outs(
    roster: Roster, roles: Iterable[str], chance: float, weeks: int, seed: int
) -> CallOuts | None:
    """Draw the absences of so many weeks; None where nobody is ever absent.

    A person's draw hangs on seed, person and day alone: who changes shifts is absent on the same
    days, and a larger chance only adds absences. A shift belongs to the day on which it starts.
    """
    if chance <= 0:
        return None
    horizon = roster.horizon
    missing = {role: np.zeros((horizon.slots, weeks), np.int64) for role in roles}
    lost = 0
    for person, shifts in roster.by_person.items():
        absent = _absent(person, chance, (horizon.days, weeks), seed)
        lost += int(absent[sorted({horizon.day_of(shift.start) for shift in shifts})].sum())
        for shift in shifts:
            alone = Roster(horizon, (shift,))
            away = absent[horizon.day_of(shift.start)]
            for role, count in missing.items():
                slots = np.flatnonzero(alone.cover(role))
                count[slots] += away
    return CallOuts(chance, lost / weeks, missing)


def _absent(person: str, chance: float, shape: tuple[int, int], seed: int) -> NDArray[np.bool_]:
    """Whether a person is absent, by day and week."""
    stream = np.random.default_rng([seed, ABSENCE, crc32(person.encode())])
    found: NDArray[np.bool_] = stream.random(shape) < chance
    return found
