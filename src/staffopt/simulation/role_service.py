"""One role's figures from what its customers met with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats, Ints
from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.stress_test import LEVELS, DayService, RoleService, Stretch, WeekTotals
from staffopt.simulation.queue_role import QueueRole
from staffopt.simulation.waiting import Tally

SURE = 1.645
"""Standard errors below a mean that chance alone reaches once in twenty."""


def role_service(
    role: QueueRole,
    people: Ints,
    tally: Tally,
    horizon: Horizon,
    *,
    there: Floats | None = None,
    everybody_there: Tally | None = None,
) -> RoleService:
    """Sum up what happened to a role's customers; where people call out, fewer are `there`."""
    came, soon, left = (_total(part) for part in (tally.came, tally.in_time, tally.left))
    slot_came = tally.came.sum(axis=1)
    slot_in_time = _ratio(tally.in_time.sum(axis=1), slot_came)
    below = _surely_below(slot_in_time, slot_came, role.served_share)
    return RoleService(
        role=role.name,
        within=role.within,
        served_share=role.served_share,
        customers=came / tally.came.shape[1],
        wait=_share(_total(tally.waited), came),
        in_time=_share(soon, came, 1.0),
        in_time_error=_error(tally),
        left=_share(left, came),
        waits=_one(_quantiles(_by_week(tally.waited, tally.came), best_low=True)),
        shares=_one(_quantiles(_by_week(tally.in_time, tally.came, 1.0), best_low=False)),
        people=people,
        slot_customers=tally.came.mean(axis=1),
        slot_in_time=slot_in_time,
        slot_wait=_ratio(tally.waited.sum(axis=1), slot_came),
        slot_waits=_quantiles(_ratio(tally.waited, tally.came), best_low=True),
        slots_at_risk=below,
        days=tuple(_days(tally, horizon)),
        at_risk=tuple(_stretches(role, people if there is None else there, tally, below, horizon)),
        weeks=_by_weeks(tally),
        everybody_there=None if everybody_there is None else _by_weeks(everybody_there),
    )


def _by_weeks(tally: Tally) -> WeekTotals:
    parts = (tally.came, tally.waited, tally.in_time, tally.left)
    return WeekTotals(*(part.sum(axis=0) for part in parts))


def late_in(stretch: Stretch, tally: Tally, horizon: Horizon) -> float:
    """Customers of a stretch who are not served in time, in an average week."""
    slots = horizon.mask(stretch.span)
    return float((tally.came - tally.in_time)[slots].sum() / tally.came.shape[1])


def _days(tally: Tally, horizon: Horizon) -> Iterator[DayService]:
    first = np.array(horizon.day_starts[:-1])
    parts = (tally.came, tally.waited, tally.in_time, tally.left)
    came, waited, soon, left = (np.add.reduceat(part, first, axis=0) for part in parts)
    waits = _quantiles(_ratio(waited, came), best_low=True)
    shares = _quantiles(_ratio(soon, came), best_low=False)
    for k, day in enumerate(horizon.dates):
        total = _total(came[k])
        if not total:
            continue
        yield DayService(
            day=day,
            customers=float(came[k].mean()),
            wait=_share(_total(waited[k]), total),
            in_time=_share(_total(soon[k]), total),
            left=_share(_total(left[k]), total),
            waits=_one(waits, k),
            shares=_one(shares, k),
        )


def _stretches(
    role: QueueRole, people: Ints | Floats, tally: Tally, below: NDArray[np.bool_], horizon: Horizon
) -> Iterator[Stretch]:
    """Runs of slots below the role's target, in order of time."""
    turns = np.flatnonzero(np.diff(below.astype(np.int8), prepend=0, append=0))
    weeks = tally.came.shape[1]
    for first, end in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
        came = int(tally.came[first:end].sum())
        seconds = (end - first) * horizon.slot_minutes * 60
        yield Stretch(
            role=role.name,
            span=Span(horizon.instant(first), horizon.instant(end)),
            customers=came / weeks,
            late=(came - int(tally.in_time[first:end].sum())) / weeks,
            people=float(people[first:end].mean()),
            load=float(_work(role)[first:end].sum()) / seconds / role.each,
        )


def _work(role: QueueRole) -> Floats:
    """Seconds of work that the customers of each slot bring."""
    return role.mean * role.service * (1.0 if role.slower is None else role.slower)


def _surely_below(share: Floats, came: Ints, wanted: float) -> NDArray[np.bool_]:
    """Where a share is below the wanted one by more than chance makes it in 19 of 20 cases."""
    chance = SURE * np.sqrt(wanted * (1.0 - wanted) / np.maximum(came, 1))
    found: NDArray[np.bool_] = np.nan_to_num(share, nan=1.0) < wanted - chance
    return found


def _error(tally: Tally) -> float | None:
    """The standard error of the share in time, as a ratio of sums over independent weeks."""
    came, soon = tally.came.sum(axis=0), tally.in_time.sum(axis=0)
    weeks = len(came)
    if weeks < 2:
        return None
    if not came.any():
        return 0.0
    residual = soon - came * (soon.sum() / came.sum())
    return float(residual.std(ddof=1) / came.mean() / np.sqrt(weeks))


def _quantiles(values: Floats, *, best_low: bool) -> dict[float, Floats]:
    """Quantiles of each row from its good end, over the weeks with customers."""
    levels = list(LEVELS) if best_low else [1.0 - level for level in LEVELS]
    found = np.full((len(levels), len(values)), np.nan)
    some = ~np.isnan(values).all(axis=1)
    if some.any():
        found[:, some] = np.nanquantile(values[some], levels, axis=1)
    return dict(zip(LEVELS, found, strict=True))


def _ratio(part: Floats | Ints, whole: Ints) -> Floats:
    """Part over whole, NaN where there is nothing."""
    nothing = np.full(part.shape, np.nan)
    found: Floats = np.divide(part, whole, out=nothing, where=whole > 0)
    return found


def _by_week(part: Floats | Ints, whole: Ints, nothing: float = 0.0) -> Floats:
    """Each week's ratio of sums, in one row; `nothing` where nobody ever comes."""
    found = _ratio(part.sum(axis=0), whole.sum(axis=0))[None, :]
    return found if whole.any() else np.full((1, 1), nothing)


def _one(quantiles: Mapping[float, Floats], row: int = 0) -> dict[float, float]:
    return {level: float(values[row]) for level, values in quantiles.items()}


def _share(part: float, whole: float, nothing: float = 0.0) -> float:
    return part / whole if whole else nothing


def _total(values: Floats | Ints) -> float:
    return float(values.sum())
