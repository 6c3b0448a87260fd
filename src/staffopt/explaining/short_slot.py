"""Why nobody more is at a role in a slot: everybody's obstacle, cheapest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from staffopt.domain.explanation import Obstacle, ShortSlot
from staffopt.domain.people import Person
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block
from staffopt.explaining.obstacles import counted, forbidden, priced
from staffopt.explaining.places import places
from staffopt.explaining.plain_shifts import Place
from staffopt.explaining.week import Week
from staffopt.solver.solve import prepare
from staffopt.solver.tries import Tried, Tries

MOST_BILLED = 12
"""The cheapest changes, whose components are told."""


def short_slot(week: Week, roster: Roster, slot: int, role: str) -> ShortSlot:
    """Who works a role in a slot, and why each other person does not."""
    problem = week.problem
    doing = {person.id: _doing(week, roster, person, slot) for person in problem.people}
    there = [person for person in problem.people if _works(doing[person.id], role)]
    tries = Tries.of(prepare(problem, week.rules, week.goals), roster)
    others = [person for person in problem.people if person not in there]
    found = [
        replace(each, now=_now(doing[each.person_id]))
        for each in obstacles(week, roster, tries, others, places(week, slot, role))
    ]
    need, scheduled = problem.requirement.roles[role], len(there)
    return ShortSlot(
        role=role,
        start=problem.horizon.instant(slot),
        required=int(need.required[slot]),
        scheduled=scheduled,
        saves=need.loss_of(slot, scheduled) - need.loss_of(slot, scheduled + 1),
        there=tuple(person.name or person.id for person in there),
        obstacles=tuple(sorted(found, key=_cheapest_first)),
    )


def obstacles(
    week: Week,
    roster: Roster,
    tries: Tries,
    people: Sequence[Person],
    at: Sequence[Place],
    *,
    billed: int = MOST_BILLED,
) -> Iterator[Obstacle]:
    """Everybody's obstacle; the cheapest changes are billed, the others as the search counts."""
    before = tries.roster
    costs = (week.bill(before) or {}) if billed else {}
    tried = [(person, _best(tries, person, at)) for person in people]
    possible = [(person, *found) for person, found in tried if found is not None]
    possible.sort(key=lambda each: each[1].change)
    for person, change, place in possible[:billed]:
        yield priced(week, before, costs, change, person, place)
    for person, change, place in possible[billed:]:
        yield counted(week, change, person, place)
    for person, none in tried:
        if none is None:
            yield forbidden(week, roster, person, at)


def _best(tries: Tries, person: Person, at: Sequence[Place]) -> tuple[Tried, Place] | None:
    """The cheapest change that puts a person at one of the places, and at which."""
    tried = ((tries.best(person.id, each.day, each.slot, each.role), each) for each in at)
    found = [(change, place) for change, place in tried if change is not None]
    return min(found, key=lambda each: each[0].change, default=None)


def _cheapest_first(found: Obstacle) -> tuple[bool, int, str]:
    return found.change is None, found.change or 0, found.name


def _doing(week: Week, roster: Roster, person: Person, slot: int) -> Block | None:
    """What a person does in a slot."""
    start = week.problem.horizon.instant(slot)
    for shift in roster.of(person.id):
        for block in shift.blocks:
            if block.start <= start < block.end:
                return block
    return None


def _works(block: Block | None, role: str) -> bool:
    return block is not None and block.activity is Activity.WORK and block.role == role


def _now(block: Block | None) -> str:
    """What a block is, in words."""
    if block is None:
        return ""
    if block.activity is Activity.WORK:
        return f"works {block.role}"
    return "on a break" if block.activity is Activity.BREAK else "in training"
