"""A finished plan becomes the published roster of its store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from staffopt.auditor import audit
from staffopt.domain.calendar import Horizon, to_the_minute
from staffopt.domain.plan import Plan
from staffopt.domain.problem import Problem as GivenProblem
from staffopt.domain.shifts import Shift, dated_id
from staffopt.errors import ConfigError, Problem
from staffopt.formats.cells import amount, stamp
from staffopt.formats.roster_table import RosterTable
from staffopt.formats.store_names import check_plan_of
from staffopt.inputs.published_files import (
    CHANGE_COLUMNS,
    Key,
    PastTable,
    key_of,
    past_table,
    write_published,
)
from staffopt.inputs.store import Store
from staffopt.rules.change_premium import ChangePremium
from staffopt.rules.publication import Publication as PublicationRule


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one person's published date, and what that owes in hundredths."""

    person_id: str
    day: date
    was: tuple[Shift, ...]
    now: tuple[Shift, ...]
    reason: str
    rule: str = ""
    owed: int = 0


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: shifts, what changed against the roster told before, and what to know."""

    told_at: datetime
    shifts: int
    changes: tuple[Change, ...]
    notes: tuple[str, ...]

    @property
    def owed(self) -> int:
        """What the changes owe together, in hundredths of the currency."""
        return sum(change.owed for change in self.changes)


def publish(plan: Plan, store: Store, *, at: datetime, late: bool = False) -> Publication:
    """Write a plan's shifts into the store's past_roster.csv as published at an instant's minute.

    Shifts published for the same days before are replaced, those that were worked stay; what
    changed is added to roster_changes.csv with its reason and what it owes. Raises ConfigError,
    with every reason at once, where the roster breaks a hard rule, lacks a shift that was worked
    or, unless `late`, comes with too little notice; and where a table to be written is not in
    order. Then nothing is written.
    """
    if at.tzinfo is None:
        raise ConfigError(Problem("at", str(at), "an instant with its zone"))
    check_plan_of(plan, store)
    told = to_the_minute(at)
    past = past_table(store)
    problem = replace(
        plan.problem,
        people=store.people_of(plan.problem.horizon),
        past=past.shifts,
        change_reasons=store.change_reasons,
        publish_at=told,
    )
    missed = tuple(_missed(problem, plan, store, told))
    problems = (
        [] if late else [Problem("the plan", note, "`--late` to publish it") for note in missed]
    )
    broken = [each for each in audit(plan.roster, problem, store.rules) if each.hard]
    problems += [Problem("the plan", each.message, "a roster without it") for each in broken]
    problems += _lost(plan, past)
    if problems:
        raise ConfigError(*problems)
    changes = tuple(_changes(problem, plan, store))
    horizon = plan.problem.horizon
    rows = _past_rows(plan, past, told)
    write_published(store, rows, tuple(_change_rows(changes, horizon, told)))
    notes = (*missed, *_over(horizon, told))
    return Publication(told, len(plan.roster.shifts), changes, notes)


def _missed(problem: GivenProblem, plan: Plan, store: Store, told: datetime) -> Iterable[str]:
    """What the store's rules of publication say of the instant."""
    first = min((shift.start for shift in plan.roster.shifts), default=None)
    for rule in store.rules:
        if isinstance(rule, PublicationRule):
            yield from rule.missed(problem, told, first)


def _over(horizon: Horizon, told: datetime) -> Iterable[str]:
    """Say so where people are told of days that are over."""
    if told >= horizon.end:
        yield (
            f"told on {horizon.date_of(told)}, when the plan's days were over "
            f"(the last is {horizon.dates[-1]}); --publish-at says when people were told instead"
        )


def _changes(problem: GivenProblem, plan: Plan, store: Store) -> Iterable[Change]:
    """Every person's dates that differ from what was told, with what they owe."""
    owed = _owed(problem, plan, store)
    published = any(problem.published(person.id) for person in problem.people)
    for person in problem.people if published else ():
        for day in problem.horizon.dates:
            was = _of(problem.published(person.id), problem.horizon, day)
            now = _of(plan.roster.of(person.id), problem.horizon, day)
            if [(s.start, s.end) for s in was] != [(s.start, s.end) for s in now]:
                reason = problem.why_changed(person.id, day)
                rule, worth = owed.get((person.id, day), ("", 0))
                yield Change(person.id, day, was, now, reason, rule, worth)


