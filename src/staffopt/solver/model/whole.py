"""A small store solved outright: every decision open, to proven optimality."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from staffopt.domain.roster import Roster
from staffopt.solver.asked.answers import Answers
from staffopt.solver.model.draft import Draft
from staffopt.solver.model.scope import Free, Scope, Sessions
from staffopt.solver.parameters import Effort, solver


@dataclass(frozen=True)
class Whole:
    """What solving a whole problem gave; money in sixtieths of a hundredth.

    `work` is CP-SAT's deterministic time.
    """

    roster: Roster | None
    cost: int
    bound: int
    optimal: bool
    work: float = 0.0


def solve_whole(answers: Answers, *, effort: Effort, hint: Roster | None = None) -> Whole:
    """Decide everything at once; fit for about eight people and coarse slots."""
    days = range(answers.problem.horizon.days)
    cells = {(person, day): Free() for person in answers.people for day in days}
    courses = {course: Sessions() for course in answers.holdings}
    draft = Draft(answers, Scope(cells, courses))
    if hint is not None:
        draft.hint(hint)
    search = solver(effort)
    status = search.solve(draft.pen.model)
    bound = -int(-search.best_objective_bound // 1)
    work = search.response_proto.deterministic_time
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Whole(None, 0, bound, optimal=False, work=work)
    values = draft.found(search)
    cost = draft.pen.cost.value(values)
    optimal = status == cp_model.OPTIMAL
    return Whole(draft.roster(values), cost, bound, optimal, work)
