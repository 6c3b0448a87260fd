"""Premiums that compete for the same time: what the search adds up, and what proofs may count on.

The bill pays the highest of a stack group; the search counts them all, but for sums that are the
same, so that its price is never below the bill. A proof reads prices that no bill is below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from staffopt.domain.shapes import Count, Gap

if TYPE_CHECKING:
    from staffopt.solver.asked.answers import Answers, PersonAnswers

Said = tuple[str, Count]


def stacked(counts: Sequence[Said]) -> list[Said]:
    """The same counts; of two of a group with equal sums, the cheaper says no price any more."""
    found = list(counts)
    for i, (_, one) in enumerate(counts):
        for j, (_, two) in enumerate(counts):
            rivals = one.group and one.group == two.group and one.sure and two.sure
            if i == j or not rivals or not _same_sum(one, two) or not found[i][1].tiers:
                continue
            if _never_below(one, two) and (i < j or not _never_below(two, one)):
                found[j] = (found[j][0], replace(two, tiers=()))
    return [each for each, (_, was) in zip(found, counts, strict=True) if _needed(each[1], was)]


def _needed(count: Count, was: Count) -> bool:
    """Whether a count that may have lost its tiers still demands anything."""
    return count is was or count.most is not None or count.least > 0


def _same_sum(one: Count, two: Count) -> bool:
    """Whether two counts always come to the same."""
    same = (one.carried, one.per) == (two.carried, two.per)
    return same and np.array_equal(one.amount, two.amount)


def _never_below(one: Count, two: Count) -> bool:
    """Whether the tiers of a count cost at least as much as another's, whatever the sum.

    Enough: both bend upwards, so that they are compared where the second bends, and beyond all.
    """
    bends = [above for above, _ in (*one.tiers, *two.tiers)]
    beyond = max([0, *bends]) + 1
    steep = sum(price for _, price in one.tiers) >= sum(price for _, price in two.tiers)
    return steep and all(_cost(one, at) >= _cost(two, at) for at in (*bends, beyond))


def _cost(count: Count, total: int) -> int:
    return sum(max(total - above, 0) * price for above, price in count.tiers)


def unrivalled(gaps: Sequence[tuple[str, Gap]]) -> tuple[tuple[str, Gap], ...]:
    """The same gaps but those that another rule of the group prices alike, and sooner."""
    return tuple(
        (rule, gap)
        for k, (rule, gap) in enumerate(gaps)
        if not any(
            other != rule and _covers(wide, gap, first=at < k)
            for at, (other, wide) in enumerate(gaps)
        )
    )


def _covers(wide: Gap, gap: Gap, *, first: bool) -> bool:
    """Whether a priced gap is due whenever another is, at its price; of equal ones, the first."""
    alike = (wide.group, wide.price, wide.before) == (gap.group, gap.price, gap.before)
    longer = wide.minutes > gap.minutes or (wide.minutes == gap.minutes and first)
    return bool(gap.group) and alike and longer and wide.days is None


def surely(answers: Answers) -> Answers:
    """The answers with no price above what the bill must come to; the same where all are exact.

    Valid: in a group the bill is no lower than what any one of its rules claims, and of the others
    nothing is counted.
    """
    people = {name: _surely(about) for name, about in answers.people.items()}
    if all(people[name] is about for name, about in answers.people.items()):
        return answers
    return replace(answers, people=people)


def _surely(about: PersonAnswers) -> PersonAnswers:
    first: dict[str, str] = {}
    for rule, group in _priced(about):
        first.setdefault(group, rule)

    def counts_on(rule: str, group: str) -> bool:
        return not group or first.get(group, rule) == rule

    exact = all(counts_on(rule, group) for rule, group in _priced(about))
    exact &= all(count.sure or not count.tiers for _, count in about.counts)
    exact &= all(gap.sure for _, gap in about.gaps)
    if exact and all(each.surely is None for _, each in about.premiums):
        return about
    prices = about.prices
    for rule, each in about.premiums:
        least = each.price if each.surely is None else each.surely
        prices = prices - each.price + (least if counts_on(rule, each.group) else 0)
    counts = tuple(
        (rule, count if count.sure and counts_on(rule, count.group) else replace(count, tiers=()))
        for rule, count in about.counts
    )
    gaps = tuple((rule, gap) for rule, gap in about.gaps if gap.sure and counts_on(rule, gap.group))
    return replace(about, prices=prices, counts=counts, gaps=gaps)


def _priced(about: PersonAnswers) -> list[tuple[str, str]]:
    """Who has prices in which group."""
    found = [(rule, each.group) for rule, each in about.premiums]
    found += [(rule, count.group) for rule, count in about.counts if count.tiers]
    found += [(rule, gap.group) for rule, gap in about.gaps]
    return [(rule, group) for rule, group in found if group]
