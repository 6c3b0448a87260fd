"""What a customer who comes now has to expect, by how many are there already.

A customer who finds k others and n people waits until k - n + 1 services are done. While all n are
busy, the services done within a time are a Poisson number, so the chance of waiting longer is a
Poisson sum; with people who change from slot to slot, its mean is what they can serve in that time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Floats, Ints

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


@dataclass(frozen=True)
class Manners:
    """What customers do; times in seconds.

    They should begin within `within`, and leave where the wait would outlast `patience`: the same
    for everybody, or exponential with that mean if it `fades`. Of those who would have to wait a
    share `balking` leaves at once.
    """

    within: float
    patience: float
    fades: bool = False
    balking: float = 0.0


def outlook(
    capacity: Capacity, moments: Floats, slot: float, manners: Manners, most: int
) -> Outlook:
    """The outlook at some moments, counted in slots, for 0 ... most - 1 customers there.

    Where nobody is there, the line moves when somebody comes.
    """
    now = np.broadcast_to(moments, (len(capacity.people), len(moments)))
    view = _View(capacity, now, slot, most)
    seen = view.fading(manners) if manners.fades else view.firm(manners)
    if not manners.balking:
        return seen
    share = np.where(view.waits, manners.balking, 0.0)
    return Outlook(
        in_time=(1.0 - share) * seen.in_time,
        wait=(1.0 - share) * seen.wait,
        leaves=share + (1.0 - share) * seen.leaves,
    )


class _View:
    """The line and the people ahead of it, at some moments of each plan."""

    def __init__(self, capacity: Capacity, now: Floats, slot: float, most: int) -> None:
        self.capacity, self.now, self.slot, self.most = capacity, now, slot, most
        self.begin = capacity.staffed_from(now)
        self.gap = (self.begin - now) * slot
        self.there = capacity.people_at(self.begin)
        self.before = capacity.until(self.begin)
        ahead = np.arange(most) - self.there[..., None] + 1
        self.ahead = np.maximum(ahead, 0)
        self.waits = (ahead > 0) | (self.gap > 0)[..., None]

    def services(self, seconds: float) -> tuple[Floats, Ints]:
        """The services done by then on average, and who is there then, if more."""
        end = np.maximum(self.now + seconds / self.slot, self.begin)
        there = np.maximum(self.there, self.capacity.people_at(end))
        return self.capacity.until(end) - self.before, there

    def longer(self, seconds: float) -> tuple[Floats, Floats]:
        """The chances to wait longer than that, and to have waited with one service to spare."""
        done, there = self.services(seconds)
        needed = np.arange(self.most) - there[..., None]
        chances = _at_most(done, self.most + 1)
        known = np.maximum(needed, 0)
        late = np.take_along_axis(chances, known, axis=-1)
        next_too = np.take_along_axis(chances, known + 1, axis=-1)
        return np.where(needed >= 0, late, 0.0), 1.0 - np.where(needed >= 0, next_too, 0.0)

    def firm(self, manners: Manners) -> Outlook:
        """The outlook of customers of one patience."""
        within, patience = min(manners.within, manners.patience), manners.patience
        late, _ = self.longer(within)
        never, sure = self.longer(patience)
        # A Poisson stream's j-th event, or the patience if it comes first: exact at a steady rate.
        moment = self.capacity.moment(self.before[..., None] + self.ahead)
        due = (moment - self.begin[..., None]) * self.slot
        gap = np.minimum(self.gap, patience)[..., None]
        left = patience - gap
        wait = np.minimum(np.minimum(due, left) * sure + left * never, left)
        return Outlook(
            in_time=(1.0 - late) * (gap <= within),
            wait=np.where(self.ahead > 0, wait, 0.0) + gap,
            leaves=np.where(gap >= patience, 1.0, never),
        )

    def fading(self, manners: Manners) -> Outlook:
        """The outlook of customers whose patience is exponential.

        With services at a steady rate a, and patience at the rate b, the j-th service comes first
        with the chance (a / (a + b))^j, and then as if services came at the rate a + b. Steady is
        what is done in one mean patience from when somebody is there.
        """
        within, patience = manners.within, manners.patience
        gap = self.gap[..., None]
        done = self.capacity.until(self.begin + patience / self.slot) - self.before
        steady = (done / (done + 1.0))[..., None]
        stays = np.exp(-gap / patience) * steady**self.ahead
        within_done, _ = self.services(within)
        rest = np.maximum(within - self.gap, 0.0) / patience
        late = _at_most(within_done + rest, self.most + 1)
        soon = 1.0 - np.take_along_axis(late, np.maximum(self.ahead - 1, 0), axis=-1)
        return Outlook(
            in_time=stays * np.where(self.ahead > 0, soon, 1.0) * (gap <= within),
            wait=patience * (1.0 - stays),
            leaves=1.0 - stays,
        )


def _at_most(mean: Floats, size: int) -> Floats:
    """The chances that a Poisson number is at most 0 ... size - 1."""
    from scipy.special import gammaln

    mean = np.maximum(mean, NOTHING)[..., None]
    k = np.arange(size)
    chance = np.exp(k * np.log(mean) - mean - gammaln(k + 1))
    found: Floats = np.minimum(np.cumsum(chance, axis=-1), 1.0)
    return found
