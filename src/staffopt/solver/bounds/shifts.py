"""Shifts in the relaxation: how many people of a class have which one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.asked.answers import Answers, PersonAnswers
from staffopt.solver.bounds.linear_program import LinearProgram
from staffopt.solver.bounds.people import Kinds

PLACE = "place in the day"


@dataclass(frozen=True)
class Shifts:
    """Columns that say how many of some people have each shift of one day.

    `breaks` are rows x breaks x (slots, first, last start); `loose` says that the slots of these
    shifts may be worked or not: they are pinned, or nobody here has a role on that day.
    """

    column: Ints
    start: Ints
    end: Ints
    breaks: Ints
    loose: bool
    people: int


def shift_columns(
    program: LinearProgram, answers: Answers, people: Mapping[str, Kinds], day: int
) -> list[Shifts]:
    """Shifts of a day, tied to the kinds of shift of those who have them.

    Valid: equal rows of different people are counted together, no more often than people have
    them; rows of one length of work, alike for every spread, add up to what the people's kinds
    of that sort do.
    """
    named: dict[bool, list[str]] = defaultdict(list)
    for name in people:
        named[_loose(answers.people[name], day)].append(name)
    made = []
    for loose, names in named.items():
        rows = [_rows(answers.people[name], people[name], day) for name in names]
        if sum(map(len, rows)):
            made.append(_made(program, people, names, rows, day, loose))
    return made


def _loose(about: PersonAnswers, day: int) -> bool:
    return day in about.candidates.pinned or not about.can[day].any()


def _rows(about: PersonAnswers, kinds: Kinds, day: int) -> Ints:
    """Least and most work, parts in spreads, start, end and breaks of a person's rows of a day."""
    table, due = about.candidates.table, about.candidates.breaks
    here = np.flatnonzero(table.day == day)
    of_row = kinds.of_row[here]
    works = kinds.works[of_row].astype(np.int64)
    breaks = np.stack([due.slots[here], due.first[here], due.last[here]], axis=2)
    breaks[breaks[:, :, 0] == 0] = 0
    return np.column_stack(
        [
            works,
            kinds.spread[of_row],
            table.start[here],
            table.end[here],
            breaks.reshape(len(here), 3 * due.slots.shape[1]),
        ]
    )


def _made(
    program: LinearProgram,
    people: Mapping[str, Kinds],
    names: list[str],
    rows: list[Ints],
    day: int,
    loose: bool,
) -> Shifts:
    width = max(each.shape[1] for each in rows)
    rows = [np.pad(each, ((0, 0), (0, width - each.shape[1]))) for each in rows]
    every, many = np.unique(np.concatenate(rows), axis=0, return_counts=True)
    column = program.add(PLACE, 0.0, many.astype(float))
    said = 2 + people[names[0]].spread.shape[1]
    for same in np.unique(every[:, :said], axis=0):
        these = column[(every[:, :said] == same).all(axis=1)]
        of = [people[name].column[people[name].alike(day, same)] for name in names]
        terms = np.concatenate([these, *of])
        weights = np.where(np.arange(len(terms)) < len(these), 1.0, -1.0)
        program.row(terms, weights, least=0.0, most=0.0)
    breaks = every[:, said + 2 :].reshape(len(every), (width - said - 2) // 3, 3)
    return Shifts(column, every[:, said], every[:, said + 1], breaks, loose, len(names))
