"""What the week kernel knows of one person: tables by day, run, group and total."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Bools, Floats, Ints
from staffopt.domain.calendar import minutes_between
from staffopt.domain.shapes import Count, LeastRun, Succession
from staffopt.solver.asked.answers import SCALE, Answers, PersonAnswers, scaled

MOST_ROWS = 16
"""Rows a day up to which weeks are enumerated."""
MOST_TOTAL = 160
"""Steps of the limited sum."""


class WeekFacts(NamedTuple):
    """Tables of one person's weeks. Rows are those of the person's table, in order of days."""

    first: Ints
    """D + 1: where a day's rows begin."""
    rows_a_day: int
    longest_run: int
    """Days in a row that are told apart; longer runs count as this long."""
    longest_rest: int
    own: Floats
    """Rows: what each costs by itself."""
    amount: Ints
    """Rows: steps of the limited sum."""
    final: Floats
    """What each total of that sum costs in the end."""
    use: Ints
    """Rows x caps."""
    cap: Ints
    follow: Floats
    """Rows x rows of the day after: what it costs that one follows the other."""
    run_allowed: Bools
    """Length x day: a run of work of this length that has reached this day."""
    run_cost: Floats
    """Length x day: a run of work that ends with this day."""
    rest_cost: Floats
    group: Ints
    """D: the group of days that a day is in, or -1."""
    joined: Bools
    """D: in the same group as the day before."""
    group_cost: Floats
    """What it costs that one more group is worked, by how many there are then."""


def week_facts(answers: Answers, about: PersonAnswers) -> WeekFacts | None:
    """The tables, or None where something is said about the person that they cannot hold."""
    table = about.candidates.table
    days = answers.problem.horizon.days
    first = np.searchsorted(table.day, np.arange(days + 1)).astype(np.int64)
    most_rows = int(np.diff(first).max(initial=0))
    if most_rows > MOST_ROWS or about.candidates.breaks.slots.any() or about.candidates.pins:
        return None
    if about.rests:
        return None
    sums = _sums(about)
    follow = _follow(answers, about, first, max(most_rows, 1))
    groups = _groups(about, days)
    if sums is None or follow is None or groups is None:
        return None
    own, amount, final, use, cap = sums
    run = max([1, *(r.most + 1 for _, r in about.runs), *_least(about, worked=True)])
    rest = max([1, *_least(about, worked=False)])
    return WeekFacts(
        first=first,
        rows_a_day=max(most_rows, 1),
        longest_run=run,
        longest_rest=rest,
        own=own + follow[1],
        amount=amount,
        final=final,
        use=use,
        cap=cap,
        follow=follow[0],
        run_allowed=_run_allowed(about, run, days),
        run_cost=_run_cost(about, run, days, worked=True),
        rest_cost=_run_cost(about, rest, days, worked=False),
        group=groups[0],
        joined=groups[1],
        group_cost=groups[2],
    )


def _least(about: PersonAnswers, *, worked: bool) -> list[int]:
    return [run.least for _, run in about.least_runs if run.worked == worked]


Sums = tuple[Floats, Ints, Floats, Ints, Ints]


def _sums(about: PersonAnswers) -> Sums | None:
    """Own prices with all that is linear in them, the one limited sum, and caps."""
    own = about.prices.astype(float)
    always = 0.0
    limited: list[Count] = []
    caps: list[Count] = []
    for _, count in about.counts:
        low = count.carried + _extreme(about, count, np.minimum)
        high = count.carried + _extreme(about, count, np.maximum)
        bent = [(above, price) for above, price in count.tiers if high > above and price]
        short = count.least_price > 0 and low < count.least
        full = count.most is not None and high > count.most
        if not short and not full and all(above <= low for above, _ in bent):
            for above, price in bent:
                own = own + count.amount * float(scaled(count, price))
                always += (count.carried - above) * float(scaled(count, price))
        elif full and not short and not bent and count.amount.min(initial=0) >= 0:
            caps.append(count)
        else:
            limited.append(count)
    if not limited and caps:
        limited.append(caps.pop())
    if len(limited) > 1:
        return None
    amount, final = _total(about, limited)
    if amount is None:
        return None
    use = np.array([count.amount for count in caps], np.int64).T
    cap = np.array([(count.most or 0) - count.carried for count in caps], np.int64)
    use = np.ascontiguousarray(use.reshape(len(own), len(caps)))
    return own, amount, final + always, use, cap


def _extreme(about: PersonAnswers, count: Count, best: np.ufunc) -> int:
    """The least or the most that one row a day can add."""
    table = about.candidates.table
    days = np.zeros(table.horizon.days, np.int64)
    best.at(days, table.day, count.amount)
    return int(days.sum())


