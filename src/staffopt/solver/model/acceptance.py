"""Does the model accept a roster, and at what cost: the proof that every plan must pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ortools.sat.python import cp_model

from staffopt.domain.roster import Roster
from staffopt.solver.asked.answers import Answers
from staffopt.solver.model.draft import Draft
from staffopt.solver.model.pen import Promise
from staffopt.solver.model.scope import Free, Scope, Sessions
from staffopt.solver.parameters import Effort, solver


@dataclass(frozen=True)
class Acceptance:
    """Whether the model takes a roster, its cost in sixtieths of a hundredth, or whom it blames."""

    accepted: bool
    cost: int
    blame: tuple[Promise, ...] = ()


def accepts(answers: Answers, roster: Roster) -> Acceptance:
    """State the whole problem with nothing to choose but the roster, and let CP-SAT judge it."""
    days = range(answers.problem.horizon.days)
    cells = {(person, day): Free(own=True) for person in answers.people for day in days}
    courses = {course: Sessions(own=True) for course in answers.holdings}
    doubled = _two_a_day(roster)
    draft = Draft(answers, Scope(cells, courses), roster)
    values, missing = draft.values(roster)
    told = {promise.about for promise in missing}
    broken = [promise for promise in draft.pen.broken(values) if promise.about not in told]
    blame = [*doubled, *missing, *broken]
    if blame:
        return Acceptance(False, draft.pen.cost.value(values), tuple(dict.fromkeys(blame)))
    draft.pen.hint(values)
    judge = solver(Effort(presolve=False, fix_hint=True, deterministic_time=60))
    status = judge.solve(draft.pen.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Acceptance(False, draft.pen.cost.value(values), (Promise("model"),))
    return Acceptance(True, draft.pen.cost.value(draft.found(judge)))


def _two_a_day(roster: Roster) -> list[Promise]:
    """Days on which somebody has two shifts."""
    horizon = roster.horizon
    starts = Counter((s.person_id, horizon.day_of(s.start)) for s in roster.shifts)
    return [
        Promise("one_shift", (person, horizon.dates[day]))
        for (person, day), count in sorted(starts.items())
        if count > 1 and 0 <= day < horizon.days
    ]
