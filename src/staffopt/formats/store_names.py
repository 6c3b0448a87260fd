"""What a roster or a plan needs of a store, and the one line where it is of another store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from staffopt.domain.people import Person
from staffopt.domain.plan import Plan
from staffopt.domain.requirement import Requirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity
from staffopt.domain.training import Course, TrainingNeed
from staffopt.errors import DataError, Problem, one_of, shown

MOST_LISTED = 3


class StoreNames(Protocol):
    """Its name, its clock and grid, and the names it knows."""

    @property
    def name(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def week_starts(self) -> int: ...
    @property
    def slot_minutes(self) -> int: ...
    @property
    def people(self) -> Sequence[Person]: ...
    @property
    def roles(self) -> Mapping[str, object]: ...
    @property
    def courses(self) -> Sequence[Course]: ...
    @property
    def needs(self) -> Sequence[TrainingNeed]: ...


def names(store: StoreNames) -> tuple[set[str], set[str]]:
    """Return the ids and the roles a store knows."""
    roles = {*store.roles, *(role for person in store.people for role in person.roles)}
    return {person.id for person in store.people}, roles


def names_in(roster: Roster) -> tuple[set[str], set[str]]:
    """Return the ids and the roles worked in a roster."""
    blocks = (block for shift in roster.shifts for block in shift.of(Activity.WORK))
    return set(roster.by_person), {block.role for block in blocks if block.role}


def check_names(roster: Roster, store: StoreNames) -> None:
    """Raise a DataError with the people and roles of a roster that a store does not know."""
    worked, here = names_in(roster), names(store)
    check_whose("roster", worked, store)
    problems = [
        Problem(f"roster, {kind} {shown(name)}", many, one_of(name, known))
        for kind, found, known in zip(("employee", "role"), worked, here, strict=True)
        for name, many in _unknown(roster, found - known)
    ]
    if problems:
        raise DataError(*problems)


def _unknown(roster: Roster, strange: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Each strange name in order, with the shifts it is in."""
    for name in sorted(strange):
        own = [
            shift
            for shift in roster.shifts
            if name == shift.person_id or any(block.role == name for block in shift.blocks)
        ]
        more = f" and {len(own) - 1} more" if len(own) > 1 else ""
        yield name, f"shift {own[0].id}{more}"


def check_plan_of(plan: Plan, store: StoreNames) -> None:
    """Raise a DataError in one line where a plan is of other people, roles or another clock."""
    people, roles = names_in(plan.roster)
    needed = set(plan.problem.requirement.roles)
    check_whose("the plan", (people, roles | needed), store, str(plan.manifest.get("store", "")))
    strange = sorted(people - names(store)[0]) or sorted(needed - set(store.roles))
    if strange:
        said = plan.manifest.get("store")
        found = f"a plan{f' of {shown(said)}' if said else ''} with {_listed(strange)}"
        raise DataError(Problem("the plan", found, f"people and roles of {shown(store.name)}"))
    check_clock(plan.problem.requirement, store, "the plan")


def check_clock(need: Requirement, store: StoreNames, where: str) -> None:
    """Raise a DataError where the slots of a need are not the store's."""
    there = (need.horizon.zone, need.horizon.slot_minutes)
    here = (str(store.zone), store.slot_minutes)
    if there != here:
        said = [f"slots of {minutes} min in {zone}" for zone, minutes in (there, here)]
        raise DataError(Problem(where, said[0], f"{said[1]}, as {shown(store.name)} has"))


def check_need_of(need: Requirement, store: StoreNames) -> None:
    """Raise a DataError where a requirement asks for roles, slots or weeks of another store."""
    strange = sorted(set(need.roles) - set(store.roles))
    if strange:
        expected = f"roles of {shown(store.name)}: {', '.join(store.roles)}"
        raise DataError(Problem("need", f"a requirement of {_listed(strange)}", expected))
    check_clock(need, store, "need")


def check_whose(
    where: str, found: tuple[Collection[str], Collection[str]], store: StoreNames, of: str = ""
) -> None:
    """Raise a DataError in one line where nobody, or no role, in something is the store's.

    `of` is the name of the store that it is of, where that is known. One strange name where it is
    not may as well be a slip, and is left to who can say where it stands.
    """
    here = dict(zip(("people", "roles"), names(store), strict=True))
    there = dict(zip(here, found, strict=True))
    least = 1 if of and of != store.name else 2
    strange = [k for k in here if len(there[k]) >= least and here[k].isdisjoint(there[k])]
    if not strange:
        return
    said, known = (
        ", ".join(f"{kind} {_listed(sorted(each[kind]))}" for kind in strange if each[kind])
        for each in (there, here)
    )
    whose = shown(of) if of else "another store"
    expected = f"those of {shown(store.name)}{': ' if known else ''}{known}"
    raise DataError(Problem(where, f"{said} of {whose}", expected))


def _listed(listed: Sequence[str]) -> str:
    """Return `'E1', 'E2' and 5 more`."""
    more = len(listed) - MOST_LISTED
    return ", ".join(map(shown, listed[:MOST_LISTED])) + (f" and {more} more" if more > 0 else "")
