"""A line of customers through a week: what one slot leaves over is there in the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Floats, Ints
from staffopt.staffing_methods.outlook import Capacity, Manners, Outlook, outlook
from staffopt.staffing_methods.uncertainty import two_cases

STEP = 300.0
"""Seconds at most that one step in time takes."""
LONGEST = 1000
"""Customers at most in a line; who finds so many leaves."""


def at_work(people: Ints, each: int, places: int | None) -> Ints:
    """How many customers can be served at a time by so many people."""
    return people * each if places is None else np.minimum(people * each, places)


@dataclass(frozen=True)
class Served:
    """What customers meet with, an array [plan, slot]: chances, and mean seconds.

    Those who leave wait up to their patience and are not in time.
    """

    in_time: Floats
    wait: Floats
    left: Floats


@dataclass(frozen=True)
class Line:
    """A role's customers and what they do; times in seconds.

    `arrivals` are expected per slot of length `slot`, on a day that is busy as `factors` say, each
    factor as likely as the others; a row of them for every slot where weeks vary unlike. Beyond
    that each slot's rate varies by itself, independently of the slots before, with the variance
    `rest` over its mean squared: two cases stand for it. A customer takes `service` on average,
    should begin within `within` and leaves where the wait would outlast `patience`, which is the
    mean of an exponential one if it `fades`; of those who would have to wait a share `balking`
    leaves at once.

    The number of customers there is followed as a Markov chain through each day, by the forward
    equations of the queue M(t)/M/n(t) (Koopman 1972; Ingolfsson et al. 2007), solved by steps in
    time backward in t (implicit Euler), which keeps chances between 0 and 1. Who will leave is
    counted out on arrival: with first come, first served, nobody is held up by those who are never
    served.
    """

    arrivals: Floats
    factors: Floats
    slot: float
    service: float
    within: float
    patience: float
    fades: bool = False
    balking: float = 0.0
    rest: Floats | None = None
    each: int = 1
    """Customers that one person on duty lets be served at a time: machines, as a rule one."""
    places: int | None = None
    """Customers at most who can be served at a time."""

    @property
    def days(self) -> int:
        """How many kinds of days there are: factors of one slot."""
        return int(self.factors.shape[-1])

    @property
    def steps(self) -> int:
        """Steps in time that a slot takes."""
        return int(np.ceil(self.slot / STEP))

    def served(self, people: Ints, spell: float = np.inf) -> Served:
        """What the customers meet with under each plan, a row of people per slot.

        With a `spell`, a plan other than the first is what a deviation from the first looks like:
        it has lasted a random time of so many slots on average, one at least, and before it the
        line was that of the first plan.
        """
        people = at_work(people, self.each, self.places)
        found = Served(*(np.zeros(people.shape) for _ in range(3)))
        found.in_time[:] = 1.0
        starts, lengths = self._stretches()
        if not len(starts):
            return found
        most = self._most(people)
        capacity = Capacity(people, self.slot, self.service)
        manners = Manners(self.within, self.patience, self.fades, self.balking)
        there = np.zeros((len(people), len(starts), self.days, most))
        there[..., 0] = 1.0
        for step in range(int(lengths.max())):
            slots = np.minimum(starts + step, len(self.arrivals) - 1)
            now = step < lengths
            there += (there[:1] - there) / max(spell, 1.0)
            totals = np.zeros((3, len(people), len(starts)))
            busy, chance = self._cases(slots)
            there = np.repeat(there, busy.shape[1] // self.days, axis=2)
            rates = self.arrivals[slots, None] * busy / self.steps
            for part in range(self.steps):
                moments = slots + (part + 0.5) / self.steps
                seen = outlook(capacity, moments, self.slot, manners, most)
                before = there
                there = self._after(there, seen, rates, people[:, slots])
                mean = np.einsum("psfk,sf->psk", before + there, busy * chance)
                totals += [(mean * what).sum(axis=-1) for what in seen.parts]
            totals /= 2 * self.steps * self.days
            there = self._together(there * chance[..., None])
            for into, values in zip((found.in_time, found.wait, found.left), totals, strict=True):
                into[:, slots[now]] = values[:, now]
        return found

    def _cases(self, slots: Ints) -> tuple[Floats, Floats]:
        """How busy each slot (row) is in each case of its day and its own, and its own's chance."""
        own, chance = two_cases(self._rest[slots])
        levels = self.factors[slots] if self.factors.ndim > 1 else self.factors
        busy = levels[..., None] * own[:, None, :]
        return busy.reshape(len(slots), -1), np.tile(chance, (1, self.days))

    def _together(self, there: Floats) -> Floats:
        """The cases of a slot's own rate added up: the next slot has other ones."""
        plans, slots, _, most = there.shape
        found: Floats = there.reshape(plans, slots, self.days, -1, most).sum(axis=3)
        return found

    @property
    def _rest(self) -> Floats:
        return np.zeros(len(self.arrivals)) if self.rest is None else self.rest

    def _after(self, there: Floats, seen: Outlook, rates: Floats, people: Ints) -> Floats:
        """The chances of k customers one step later, at rates per step [slot, case]."""
        from scipy.linalg.lapack import dgtsv

        stay = 1.0 - seen.leaves
        stay[..., -1] = 0.0
        comes = rates[None, :, :, None] * stay[:, :, None, :]
        width = self.slot / self.steps / self.service
        busy = np.minimum(np.arange(there.shape[-1]), people[..., None]) * width
        goes = np.broadcast_to(busy[:, :, None, :], comes.shape)
        # One system of equations for all: nobody comes to a full line, nobody goes from none.
        below, above = -comes.ravel()[:-1], -goes.ravel()[1:]
        *_, after, _ = dgtsv(below, (1.0 + comes + goes).ravel(), above, there.ravel())
        found: Floats = after.reshape(there.shape)
        return found

    def _most(self, people: Ints) -> int:
        """Beyond so many customers the chance is next to nothing, with any plan."""
        own, _ = two_cases(self._rest)
        rate = (self.arrivals * own.max(axis=1)).max() * self.factors.max() / self.slot
        load = rate * self.service
        there = np.unique(people).astype(float)
        patience = self.patience * (3.0 if self.fades else 1.0)
        waiting = patience * np.minimum(there / self.service, rate)
        short = there + waiting + 4 * np.sqrt(waiting) + 3
        ample = load + 8 * np.sqrt(load) + 10
        sizes = np.where(there < load + 6 * np.sqrt(load) + 6, short, ample)
        return int(min(sizes.max(), LONGEST)) + 1

    def _stretches(self) -> tuple[Ints, Ints]:
        """First slot and length of each time with customers, so far apart that none are left."""
        pairs = np.array(list(self._runs()), np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1] - pairs[:, 0]

    def _runs(self) -> Iterator[tuple[int, int]]:
        busy = np.flatnonzero(self.arrivals > 0)
        if not len(busy):
            return
        apart = np.flatnonzero(np.diff(busy) * self.slot > self.patience + self.slot)
        firsts = np.concatenate([[0], apart + 1])
        lasts = np.concatenate([apart, [len(busy) - 1]])
        yield from zip(busy[firsts].tolist(), (busy[lasts] + 1).tolist(), strict=True)
