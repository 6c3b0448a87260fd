"""The customers of weeks that follow each other, as those of all their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from staffopt.domain.arrays import Bools
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.doubt import Doubt


def joined_demand(weeks: Sequence[Demand]) -> Demand:
    """The customers of all days of weeks that follow each other; notes are kept once."""
    first = weeks[0]
    if len(weeks) == 1:
        return first
    return Demand(
        replace(first.horizon, days=sum(week.horizon.days for week in weeks)),
        joined_drivers([week.drivers for week in weeks]),
        first.as_of,
        np.concatenate([week.open for week in weeks]),
        tuple(dict.fromkeys(note for week in weeks for note in week.notes)),
    )


def joined_drivers(weeks: Sequence[Mapping[str, DriverDemand]]) -> dict[str, DriverDemand]:
    """Every driver over all weeks; each week keeps its averages and the spread of its own lead."""
    return {name: _driver([week[name] for week in weeks]) for name in weeks[0]}


def _driver(weeks: Sequence[DriverDemand]) -> DriverDemand:
    """One driver over all weeks; what none corrected is not corrected."""
    first = weeks[0]
    if len(weeks) == 1:
        return first
    corrected = any(week.overridden is not None for week in weeks)
    grown = any(week.averages != first.averages for week in weeks)
    before = any(week.uncorrected is not None for week in weeks)
    return DriverDemand(
        mean=np.concatenate([week.mean for week in weeks]),
        quantiles={
            level: np.concatenate([week.quantiles[level] for week in weeks])
            for level in first.quantiles
        },
        method=", ".join(dict.fromkeys(week.method for week in weeks)),
        spread=first.spread,
        later=tuple(week.spread for week in weeks[1:]),
        doubts=_doubts(weeks),
        overridden=np.concatenate([_corrected(week) for week in weeks]) if corrected else None,
        averages=first.averages,
        later_averages=tuple(week.averages for week in weeks[1:]) if grown else (),
        notes=tuple(dict.fromkeys(note for week in weeks for note in week.notes)),
        uncorrected=_driver([week.uncorrected or week for week in weeks]) if before else None,
    )


def _doubts(weeks: Sequence[DriverDemand]) -> tuple[Doubt, ...]:
    """The doubts of all weeks; one that goes on from week to week is one."""
    ends = np.cumsum([len(week.mean) for week in weeks])
    found: dict[Doubt, Bools] = {}
    for week, end in zip(weeks, ends.tolist(), strict=True):
        for doubt in week.doubts:
            slots = found.setdefault(doubt, np.zeros(int(ends[-1]), bool))
            slots[end - len(week.mean) : end] |= doubt.slots
    return tuple(replace(doubt, slots=slots) for doubt, slots in found.items())


def _corrected(week: DriverDemand) -> Bools:
    """The slots that were corrected."""
    return np.zeros(len(week.mean), bool) if week.overridden is None else week.overridden
