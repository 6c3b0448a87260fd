"""CP-SAT as an improver: small scopes of a finished roster, searched from its complete hint."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from staffopt.domain.roster import Roster
from staffopt.solver.asked.answers import Answers
from staffopt.solver.model.draft import Draft
from staffopt.solver.model.neighbourhoods import Neighbourhood, neighbourhood
from staffopt.solver.out_of_time import Left, OutOfTimeError, endless, go_on
from staffopt.solver.parameters import Effort, solver


@dataclass(frozen=True)
class Polished:
    """A roster that costs no more than the one it came from; money in sixtieths of a hundredth."""

    roster: Roster
    saved: int
    turns: int
    gains: tuple[tuple[str, int], ...]
    """The neighbourhoods that helped, and what each saved."""
    interrupted: bool = False


def improve(
    answers: Answers, roster: Roster, open_: Neighbourhood, effort: Effort, left: Left = endless
) -> tuple[Roster, int]:
    """The best roster found in a neighbourhood and what it saves; the same if none is better.

    Raises OutOfTimeError where the model is not written in time.
    """
    draft = Draft(answers, open_.scope, roster, left)
    if draft.hint(roster):
        return roster, 0
    before = draft.cost(roster)
    go_on(left)
    if effort.seconds is not None:
        effort = replace(effort, seconds=min(effort.seconds, left()))
    search = solver(replace(effort, presolve=open_.presolve))
    if search.solve(draft.pen.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return roster, 0
    values = draft.found(search)
    saved = before - draft.pen.cost.value(values)
    return (draft.roster(values), saved) if saved > 0 else (roster, 0)


def polish(
    answers: Answers,
    roster: Roster,
    *,
    turns: int,
    effort: Effort,
    left: Left = endless,
) -> Polished:
    """Improve neighbourhood after neighbourhood; the same turns and effort give the same roster.

    Ctrl-C, and the end of the time left, keep the turns that are done.
    """
    found = Polished(roster, 0, 0, ())
    try:
        for turn in range(turns):
            go_on(left)
            found = _after(answers, found, turn, effort, left)
    except OutOfTimeError:
        return found
    except KeyboardInterrupt:
        return replace(found, interrupted=True)
    return found


def _after(answers: Answers, found: Polished, turn: int, effort: Effort, left: Left) -> Polished:
    """What has been found after one more turn."""
    open_ = neighbourhood(answers, found.roster, effort.seed, turn)
    roster, saved = improve(answers, found.roster, open_, effort, left)
    gains = (*found.gains, (open_.name, saved)) if saved else found.gains
    return Polished(roster, found.saved + saved, turn + 1, gains)
