"""What keeps those whom an unmet thing takes: at a moment, or from a session."""

from __future__ import annotations

from staffopt.domain.explanation import Obstacle
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.explaining.places import places
from staffopt.explaining.short_slot import MOST_BILLED, obstacles
from staffopt.explaining.week import Week
from staffopt.rules.base import Rule
from staffopt.rules.training_held import left_out
from staffopt.solver.displaced import displaced_needs
from staffopt.solver.solve import prepare
from staffopt.solver.tries import Tries


def those_it_takes(
    week: Week,
    roster: Roster,
    violation: Violation,
    *,
    billed: int = MOST_BILLED,
    most: int | None = None,
) -> tuple[Obstacle, ...]:
    """What keeps those who might be there at a moment, or what being there would cost.

    The cheapest are `billed` by component. Nobody is told of where it takes more than `most`.
    """
    rule = next(each for each in week.rules if each.key == violation.rule)
    if type(rule).holds is not Rule.holds:
        return _untrained(week, roster, violation)
    if violation.person_id is not None or violation.start is None:
        return ()
    slot = week.problem.horizon.slot(violation.start)
    wanted = [each for each in rule.together(week.problem) if each.slots[slot]]
    people = [week.problem.person[each] for demand in wanted[:1] for each in demand.members]
    if not people or (most is not None and len(people) > most):
        return ()
    tries = Tries.of(prepare(week.problem, week.rules, week.goals), roster)
    return tuple(obstacles(week, roster, tries, people, places(week, slot), billed=billed))


def _untrained(week: Week, roster: Roster, violation: Violation) -> tuple[Obstacle, ...]:
    """Why a person's training is displaced; all reasons where two of it are called the same."""
    person = week.problem.person.get(violation.person_id or "")
    if person is None:
        return ()
    reasons = {
        each.reason: None
        for each in displaced_needs(week.problem, week.rules, roster)
        if each.need.person_id == person.id
        and left_out(week.problem, each.need) == violation.message
    }
    return (Obstacle(person.id, person.name or person.id, "; ".join(reasons)),) if reasons else ()
