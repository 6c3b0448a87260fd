"""A finished plan becomes the published roster of its store."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from staffopt.auditor import audit
from staffopt.domain.calendar import Horizon
from staffopt.domain.plan import Plan
from staffopt.domain.problem import Problem as GivenProblem
from staffopt.domain.shifts import Shift
from staffopt.errors import ConfigError, Problem
from staffopt.formats.cells import amount, stamp
from staffopt.formats.roster_table import RosterTable
from staffopt.formats.store_names import check_plan_of
from staffopt.inputs.store import Store
from staffopt.rules.change_premium import ChangePremium
from staffopt.rules.publication import Publication as PublicationRule

PAST_COLUMNS = (*RosterTable.columns, "state", "published_at")
CHANGE_COLUMNS = ("told_at", "employee_id", "date", "was", "is", "reason", "rule", "owed")


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
    """Write a plan's shifts into the store's past_roster.csv as published at an instant.

    Shifts published for the same days before are replaced; what changed is added to
    roster_changes.csv with its reason and what it owes. Raises ConfigError, with every reason at
    once, where the roster breaks a hard rule or, unless `late`, comes with too little notice: then
    nothing is written.
    """
    if at.tzinfo is None:
        raise ConfigError(Problem("at", str(at), "an instant with its zone"))
    check_plan_of(plan, store)
    told = at.astimezone(UTC)
    problem = replace(
        plan.problem,
        people=store.people_of(plan.problem.horizon),
        past=store.past,
        change_reasons=store.change_reasons,
        publish_at=told,
    )
    missed = tuple(_missed(problem, plan, store, told))
    problems = (
        [] if late else [Problem("the plan", note, "`--late` to publish it") for note in missed]
    )
    broken = [each for each in audit(plan.roster, problem, store.rules) if each.hard]
    problems += [Problem("the plan", each.message, "a roster without it") for each in broken]
    if problems:
        raise ConfigError(*problems)
    changes = tuple(_changes(problem, plan, store))
    _write_past(plan, store, told)
    if changes:
        _write_changes(changes, store, plan.problem.horizon, told)
    notes = (*missed, *_over(plan.problem.horizon, told))
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


def _write_past(plan: Plan, store: Store, told: datetime) -> None:
    """Write past_roster.csv: rows of other days as they were, those of the plan's days anew."""
    path, horizon = store.folder / "past_roster.csv", plan.problem.horizon
    inside = {
        (each.shift.person_id, each.shift.id)
        for each in store.past
        if horizon.start <= each.shift.start < horizon.end and each.state == "published"
    }
    rows = [
        row for row in _rows(path) if (row.get("employee_id"), row.get("shift_id")) not in inside
    ]
    for cells in RosterTable().rows(plan, with_pay=False):
        row = dict(zip(RosterTable.columns, cells, strict=True))
        row |= {"state": "published", "published_at": stamp(horizon, told)}
        rows.append({key: _cell(value) for key, value in row.items()})
    _write(path, PAST_COLUMNS, rows)


def _write_changes(
    changes: Iterable[Change], store: Store, horizon: Horizon, told: datetime
) -> None:
    """Add to roster_changes.csv."""
    path = store.folder / "roster_changes.csv"
    rows = _rows(path)
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
        rows.append(dict(zip(CHANGE_COLUMNS, cells, strict=True)))
    _write(path, CHANGE_COLUMNS, rows)


def _times(shifts: Iterable[Shift], horizon: Horizon) -> str:
    """Return `09:00-17:00`, nothing where there is no shift."""
    return " ".join(f"{horizon.local(s.start):%H:%M}-{horizon.local(s.end):%H:%M}" for s in shifts)


def _rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table as they stand; none where it does not exist."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return [{k.strip(): v for k, v in row.items() if k} for row in csv.DictReader(handle)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    """Write a table beside its place and move it there."""
    fresh = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, columns, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows({name: row.get(name, "") for name in columns} for row in rows)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
