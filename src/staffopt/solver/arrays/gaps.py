"""Gaps between shifts as arrays: forbidden, priced, and those that may be short now and then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from staffopt.domain.arrays import Bools
from staffopt.domain.calendar import minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Gap
from staffopt.solver.asked.answers import SCALE, PersonAnswers

MINUTES, FLOOR, ONCE, TOTAL, LAST_DAY, NEXT_DAY = range(6)
"""Columns of `Given.short`: gaps below MINUTES are short; they may be where both shifts have
at most TOTAL minutes, or from FLOOR on with none other in the ONCE days up to them (0: never)."""
NEVER = np.int64(1) << 40
FAR = 1 << 20
"""Days: further than any."""
Columns = dict[str, Any]


def gap_columns(problem: Problem, about: Sequence[PersonAnswers]) -> Columns:
    """The columns of `Given` about time between shifts."""
    return {**_plain(problem, about), **_short(problem, about), **_around(problem, about)}


def _plain(problem: Problem, about: Sequence[PersonAnswers]) -> Columns:
    days = problem.horizon.days + 1
    hard = np.zeros((len(about), days), np.int64)
    soft = [[gap for _, gap in each.gaps if gap.price is not None] for each in about]
    width = max(1, *(len(each) for each in soft))
    gap_soft, gap_price, before = (np.zeros((len(about), width), np.int64) for _ in range(3))
    gap_days = np.zeros((len(about), width, days), bool)
    for p, each in enumerate(about):
        for _, gap in each.gaps:
            if gap.price is None and gap.plain:
                least = np.where(_days(gap, days), gap.minutes, 0)
                hard[p] = np.maximum(hard[p], least)
        for q, gap in enumerate(soft[p]):
            gap_soft[p, q] = gap.minutes
            gap_price[p, q] = (gap.price or 0) * SCALE
            gap_days[p, q] = _days(gap, days)
            before[p, q] = gap.before
    return {
        "gap_hard": hard,
        "gap_soft": gap_soft,
        "gap_price": gap_price,
        "gap_days": gap_days,
        "gap_before": before,
        "any_soft_gaps": bool((gap_soft > 0).any()),
        "has_soft_gaps": (gap_soft > 0).any(axis=1),
    }


def _short(problem: Problem, about: Sequence[PersonAnswers]) -> Columns:
    days = problem.horizon.days + 1
    kinds = [[gap for _, gap in each.gaps if not gap.plain] for each in about]
    width = max([0, *(len(each) for each in kinds)])
    short = np.zeros((len(about), width, NEXT_DAY + 1), np.int64)
    asked = np.zeros((len(about), width, days), bool)
    for p, each in enumerate(kinds):
        for k, gap in enumerate(each):
            total = -1 if gap.unless_paid is None else gap.unless_paid
            tail = [gap.minutes, 0, total, -FAR, FAR]
            if gap.once is not None:
                last = -FAR if gap.once.last is None else gap.once.last
                after = FAR if gap.once.next is None else gap.once.next
                tail = [gap.once.least, gap.once.days, total, last, after]
            short[p, k] = [gap.minutes, *tail]
            asked[p, k] = _days(gap, days)
    return {
        "short_size": np.array([len(each) for each in kinds], np.int64),
        "short": short,
        "short_days": asked,
        "row_paid": np.concatenate([each.candidates.table.paid for each in about]),
    }


def _around(problem: Problem, about: Sequence[PersonAnswers]) -> Columns:
    horizon = problem.horizon
    last_end, next_start = np.full(len(about), -NEVER), np.full(len(about), NEVER)
    last_paid, next_paid = np.zeros(len(about), np.int64), np.zeros(len(about), np.int64)
    next_day = np.full(len(about), horizon.days, np.int64)
    next_span = np.zeros(len(about), np.int64)
    for p, each in enumerate(about):
        around = problem.around(each.person.id)
        before = [shift for shift in around if shift.start < horizon.start]
        after = [shift for shift in around if shift.start >= horizon.end]
        if before:
            last = max(before, key=lambda shift: shift.end)
            last_end[p] = minutes_between(horizon.start, last.end)
            last_paid[p] = last.paid_minutes
        if after:
            first = min(after, key=lambda shift: shift.start)
            next_start[p] = minutes_between(horizon.start, first.start)
            next_paid[p] = first.paid_minutes
            next_day[p] = horizon.day_of(first.start)
            next_span[p] = first.minutes
    return {
        "last_end": last_end,
        "next_start": next_start,
        "last_paid": last_paid,
        "next_paid": next_paid,
        "next_day": next_day,
        "next_span": next_span,
    }


def _days(gap: Gap, days: int) -> Bools:
    return np.ones(days, bool) if gap.days is None else gap.days