def _total(about: PersonAnswers, limited: Sequence[Count]) -> tuple[Ints | None, Floats]:
    """Steps of the limited sum by row, and what each total costs."""
    if not limited:
        return np.zeros(len(about.prices), np.int64), np.zeros(1)
    (count,) = limited
    if count.amount.min(initial=0) < 0:
        return None, np.zeros(0)
    step = max(gcd(*(int(each) for each in np.unique(count.amount))), 1)
    top = _extreme(about, count, np.maximum)
    if count.most is not None:
        top = min(top, max(count.most - count.carried, 0))
    if top // step > MOST_TOTAL:
        return None, np.zeros(0)
    totals = count.carried + step * np.arange(top // step + 1)
    cost = np.maximum(count.least - totals, 0) * float(scaled(count, count.least_price))
    for above, price in count.tiers:
        cost = cost + np.maximum(totals - above, 0) * float(scaled(count, price))
    return count.amount // step, cost


def _follow(
    answers: Answers, about: PersonAnswers, first: Ints, wide: int
) -> tuple[Floats, Floats] | None:
    """What two rows on neighbouring days cost, and what the past and future add to single rows."""
    if any(gap.price is not None or gap.days is not None or not gap.plain for _, gap in about.gaps):
        return None
    horizon, table = answers.problem.horizon, about.candidates.table
    size, minutes = horizon.slot_minutes, max([0, *(gap.minutes for _, gap in about.gaps)])
    rest = -(-minutes // size)
    follow, alone = np.zeros((len(table), wide)), np.zeros(len(table))
    for shift in answers.problem.around(about.person.id):
        if shift.start < horizon.start:
            gaps = table.start * size - minutes_between(horizon.start, shift.end)
        else:
            gaps = minutes_between(horizon.start, shift.start) - table.end * size
        alone[gaps < minutes] = np.inf
    for day in range(horizon.days - 1):
        one, two = slice(first[day], first[day + 1]), slice(first[day + 1], first[day + 2])
        near = table.start[two] - table.end[one][:, None] < rest
        follow[one, : near.shape[1]][near] = np.inf
        later = table.start[first[min(day + 2, horizon.days)] :]
        if len(later) and len(table.end[one]) and later.min() - table.end[one].max() < rest:
            return None
        follow[one] += _pairs(answers, about, (one, two), wide)
    for _, succession in about.successions:
        if succession.eve:
            alone[(table.day == 0) & succession.then] += _price(succession)
        if succession.morrow:
            alone[(table.day == horizon.days - 1) & succession.first] += _price(succession)
    return follow, alone


def _pairs(answers: Answers, about: PersonAnswers, days: tuple[slice, slice], wide: int) -> Floats:
    """What rows of one day and rows of the next cost together."""
    (one, two), table = days, about.candidates.table
    found = np.zeros((one.stop - one.start, wide))
    ours = found[:, : two.stop - two.start]
    start = table.start[two] * answers.problem.horizon.slot_minutes
    for _, doba in about.dobas:
        late = doba.free_from(table)[one][:, None] > start
        ours[late & (doba.amount[two] > doba.left()[one][:, None])] = np.inf
    for _, succession in about.successions:
        ours[succession.first[one][:, None] & succession.then[two]] += _price(succession)
    return found


def _price(succession: Succession) -> float:
    return np.inf if succession.price is None else float(succession.price * SCALE)


def _run_allowed(about: PersonAnswers, longest: int, days: int) -> Bools:
    allowed = np.ones((longest + 1, days), bool)
    for _, run in about.runs:
        for length in range(1, longest + 1):
            for day in range(days):
                total = length + (run.before if length == day + 1 else 0)
                total += run.after if day == days - 1 else 0
                allowed[length, day] &= total <= run.most
    return allowed


def _run_cost(about: PersonAnswers, longest: int, days: int, *, worked: bool) -> Floats:
    cost = np.zeros((longest + 1, days))
    for _, run in about.least_runs:
        if run.worked == worked:
            for length in range(1, longest + 1):
                for day in range(days):
                    cost[length, day] += _missing(run, length, day, days) * run.price * SCALE
    return cost


def _missing(run: LeastRun, length: int, day: int, days: int) -> int:
    """Days that a run lacks which ends with a day."""
    if length == day + 1:
        if run.before is None:
            return 0
        length += run.before
    if day == days - 1:
        if run.after is None:
            return 0
        length += run.after
    return max(run.least - length, 0)


def _groups(about: PersonAnswers, days: int) -> tuple[Ints, Bools, Floats] | None:
    group: NDArray[np.int64] = np.full(days, -1, np.int64)
    joined: Bools = np.zeros(days, np.bool_)
    if not about.groups:
        return group, joined, np.zeros(1)
    if len(about.groups) > 1:
        return None
    ((_, groups),) = about.groups
    for number, members in enumerate(groups.groups):
        if list(members) != list(range(members[0], members[-1] + 1)) or len(members) > 2:
            return None
        group[list(members)] = number
        joined[list(members[1:])] = True
    count = len(groups.groups)
    wide = count + 1 if groups.price is not None else min(groups.most, count) + 1
    over = np.arange(wide) > groups.most
    price = (groups.price or 0) * SCALE
    return group, joined, np.where(over, float(price), 0.0)
