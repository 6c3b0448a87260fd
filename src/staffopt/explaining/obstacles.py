"""What keeps a person from a day or a moment: a rule, by the audit, or the cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from staffopt.domain.explanation import Obstacle
from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Shift
from staffopt.domain.violation import Violation
from staffopt.explaining.day_changes import hours_text
from staffopt.explaining.plain_shifts import Place, plain_shifts
from staffopt.explaining.week import Week, more
from staffopt.rules.base import Rule
from staffopt.rules.words import on_day
from staffopt.solver.asked.answers import SCALE
from staffopt.solver.tries import Tried

MANY = 1_000
"""Breaches where no shift can be shown to the audit: any other answer says more."""


def priced(
    week: Week, before: Roster, costs: Mapping[str, int], tried: Tried, person: Person, place: Place
) -> Obstacle:
    """What having a person at a place costs by the bill, or what that breaks for somebody else."""
    name, bill = person.name or person.id, week.bill(tried.roster)
    if bill is None:
        text, rule = _tied(week, before, tried.roster)
        return Obstacle(person.id, name, text, rule)
    differs = more(bill, costs)
    day = _day_text(week, tried, person, place)
    total = sum(differs.values())
    return Obstacle(person.id, name, "", change=total, costs=differs, day=day)


def counted(week: Week, tried: Tried, person: Person, place: Place) -> Obstacle:
    """The same as the search counts it, without components."""
    day = _day_text(week, tried, person, place)
    change = round(tried.change / SCALE)
    return Obstacle(person.id, person.name or person.id, "", change=change, day=day)


def forbidden(week: Week, roster: Roster, person: Person, at: Sequence[Place]) -> Obstacle:
    """The rule in the way of a person at the place with the fewest, in the audit's words."""
    rule, text = "", "is in training then"
    if not _in_training(week.problem, roster, person, at[0]):
        found = [_forbidden(week, roster, person, place) for place in at]
        _, rule, text = min(found, key=lambda each: each[0])
    return Obstacle(person.id, person.name or person.id, text, rule)


def _in_training(problem: Problem, roster: Roster, person: Person, place: Place) -> bool:
    """Whether a person attends or gives a session at a moment."""
    if place.slot is None:
        return False
    at = problem.horizon.instant(place.slot)
    blocks = (block for shift in roster.of(person.id) for block in shift.blocks)
    return any(b.start <= at < b.end and b.activity is Activity.TRAINING for b in blocks)


def _day_text(week: Week, tried: Tried, person: Person, place: Place) -> str:
    """The hours of a person's day after a try, with the date if that is the eve of the place."""
    here = [s for s in tried.roster.of(person.id) if _day(week.problem, s) == place.day]
    horizon, hours = week.problem.horizon, hours_text(week.problem, here)
    if place.slot is None or place.day == horizon.slot_day[place.slot]:
        return hours
    return f"{on_day(horizon.dates[place.day])} {hours}"


def _day(problem: Problem, shift: Shift) -> int:
    return problem.horizon.day_of(shift.start)


def _tied(week: Week, before: Roster, after: Roster) -> tuple[str, str]:
    """The first hard breach that a change brings for somebody else: text and rule."""
    known = {each.message for rule in week.rules for each in rule.check(week.problem, before)}
    for rule in week.rules:
        for each in rule.check(week.problem, after):
            if each.hard and each.message not in known:
                return each.message, each.rule
    return "not allowed", ""


def _forbidden(week: Week, roster: Roster, person: Person, place: Place) -> tuple[int, str, str]:
    """The fewest hard breaches of a shift at a place, the first one's rule, and its words."""
    pin = pinned_shift(week.problem, person, place.day)
    if pin is not None:
        return 1, "pinned", f"is pinned to {hours_text(week.problem, [pin])}"
    alone, own = by_oneself(week.problem, roster, person)
    rules = personal_rules(week)
    known = {each.message for each in hard_breaches(rules, alone, own)}
    if place.day not in all_shifts(week.problem).day:
        return MANY, "", "nobody is due in the store that day"
    best: list[Violation] | None = None
    for shift in plain_shifts(week, own, person, place):
        others = tuple(s for s in own.shifts if _day(week.problem, s) != place.day)
        moved = replace(own, shifts=(*others, shift))
        found = [one for one in hard_breaches(rules, alone, moved) if one.message not in known]
        if best is None or len(found) < len(best):
            best = found
        if len(best) <= 1:
            break
    if not best:
        return MANY, "", "no legal shift was found"
    return len(best), best[0].rule, best[0].message.removeprefix(f"{person.name} ")


def by_oneself(problem: Problem, roster: Roster, person: Person) -> tuple[Problem, Roster]:
    """The problem and the roster of one person alone, without training."""
    alone = replace(problem, people=(person,), needs=(), courses=())
    return alone, replace(roster, shifts=roster.of(person.id), sessions=(), displaced=())


def personal_rules(week: Week) -> list[Rule]:
    """The rules about one person's shifts, not about who is there together."""
    shared = ("together", "holds", "staggers")
    return [
        rule
        for rule in week.rules
        if all(getattr(type(rule), each) is getattr(Rule, each) for each in shared)
    ]


def hard_breaches(rules: Sequence[Rule], problem: Problem, roster: Roster) -> list[Violation]:
    """What a roster breaks of some rules without a price."""
    return [each for rule in rules for each in rule.check(problem, roster) if each.hard]


def pinned_shift(problem: Problem, person: Person, day: int) -> Shift | None:
    """The shift that a person's day is pinned to."""
    pins = (pin for pin in problem.pins if pin.person_id == person.id)
    return next((pin for pin in pins if _day(problem, pin) == day), None)
