"""What a customer who comes now has to expect, by how many are there already.

A customer who finds k others and n people waits until k - n + 1 services are done. While all n are
busy, the services done within a time are a Poisson number, so the chance of waiting longer is a
Poisson sum; with people who change from slot to slot, its mean is what they can serve in that time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOTHING = 1e-12
"""A capacity that serves nobody."""


class Capacity:
    """How many services the people of each plan can do between two moments, counted in slots."""

    def __init__(self, people: Ints, slot: float, service: float) -> None:
        plans, slots = people.shape
        self.people = people
        done = np.cumsum(people, axis=1) * slot / service
        self.done = np.hstack([np.zeros((plans, 1)), done])
        self.staffed = np.full((plans, slots + 1), slots)
        for t in range(slots - 1, -1, -1):
            self.staffed[:, t] = np.where(people[:, t] > 0, t, self.staffed[:, t + 1])

    def people_at(self, moments: Floats) -> Ints:
        """Who is there at some moments of each plan (row); nobody at the end of all."""
        slots = self.people.shape[1]
        at = np.minimum(moments, slots).astype(np.int64)
        there = np.take_along_axis(self.people, np.minimum(at, slots - 1), axis=1)
        found: Ints = np.where(at < slots, there, 0)
        return found

    def staffed_from(self, moments: Floats) -> Floats:
        """The first moment, from some on, at which somebody is there; the end if nobody comes."""
        comes = np.take_along_axis(self.staffed, moments.astype(np.int64), axis=1)
        found: Floats = np.maximum(comes, moments)
        return found

    def until(self, moments: Floats) -> Floats:
        """Services from the beginning to a moment, for each plan (row)."""
        slots = self.people.shape[1]
        held = np.clip(moments, 0, slots)
        slot = np.minimum(held.astype(np.int64), slots - 1)
        row = np.arange(len(held))[:, None]
        before = self.done[row, slot]
        found: Floats = before + (held - slot) * (self.done[row, slot + 1] - before)
        return found

    def moment(self, services: Floats) -> Floats:
        """When so many services from the beginning are done, for each plan (row)."""
        plans, borders = self.done.shape
        apart = self.done[:, -1].max() + 1.0
        row = np.arange(plans)[:, None, None] * apart
        wanted = np.minimum(services, self.done[:, -1, None, None]) + row
        times = np.tile(np.arange(borders), plans)
        found: Floats = np.interp(wanted, (self.done + row[..., 0]).ravel(), times)
        return found


@dataclass(frozen=True)
class Outlook:
    """Chances and mean seconds, an array [plan, moment, customers there already].

    `in_time` is the chance to begin within the target, `wait` the seconds up to the patience, and
    `leaves` the chance that the wait would outlast it.
    """

    in_time: Floats
    wait: Floats
    leaves: Floats

    @property
    def parts(self) -> tuple[Floats, Floats, Floats]:
        """In this order."""
        return self.in_time, self.wait, self.leaves


def outlook(
    capacity: Capacity, moments: Floats, slot: float, times: tuple[float, float], most: int
) -> Outlook:
    """The outlook at some moments, counted in slots, for 0 ... most - 1 customers there.

    `times` are the target and the patience in seconds. Where nobody is there, the line moves when
    somebody comes.
    """
    within, patience = min(times), times[1]
    now = np.broadcast_to(moments, (len(capacity.people), len(moments)))
    begin = capacity.staffed_from(now)
    gap = np.minimum((begin - now) * slot, patience)
    there = capacity.people_at(begin)
    before = capacity.until(begin)

    def longer(seconds: float) -> tuple[Floats, Floats]:
        """The chances to wait longer than that, and to have waited with one service to spare."""
        end = np.maximum(now + seconds / slot, begin)
        needed = np.arange(most) - np.maximum(there, capacity.people_at(end))[..., None]
        chances = _at_most(capacity.until(end) - before, most + 1)
        known = np.maximum(needed, 0)
        late = np.take_along_axis(chances, known, axis=-1)
        next_too = np.take_along_axis(chances, known + 1, axis=-1)
        return np.where(needed >= 0, late, 0.0), 1.0 - np.where(needed >= 0, next_too, 0.0)

    late, _ = longer(within)
    never, sure = longer(patience)
    # A Poisson stream's j-th event, or the patience if it comes first: exact for a steady rate.
    ahead = np.arange(most) - there[..., None] + 1
    due = (capacity.moment(before[..., None] + np.maximum(ahead, 0)) - begin[..., None]) * slot
    left = (patience - gap)[..., None]
    wait = np.where(ahead > 0, np.minimum(np.minimum(due, left) * sure + left * never, left), 0.0)
    lost = gap >= patience
    return Outlook(
        in_time=(1.0 - late) * (gap <= within)[..., None],
        wait=wait + gap[..., None],
        leaves=np.where(lost[..., None], 1.0, never),
    )


def _at_most(mean: Floats, size: int) -> Floats:
    """The chances that a Poisson number is at most 0 ... size - 1."""
    from scipy.special import gammaln

    mean = np.maximum(mean, NOTHING)[..., None]
    k = np.arange(size)
    chance = np.exp(k * np.log(mean) - mean - gammaln(k + 1))
    found: Floats = np.minimum(np.cumsum(chance, axis=-1), 1.0)
    return found
