"""Demands for free stretches as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import FreeSpans, Load
from staffopt.solver.asked.answers import PersonAnswers
from staffopt.solver.asked.rest_demands import (
    Spans,
    always_kept,
    around_plan,
    days_between,
    open_groups,
    opened,
)

DEMAND, WAY, FIRST, LAST, SINCE, UNTIL, LEAST, NEED, AROUND, AROUND_END, LOAD = range(11)
"""Columns of `Given.rest`. Days FIRST to LAST (exclusive) are asked about; of a load, NEED is what
may be added, and LOAD its column of `rest_load`; of groups of spans, NEED is how many are free."""
STRETCHES, SPANS = -1, -2
"""What stands in LOAD where free stretches, or groups of spans, are asked."""


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
    days = days_between(problem, since, until)
    return [*days, since, until, 0, asked.least, first, last, SPANS]
