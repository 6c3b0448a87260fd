"""What any number of people in a slot does for its customers, though neighbours are not known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.staffing_methods.line import Line, Served


def by_people(line: Line, usual: Ints, people_max: int, spell: float) -> Served:
    """What customers meet with for n = 0 ... people_max in each slot, an array [slot, n].

    Why: what n people in a slot do depends on the line that the slots before leave, which a table
    by slot cannot know. With the `usual` people the line is theirs. More or fewer are taken to be
    that many more or fewer for a while: a spell of random length, `spell` slots on average. With
    nobody there nobody is served.
    """
    apart = list(_apart(line, usual, people_max))
    busy = line.arrivals > 0
    plans = np.array([np.where(busy, np.maximum(usual + d, 0), usual) for d in apart])
    found = line.served(plans, spell)
    wanted = np.arange(people_max + 1)
    order = np.argsort(apart)
    tables = []
    waits = line.patience * (1.0 - line.balking)
    for values, nobody in ((found.in_time, 0.0), (found.wait, waits), (found.left, 1.0)):
        table = np.full((len(usual), people_max + 1), 1.0 if values is found.in_time else 0.0)
        for slot in np.flatnonzero(busy).tolist():
            some = order[plans[order, slot] > 0]
            known = np.concatenate([[0], plans[some, slot]])
            table[slot] = np.interp(wanted, known, np.concatenate([[nobody], values[some, slot]]))
        tables.append(table)
    return Served(*tables)


def _apart(line: Line, usual: Ints, people_max: int) -> Iterator[int]:
    """Differences from the usual that are followed, none first: close ones all, others apart.

    Beyond half the usual, losses go straight on to those of nobody and of everybody.
    """
    yield 0
    busy = usual[line.arrivals > 0]
    fewer = int(busy.max(initial=0)) - 1
    more = people_max - int(busy.min(initial=people_max))
    before, step, far = 0, 1, max(3, (fewer + 2) // 2)
    while before < far:
        if step <= fewer:
            yield -step
        if before < more:
            yield step
        before, step = step, max(step + before, 2)
    if before < more:
        yield more
