"""Demands for free stretches, cut to what the plan decides: for CP-SAT, and as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from staffopt.domain.calendar import minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Asked, FreeSpans, Load, Rest, Stretches
from staffopt.domain.shapes import Bools, Ints
from staffopt.solver.answers import PersonAnswers
from staffopt.solver.rest_windows import LOAD, SPANS, STRETCHES

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
    return Open(asked, since, until, asked.total - free, *_days(problem, asked.since, asked.until))


def _days(problem: Problem, since: int, until: int) -> tuple[int, int]:
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


def rest_columns(problem: Problem, about: Sequence[PersonAnswers]) -> dict[str, Any]:
    """The columns of `Given` that `rest_windows` reads."""
    loads = _loads(about)
    packed = [_packed(problem, each, loads) if each.rests else ([], []) for each in about]
    size = np.array([len(lines) for lines, _ in packed], np.int64)
    rest = np.zeros((len(about), max([0, *size]), LOAD + 1), np.int64)
    around = np.zeros((len(about), max([0, *(len(spans) for _, spans in packed)]), 3), np.int64)
    for p, (lines, spans) in enumerate(packed):
        if lines:
            rest[p, : len(lines)] = lines
        if spans:
            around[p, : len(spans)] = spans
    rows = [np.zeros((len(each.candidates.table), len(loads)), np.int64) for each in about]
    for k, (person, load) in enumerate(loads.values()):
        rows[person][:, k] = load.amount
    return {
        "rest_size": size,
        "rest": rest,
        "rest_around": around,
        "rest_load": np.ascontiguousarray(np.concatenate(rows)),
    }


def _loads(about: Sequence[PersonAnswers]) -> dict[int, tuple[int, Load]]:
    """Every load once, by its identity, with the number of its person."""
    return {
        id(part): (p, part)
        for p, each in enumerate(about)
        for _, rest in each.rests
        for way in rest.ways
        for part in way
        if isinstance(part, Load)
    }


def _packed(
    problem: Problem, about: PersonAnswers, loads: dict[int, tuple[int, Load]]
) -> tuple[list[list[int]], list[tuple[int, int, int]]]:
    """A person's demands line by line, and the spans that stretches must hold."""
    lines: list[list[int]] = []
    spans: list[tuple[int, int, int]] = []
    sides = around_plan(problem, about.person.id)
    columns = list(loads)
    for number, (_, rest) in enumerate(about.rests):
        if always_kept(problem, about, rest):
            continue
        for way, parts in enumerate(rest.ways):
            for part in parts:
                if isinstance(part, Load):
                    tail = [0, problem.horizon.days, 0, 0, 0, part.most - part.carried, 0, 0]
                    lines.append([number, way, *tail, columns.index(id(part))])
                    continue
                first = len(spans)
                if isinstance(part, FreeSpans):
                    spans += _numbered(open_groups(part, [*sides[0], *sides[1]]))
                    lines.append([number, way, *_spanned(problem, part, first, len(spans))])
                    continue
                cut = opened(problem, part, *sides)
                spans += [(a, b, 0) for a, b in part.around]
                tail = [cut.first, cut.last, cut.since, cut.until, part.least, cut.need]
                lines.append([number, way, *tail, first, len(spans), STRETCHES])
    return lines, spans


def _numbered(groups: Sequence[Spans]) -> list[tuple[int, int, int]]:
    return [(a, b, number) for number, group in enumerate(groups) for a, b in group]


def _spanned(problem: Problem, asked: FreeSpans, first: int, last: int) -> list[int]:
    """The columns of groups of spans."""
    since = min([0, *(a for group in asked.groups for a, _ in group)])
    until = max([0, *(b for group in asked.groups for _, b in group)])
    days = _days(problem, since, until)
    return [*days, since, until, 0, asked.least, first, last, SPANS]


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
