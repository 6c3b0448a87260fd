"""Which rules, for whom, cannot hold together with something that is not met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from staffopt.domain.explanation import Hurdle
from staffopt.domain.people import Person
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.explaining.day_changes import hours_text
from staffopt.explaining.minimal_conflict import minimal_conflict
from staffopt.explaining.obstacles import by_oneself, hard_breaches, personal_rules, pinned_shift
from staffopt.explaining.places import places
from staffopt.explaining.plain_shifts import Place, plain_shifts
from staffopt.explaining.proof import PINNED, Demand, Moment
from staffopt.explaining.week import Week
from staffopt.rules.base import Rule
from staffopt.solver.again import again
from staffopt.solver.solve import prepare

MOVES = 20_000
"""Moves for one person's week, with nobody else in the store."""


MOST_PROVEN = 40
"""Parts of a conflict that CP-SAT is asked about: about two small models each."""


@dataclass(frozen=True)
class Clash:
    """What cannot hold together with something; `proven` by CP-SAT, and that none can be spared."""

    hurdles: tuple[Hurdle, ...] = ()
    proven: bool = False


def hurdles(week: Week, violation: Violation, standing: Roster | None) -> Clash:
    """The minimal conflict behind a violation: of one moment, or of one person's weeks.

    `standing` is the roster whose other days stay as they are; None: they are free but for pins.
    None where it could be met as far as that goes, or where the rule is of neither kind.
    """
    rule = next((each for each in week.rules if each.key == violation.rule), None)
    if rule is None:
        return Clash()
    if violation.person_id is None and violation.start is not None:
        return _of_a_moment(week, rule, week.problem.horizon.slot(violation.start), standing)
    person = week.problem.person.get(violation.person_id or "")
    if standing is not None or person is None or type(rule).counts is Rule.counts:
        return Clash()
    return Clash(_of_a_person(week, rule, person))


def _of_a_moment(week: Week, rule: Rule, slot: int, standing: Roster | None) -> Clash:
    """What keeps all who could be there from one moment."""
    problem = week.problem
    if not 0 <= slot < problem.horizon.slots:
        return Clash()
    wanted = [each for each in rule.together(problem) if each.slots[slot]]
    if not wanted:
        return Clash()
    at = places(week, slot)
    around = standing or Roster(problem.horizon, problem.pins)
    tables = {
        member: [
            found for each in at for found in _breaches(week, around, problem.person[member], each)
        ]
        for member in wanted[0].members
    }
    words = {
        (each.rule, member): each
        for member, table in tables.items()
        for found in table
        for each in found
    }

    def holds(demands: Sequence[Demand]) -> bool:
        asked = set(demands)
        free = 0
        for member, table in tables.items():
            free += any(not any((b.rule, member) in asked for b in found) for found in table)
        return free >= wanted[0].least

    found, proven = _proven(
        minimal_conflict(sorted(words), holds),
        Moment(week, at, wanted[0], standing),
        sorted(words),
    )
    return Clash(_told(week, found, words), proven)


def _proven(
    found: tuple[Demand, ...], moment: Moment, demands: Sequence[Demand]
) -> tuple[tuple[Demand, ...], bool]:
    """A conflict as the audit's shifts show it, and whether CP-SAT proves it.

    Where CP-SAT finds it wrong, the conflict is sought again with CP-SAT as the judge.
    """
    if not 0 < len(found) <= MOST_PROVEN:
        return found, False
    proven = moment.proves(found)
    if proven is False:
        found = minimal_conflict(demands, moment.holds)
        proven = bool(found) and moment.proves(found)
    return found, bool(proven)


def _breaches(week: Week, around: Roster, person: Person, place: Place) -> list[list[Violation]]:
    """What each shift around a place breaks, beside the person's other days in a roster."""
    problem = week.problem
    pin = pinned_shift(problem, person, place.day)
    if pin is not None:
        at = problem.horizon.instant(place.slot or 0)
        said = f"is pinned to {hours_text(problem, [pin])}"
        return [[] if pin.start <= at < pin.end else [Violation(PINNED, said, person.id)]]
    alone, own = by_oneself(problem, around, person)
    rules = personal_rules(week)
    others = tuple(s for s in own.shifts if problem.horizon.day_of(s.start) != place.day)
    known = {each.message for each in hard_breaches(rules, alone, replace(own, shifts=others))}
    shown = (replace(own, shifts=(*others, s)) for s in plain_shifts(week, own, person, place))
    breaches = (hard_breaches(rules, alone, each) for each in shown)
    return [[each for each in found if each.message not in known] for found in breaches]


def _of_a_person(week: Week, rule: Rule, person: Person) -> tuple[Hurdle, ...]:
    """What keeps one person's own weeks from meeting a rule, with nobody else in the store."""
    words: dict[Demand, Violation] = {}
    others = [each for each in personal_rules(week) if each.key != rule.key]
    asked = [each for each in others if type(each).breaks is Rule.breaks]
    always = [each for each in others if each not in asked]
    can = _can_meet(week, rule, person)

    def holds(demands: Sequence[Demand]) -> bool:
        keys = {key for key, _ in demands}
        return can([*always, *(each for each in asked if each.key in keys)])

    found = minimal_conflict([(each.key, person.id) for each in asked], holds)
    return _told(week, found, words)


def _can_meet(week: Week, rule: Rule, person: Person) -> Callable[[Sequence[Rule]], bool]:
    """Whether the search finds a week of one person that keeps a rule beside some others."""
    empty = Roster(week.problem.horizon, ())
    alone, _ = by_oneself(_no_need(week).problem, empty, person)

    def can(rules: Sequence[Rule]) -> bool:
        made = prepare(alone, (*rules, rule), ())
        found = again(made, empty, moves=MOVES, seed=1)
        return not any(rule.check(alone, found))

    return can


def _no_need(week: Week) -> Week:
    """The week in which nobody is wanted, so that only the person's own rules have a price."""
    need = week.problem.requirement
    roles = {
        name: replace(role, loss=np.zeros_like(role.loss), required=np.zeros_like(role.required))
        for name, role in need.roles.items()
    }
    problem = replace(week.problem, requirement=replace(need, roles=roles))
    return replace(week, problem=problem)


def _told(
    week: Week, found: Sequence[Demand], words: dict[Demand, Violation]
) -> tuple[Hurdle, ...]:
    """The demands of a conflict with the audit's words, where it has some."""
    rules = {rule.key: rule for rule in week.rules}
    told = []
    for key, person_id in found:
        person = week.problem.person[person_id]
        name = person.name or person.id
        said = words.get((key, person_id))
        text = key.replace("_", " ") if said is None else said.message.removeprefix(f"{name} ")
        cited = rules[key].citation if key in rules else ""
        told.append(Hurdle(key, person_id, name, text, cited))
    return tuple(told)
