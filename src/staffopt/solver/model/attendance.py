"""Whether one person can be at work at a moment under some rules: CP-SAT's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from ortools.sat.python import cp_model

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.rules.base import Rule
from staffopt.solver.asked.answers import Answers, ask
from staffopt.solver.asked.candidates import Candidates, candidates
from staffopt.solver.model.draft import Draft
from staffopt.solver.model.pen import Promise
from staffopt.solver.model.scope import Free, Scope
from staffopt.solver.parameters import Effort, solver

EFFORT = Effort(deterministic_time=2.0)
KNOWN = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}


def can_attend(
    problem: Problem,
    rules: Sequence[Rule],
    shifts: ShiftTable,
    slot: int,
    around: Roster,
    days: Sequence[int],
) -> bool | None:
    """Whether the one person of a problem can be at work in a slot; None where CP-SAT gives up.

    Open are some days and there any of `shifts`; the others are as in `around`. Pins are kept.
    """
    (person,) = problem.people
    found = candidates(problem, person, rules, shifts)
    if not np.any((found.table.start <= slot) & (slot < found.table.end)):
        return False
    open_ = Scope({(person.id, day): Free() for day in days})
    draft = Draft(_asked(problem, rules, found), open_, around)
    there = draft.cover.count(draft.cover.working, slot, (person.id,))
    if not there.variables:
        return there.constant > 0
    draft.pen.require(there, Promise("there", (person.id,)), least=1)
    draft.pen.model.clear_objective()  # type: ignore[no-untyped-call]
    return KNOWN.get(solver(EFFORT).solve(draft.pen.model))


def _asked(problem: Problem, rules: Sequence[Rule], found: Candidates) -> Answers:
    """What the rules say of the one person, who works one role a day: more give no other times."""
    answers = ask(problem, rules, (), {found.person.id: found})
    about = answers.people[found.person.id]
    first = about.can & (np.cumsum(about.can, axis=1) == 1)
    return replace(answers, people={found.person.id: replace(about, can=first)})
