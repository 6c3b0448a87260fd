"""Demands for free stretches, cut to what the plan decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from staffopt.domain.arrays import Bools, Ints
from staffopt.domain.calendar import minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Asked, FreeSpans, Load, Rest, Stretches
from staffopt.solver.asked.answers import PersonAnswers

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Open:
    """What of a stretch demand the planned days decide: `need` is left of its total."""

    asked: Stretches
    since: int
    until: int
    need: int
    first: int
    last: int
    """Planned days, the last exclusive, whose shifts may lie in the window."""

    @property
    def kept(self) -> bool:
        """Whether the shifts around the plan keep it already."""
        return self.need <= 0

    def counts(self, begin: int, end: int) -> bool:
        """Whether a free stretch counts."""
        return counts(self.asked, begin, end)


def counts(asked: Stretches, begin: int, end: int) -> bool:
    """Whether a free stretch, cut already, counts for a demand."""
    held = not asked.around or any(begin <= a and b <= end for a, b in asked.around)
    return held and end - begin >= max(asked.least, 1)


def around_plan(problem: Problem, person_id: str) -> tuple[Spans, Spans]:
    """A person's shifts before and after the horizon, in minutes after its start."""
    start = problem.horizon.start
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    for shift in problem.around(person_id):
        span = (minutes_between(start, shift.start), minutes_between(start, shift.end))
        (before if shift.start < start else after).append(span)
    return before, after


def opened(problem: Problem, asked: Stretches, before: Spans, after: Spans) -> Open:
    """A demand less the free stretches that lie between shifts on one side of the plan."""
    since, until, free = asked.since, asked.until, 0
    for start, end in before:
        free += _length(asked, since, min(start, until))
        since = max(since, end)
    if after:
        until = min(until, after[0][0])
        edges = [*after, (asked.until, asked.until)]
        for one, two in pairwise(edges):
            free += _length(asked, max(one[1], asked.since), min(two[0], asked.until))
    return Open(
        asked, since, until, asked.total - free, *days_between(problem, asked.since, asked.until)
    )


def days_between(problem: Problem, since: int, until: int) -> tuple[int, int]:
    """The planned days, the last exclusive, whose shifts may lie between two minutes."""
    size = problem.horizon.slot_minutes
    midnights = [size * slot for slot in problem.horizon.day_starts]
    first = sum(midnight <= since for midnight in midnights) - 2
    return max(first, 0), sum(midnight < until for midnight in midnights[:-1])


def open_groups(asked: FreeSpans, shifts: Spans) -> list[list[tuple[int, int]]]:
    """The spans of each group that the shifts around the plan leave free."""
    return [
        [(a, b) for a, b in group if not any(start < b and a < end for start, end in shifts)]
        for group in asked.groups
    ]


def _length(asked: Stretches, begin: int, end: int) -> int:
    return end - begin if counts(asked, begin, end) else 0


def always_kept(problem: Problem, about: PersonAnswers, rest: Rest) -> bool:
    """Whether some way is kept whatever shifts are chosen."""
    sides = around_plan(problem, about.person.id)
    return any(all(_certain(problem, about, part, *sides) for part in way) for way in rest.ways)


def _certain(
    problem: Problem, about: PersonAnswers, part: Asked, before: Spans, after: Spans
) -> bool:
    """Whether a stretch before the first shift there can be, or after the last, is enough."""
    table, size = about.candidates.table, problem.horizon.slot_minutes
    if isinstance(part, Load):
        return False
    if isinstance(part, FreeSpans):
        groups = open_groups(part, [*before, *after])
        free = [any(not hit(about, span, size).any() for span in group) for group in groups]
        return sum(free) >= part.least
    cut = opened(problem, part, before, after)
    if cut.kept:
        return True
    edges = _edges(table.start * size, table.end * size, cut)
    return any(cut.counts(a, b) and b - a >= cut.need for a, b in edges)


def hit(about: PersonAnswers, span: tuple[int, int], size: int) -> Bools:
    """The rows of a person that lie in a span; slots have `size` minutes."""
    table = about.candidates.table
    found: Bools = (table.start * size < span[1]) & (table.end * size > span[0])
    return found


def _edges(starts: Ints, ends: Ints, cut: Open) -> Iterator[tuple[int, int]]:
    """The stretches before every candidate shift and after every one."""
    yield cut.since, min(int(starts.min(initial=cut.until)), cut.until)
    yield max(int(ends.max(initial=cut.since)), cut.since), cut.until
