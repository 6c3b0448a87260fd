"""What a line does to each customer, exactly: first come, first served, by people who change.

A customer begins at the first moment, from the own arrival on, at which fewer customers are
unfinished than people are there. Where at most `most` people are ever there, the `most` last
finishing times are kept in order: while m people are there, fewer than m customers are unfinished
once the m-th last finishing time is past. That is the recursion of Kiefer and Wolfowitz (1955) with
a number of servers that changes by slot, and where people call out by week.

Nobody is interrupted: where people become fewer, whoever finishes first goes. A customer in service
is finished by a person whose time is up, and counts against those who remain until then. A customer
whose wait would outlast the patience leaves and is never served.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats, Ints
from staffopt.simulation.customers import by_count

NEVER = 1e15
"""Seconds after any horizon."""


@dataclass(frozen=True)
class Tally:
    """Customers by slot of arrival (row) and week (column).

    `waited` is seconds, of those who leave up to their patience; `in_time` began within the target;
    `left` were never served.
    """

    came: Ints
    waited: Floats
    in_time: Ints
    left: Ints


class Line:
    """The state of one role's line in many weeks at once.

    `people` has a number per slot, or one per slot and week.
    """

    def __init__(self, people: Ints, weeks: int, slot_seconds: float) -> None:
        slots = len(people)
        self.most = max(int(people.max(initial=0)), 1)
        self.unfinished = np.zeros((self.most + 1, weeks))
        self.unfinished[self.most] = NEVER
        nobody = np.zeros((1, *people.shape[1:]), np.int64)
        self.row = self.most - np.concatenate([people, nobody])
        self.drawn = np.arange(weeks)
        self.starts = np.append(np.arange(slots) * slot_seconds, NEVER)
        self.ends = np.append(np.arange(1, slots + 1) * slot_seconds, 2 * NEVER)
        self.slot = np.zeros(weeks, np.intp)
        self.week = np.arange(weeks)

    def begins(self, arrival: Floats) -> Floats:
        """When the next customer of each of the first weeks can begin.

        `slot` moves on to that moment: nobody later can begin earlier.
        """
        weeks = self.week[: len(arrival)]
        begin = self._earliest(arrival, weeks)
        late = np.flatnonzero(begin >= self.ends[self.slot[: len(arrival)]])
        while len(late):
            self.slot[late] += 1
            begin[late] = self._earliest(arrival[late], late)
            late = late[begin[late] >= self.ends[self.slot[late]]]
        return begin

    def _earliest(self, arrival: Floats, weeks: NDArray[np.intp]) -> Floats:
        """The first moment for some weeks if their slots never ended."""
        slot = self.slot[weeks]
        row = self.row[slot] if self.row.ndim == 1 else self.row[slot, self.drawn[weeks]]
        free = self.unfinished[row, weeks]
        found: Floats = np.maximum(np.maximum(arrival, free), self.starts[slot])
        return found

    def serve(self, finish: Floats) -> None:
        """Put finishing times among the last ones; the earliest falls out."""
        kept = self.unfinished[:, : len(finish)]
        kept[:-1] = np.minimum(kept[1:], np.maximum(kept[:-1], finish))

    def sort(self, order: NDArray[np.intp]) -> None:
        """Put the weeks into another order."""
        self.unfinished = self.unfinished[:, order]
        self.slot = self.slot[order]
        self.drawn = self.drawn[order]


def play(
    counts: Ints,
    crowd: Iterable[tuple[int, Floats, Floats]],
    people: Ints,
    slot_seconds: float,
    *,
    within: float,
    patience: float | Callable[[tuple[int, ...]], Floats],
    only: range | None = None,
) -> Tally:
    """Serve a crowd (see `arrivals_and_services`) by so many people by slot, or slot and week.

    `patience` is everybody's, or gives a slot's customers theirs (see `patiences`). With `only`,
    the customers of other slots do not come.
    """
    tally = Tally(
        counts, np.zeros(counts.shape), np.zeros(counts.shape, np.int64), np.zeros_like(counts)
    )
    line = Line(people, counts.shape[1], slot_seconds)
    for slot, arrivals, services in crowd:
        ready = (
            patience(arrivals.shape) if callable(patience) else np.full(arrivals.shape, patience)
        )
        if only is not None and slot not in only:
            continue
        order = by_count(counts[slot])
        line.sort(order)
        line.slot = np.maximum(line.slot, slot)
        weeks_left = np.searchsorted(-counts[slot, order], -np.arange(len(arrivals)), side="left")
        waited, soon, left = np.zeros(len(order)), np.zeros(len(order)), np.zeros(len(order))
        customers = zip(arrivals, services, ready, weeks_left.tolist(), strict=True)
        for arrival, service, limit, weeks in customers:
            begin = line.begins(arrival[:weeks])
            wait = begin - arrival[:weeks]
            leaves = wait > limit[:weeks]
            waited[:weeks] += np.minimum(wait, limit[:weeks])
            soon[:weeks] += ~leaves & (wait <= within)
            left[:weeks] += leaves
            line.serve(np.where(leaves, line.unfinished[0, :weeks], begin + service[:weeks]))
        tally.waited[slot, order] = waited
        tally.in_time[slot, order] = soon
        tally.left[slot, order] = left
        line.sort(np.argsort(order))
    return tally