def _of(shifts: Sequence[Shift], horizon: Horizon, day: date) -> tuple[Shift, ...]:
    mine = [shift for shift in shifts if horizon.date_of(shift.start) == day]
    return tuple(sorted(mine, key=lambda shift: shift.start))


def _owed(
    problem: GivenProblem, plan: Plan, store: Store
) -> dict[tuple[str, date], tuple[str, int]]:
    """What each changed date owes by the store's rules: the dearest where several say so."""
    found: dict[tuple[str, date], tuple[str, int]] = {}
    for rule in store.rules:
        if isinstance(rule, ChangePremium):
            breaches = rule.check(problem, plan.roster)
            due = [(b.person_id, b.start, b.price or 0) for b in breaches]
            due += [(c.person_id, c.start, c.amount) for c in rule.pays(problem, plan.roster)]
            for person_id, start, worth in due:
                if person_id is not None and start is not None:
                    at = (person_id, problem.horizon.date_of(start))
                    found[at] = max(found.get(at, ("", 0)), (rule.key, worth), key=lambda e: e[1])
    return found


def _inside(past: PastTable, horizon: Horizon) -> dict[Key, Shift]:
    """The shifts of the past roster that begin in a plan's days."""
    shifts = (each.shift for each in past.shifts)
    return {(s.person_id, s.id): s for s in shifts if horizon.start <= s.start < horizon.end}


def _when(shift: Shift) -> tuple[str, datetime, datetime]:
    return shift.person_id, shift.start, shift.end


def _lost(plan: Plan, past: PastTable) -> Iterable[Problem]:
    """The shifts that were worked in the plan's days and are not in the plan."""
    horizon = plan.problem.horizon
    planned = {_when(shift) for shift in plan.roster.shifts}
    for key, shift in _inside(past, horizon).items():
        if key in past.worked and _when(shift) not in planned:
            when = f"{horizon.date_of(shift.start):%a %d %b} {_times([shift], horizon)}"
            yield Problem(
                past.worked[key].where(),
                f"work of {shift.person_id} on {when} that the plan does not have",
                "a plan with them (pins.csv keeps shifts), or the state published, if not worked",
            )


def _past_rows(plan: Plan, past: PastTable, told: datetime) -> Iterable[Mapping[str, object]]:
    """The rows of other days, and of shifts that were worked, as they stand; then the plan's."""
    horizon = plan.problem.horizon
    inside = _inside(past, horizon)
    replaced = inside.keys() - past.worked.keys()
    kept = [row for row in past.rows if key_of(row) not in replaced]
    yield from (row.row.cells for row in kept)
    worked = {_when(shift) for key, shift in inside.items() if key in past.worked}
    planned = [shift for shift in plan.roster.shifts if _when(shift) not in worked]
    shifts = tuple(_renamed(planned, {key_of(row) for row in kept}, horizon))
    rest = replace(plan, roster=replace(plan.roster, shifts=shifts))
    for cells in RosterTable().rows(rest, with_pay=False):
        row = dict(zip(RosterTable.columns, map(_cell, cells), strict=True))
        yield row | {"state": "published", "published_at": stamp(horizon, told)}


def _renamed(shifts: Sequence[Shift], taken: Set[Key], horizon: Horizon) -> Iterable[Shift]:
    """The shifts, those by person and date whose ids the person's other shifts have."""
    names = {shift.id for shift in shifts} | {name for _, name in taken}
    for shift in shifts:
        name = shift.id
        if (shift.person_id, name) in taken:
            name = dated_id(shift.person_id, horizon.date_of(shift.start), names)
            names.add(name)
        yield replace(shift, id=name)


def _change_rows(
    changes: Iterable[Change], horizon: Horizon, told: datetime
) -> Iterable[dict[str, str]]:
    """The rows of roster_changes.csv."""
    for each in changes:
        cells = (
            stamp(horizon, told),
            each.person_id,
            each.day.isoformat(),
            _times(each.was, horizon),
            _times(each.now, horizon),
            each.reason,
            each.rule,
            amount(each.owed),
        )
        yield dict(zip(CHANGE_COLUMNS, cells, strict=True))


def _times(shifts: Iterable[Shift], horizon: Horizon) -> str:
    """Return `09:00-17:00`, nothing where there is no shift."""
    return " ".join(f"{horizon.local(s.start):%H:%M}-{horizon.local(s.end):%H:%M}" for s in shifts)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
