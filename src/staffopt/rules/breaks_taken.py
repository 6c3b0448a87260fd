"""Whether breaks taken are those owed, as the check sees it: instants of one shift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, permutations

from staffopt.domain.calendar import minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.rules.words import in_hours, on_clock


@dataclass(frozen=True, slots=True)
class Due:
    """A break that shifts of one length owe: which of the rule's, and how long after the start."""

    number: int
    minutes: int
    earliest: timedelta
    latest: timedelta


@dataclass(frozen=True, slots=True)
class Owed:
    """A break of `minutes` that starts between two instants, both included."""

    minutes: int
    since: datetime
    until: datetime

    def takes(self, block: Block) -> bool:
        """Whether a break taken is this one."""
        return self.since <= block.start <= self.until and block.minutes >= self.minutes


@dataclass(frozen=True, slots=True)
class Terms:
    """What counts as a break of a rule, and after how many hours without one a stretch is long."""

    paid: bool
    least_piece: int
    shortest: int
    longest_hours: float | None


def lacks(problem: Problem, shift: Shift, owed: Sequence[Owed], terms: Terms) -> Iterator[str]:
    """What a shift lacks, in words: breaks that it owes, and a break in each long stretch."""
    least, most = terms.least_piece, terms.longest_hours
    if not owed and most is None:
        return
    kind = "paid" if terms.paid else "unpaid"
    taken = [b for b in shift.blocks if b.activity is Activity.BREAK and b.paid == terms.paid]
    if owed and not (in_pieces(owed, taken, least) if least else served(owed, taken)):
        yield said(problem, owed, kind, least)
    for since, minutes in stretches(shift, taken, terms.shortest) if most else ():
        if most and minutes > round(most * 60):
            yield too_long(problem, since, minutes, kind, most)


def served(owed: Sequence[Owed], taken: Sequence[Block]) -> bool:
    """Whether every break owed can be given one of its own."""
    if len(owed) == 1:
        return any(owed[0].takes(block) for block in taken)
    fitting = [block for block in taken if any(each.takes(block) for each in owed)]
    return any(
        all(each.takes(block) for each, block in zip(owed, order, strict=True))
        for order in permutations(fitting, len(owed))
    )


def in_pieces(owed: Sequence[Owed], taken: Sequence[Block], least: int) -> bool:
    """Whether pieces of at least `least` minutes come to what is owed, in the same part."""
    since = min(each.since for each in owed)
    over = max(each.until + timedelta(minutes=each.minutes) for each in owed)
    pieces = [
        block.minutes
        for block in taken
        if block.minutes >= least and since <= block.start and block.end <= over
    ]
    return sum(pieces) >= sum(each.minutes for each in owed)


def stretches(shift: Shift, taken: Sequence[Block], least: int) -> Iterator[tuple[datetime, int]]:
    """When each stretch between breaks of at least `least` minutes begins, and its minutes."""
    long = [block for block in taken if block.minutes >= least]
    edges = [(shift.start, shift.start), *((b.start, b.end) for b in long), (shift.end, shift.end)]
    for (_, since), (until, _) in pairwise(sorted(edges)):
        yield since, minutes_between(since, until)


def said(problem: Problem, owed: Sequence[Owed], kind: str, least: int) -> str:
    """What a shift owes, in words."""
    if least:
        total = sum(each.minutes for each in owed)
        return f"owes {total} min of {kind} break in pieces of at least {least} min"
    lengths = " and ".join(dict.fromkeys(str(each.minutes) for each in owed))
    windows = (
        f"between {on_clock(problem, each.since)} and {problem.horizon.local(each.until):%H:%M}"
        for each in owed
    )
    text = f"owes {len(owed)} {kind} break of {lengths} min, starting "
    return text + " and ".join(windows)


def too_long(problem: Problem, since: datetime, minutes: int, kind: str, most: float) -> str:
    """What a stretch without a break is, in words."""
    at = on_clock(problem, since)
    return f"has no {kind} break for {in_hours(minutes)} from {at}; at most {most:g} h"
