"""Why a person works on a day and who would stand in, or why they do not work."""

from __future__ import annotations

from datetime import date

from staffopt.auditor import bill
from staffopt.domain.explanation import FreeDay, WorkedDay
from staffopt.domain.people import Person
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Shift
from staffopt.errors import ConfigError
from staffopt.errors import Problem as Fault
from staffopt.explaining.day_changes import day_changes, hours_text, takers
from staffopt.explaining.difference import Effort, compared
from staffopt.explaining.kept_free import KeptFree
from staffopt.explaining.obstacles import forbidden, priced
from staffopt.explaining.plain_shifts import Place
from staffopt.explaining.week import Week, more
from staffopt.explaining.without_shift import without_shift


def person_day(
    week: Week, roster: Roster, person: Person, day: date, effort: Effort
) -> WorkedDay | FreeDay:
    """Why somebody works on a date, and what freeing the day costs; or what keeps them away."""
    horizon = week.problem.horizon
    shifts = [s for s in roster.of(person.id) if horizon.date_of(s.start) == day]
    if not shifts:
        return _free_day(week, roster, person, day)
    return _worked_day(week, roster, person, shifts[0], effort)


def _free_day(week: Week, roster: Roster, person: Person, day: date) -> FreeDay:
    from staffopt.solver.solve import prepare
    from staffopt.solver.tries import Tries

    tries = Tries.of(prepare(week.problem, week.rules, week.goals), roster)
    place = Place(week.problem.horizon.dates.index(day))
    tried = tries.best(person.id, place.day)
    if tried is None:
        found = forbidden(week, roster, person, [place])
    else:
        before = tries.roster
        found = priced(week, before, week.bill(before) or {}, tried, person, place)
    return FreeDay(person.id, person.name or person.id, day, found)


def _worked_day(
    week: Week, roster: Roster, person: Person, shift: Shift, effort: Effort
) -> WorkedDay:
    problem = week.problem
    day = problem.horizon.date_of(shift.start)
    alone, unmet = _alone(week, roster, shift)
    kept_free = week.with_rule(KeptFree(person_id=person.id, day=day))
    found = compared(week, kept_free, roster, effort)
    if found is None:
        raise ConfigError(Fault("the plan", "a hard rule is broken", "a legal roster"))
    changes = day_changes(problem, roster, found.roster)
    others = [each for each in changes if each.person_id != person.id]
    return WorkedDay(
        person_id=person.id,
        name=person.name or person.id,
        day=day,
        shift=hours_text(problem, [shift]),
        work=_work(shift),
        pinned=any(pin.person_id == person.id and pin.span == shift.span for pin in problem.pins),
        alone=alone,
        unmet=unmet,
        freed=found.difference,
        takers=takers(problem, roster, found.roster, shift.span, others),
        changes=changes,
        roster=found.roster,
    )


def _alone(week: Week, roster: Roster, shift: Shift) -> tuple[dict[str, int], tuple[str, ...]]:
    """What the week costs more when a shift falls away, and what is then not met."""
    terms = week.problem, week.rules, week.goals
    before, _, known = bill(roster, *terms)
    after, _, left = bill(without_shift(roster, shift), *terms)
    told = {each.message for each in known}
    return more(after, before), tuple(each.message for each in left if each.message not in told)


def _work(shift: Shift) -> str:
    """What a shift is spent on, in hours, the most first."""
    minutes: dict[str, int] = {}
    for block in shift.blocks:
        if block.activity is not Activity.BREAK:
            name = block.role or "training"
            minutes[name] = minutes.get(name, 0) + block.minutes
    ordered = sorted(minutes.items(), key=lambda each: -each[1])
    return ", ".join(f"{name} {each / 60:g} h" for name, each in ordered)
