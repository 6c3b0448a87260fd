"""A requirement from a file: the user's own people per slot and role, and what fewer cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import Horizon
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.errors import one_of, shown
from staffopt.inputs.demand_file import Instant
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import Read, RowModel, read_rows
from staffopt.inputs.store import Store
from staffopt.inputs.values import Money

MOST_PEOPLE = 500


class RequirementRow(RowModel):
    """What n people in one role and slot cost in lost service, and how many are required."""

    role: str = Field(min_length=1, description="A role of the store.")
    start: Instant = Field(description="When the slot starts.")
    required: int = Field(ge=0, le=MOST_PEOPLE, description="People who meet the target.")
    n: int = Field(ge=0, le=MOST_PEOPLE, description="People on duty: 0, 1, 2, ...")
    loss: Money = Field(description="What n people cost, in the currency.")


Rows = Mapping[tuple[str, int], Sequence[Read[RequirementRow]]]


def read_requirement(
    path: str | Path, store: Store, week: date | str | None = None, *, weeks: int = 1
) -> Requirement:
    """Return the requirement in a file, for some weeks from one on or from that of its first row.

    Rows of other weeks are passed over. Somebody may work in open slots and in those with a row.
    """
    path, findings = Path(path), Findings()
    if not path.is_file():
        findings.add(str(path), "no file", "a requirement as CSV")
    reads = read_rows(path, RequirementRow, findings)
    zone = ZoneInfo(store.zone)
    days = (read.value.start.astimezone(zone).date() for read in reads)
    first = min(days, default=date(2000, 1, 1)) if week is None else week
    each, horizon = store.planned_weeks(first, weeks), store.horizon(first, weeks)
    rows = _by_slot(reads, horizon, store.roles, findings)
    for one in each if not len(findings) else ():
        if store.opening.mask(one).any():
            _check_week(rows, one, horizon, store.roles, (path.name, findings))
    for curve in rows.values():
        _check_curve(curve, findings)
    findings.raise_if_any()
    is_open = store.opening.mask(horizon)
    listed = np.zeros(horizon.slots, bool)
    listed[[slot for _, slot in rows]] = True
    roles = {role: _role(role, rows, horizon.slots) for role in store.roles}
    notes = (f"requirement read from {path.name}",)
    return Requirement(horizon, roles, is_open, is_open | listed, notes)


def _check_week(
    rows: Rows, week: Horizon, horizon: Horizon, roles: Iterable[str], to: tuple[str, Findings]
) -> None:
    """Note an open week without rows, or roles that have none in it, of the file of that name."""
    name, findings = to
    here = {role for role, slot in rows if week.start <= horizon.instant(slot) < week.end}
    if not here:
        findings.add(name, f"no row in the week of {week.first}", "rows of that week")
        return
    for role in [role for role in roles if role not in here]:
        found = f"no row for role {role!r} in the week of {week.first}"
        findings.add(name, found, "rows for every role of the store")


def _by_slot(
    reads: Iterable[Read[RequirementRow]],
    horizon: Horizon,
    roles: Iterable[str],
    findings: Findings,
) -> Rows:
    """Return the horizon's rows by role and slot; unknown roles and odd starts are noted."""
    known = tuple(roles)
    found: dict[tuple[str, int], list[Read[RequirementRow]]] = defaultdict(list)
    for read in reads:
        role, start = read.value.role, read.value.start
        slot = horizon.slot(start)
        if role not in known:
            findings.add(read.where("role"), f"unknown role {shown(role)}", one_of(role, known))
        elif not horizon.start <= start < horizon.end:
            continue
        elif start != horizon.instant(slot):
            step = f"the start of a {horizon.slot_minutes}-minute slot"
            findings.add(read.where("start"), shown(start.isoformat()), step)
        else:
            found[role, slot].append(read)
    return found


def _check_curve(curve: Sequence[Read[RequirementRow]], findings: Findings) -> None:
    """Note a slot whose rows do not count 0, 1, 2 ..., differ in `required`, or are not convex."""
    losses: list[int] = []
    for n, read in enumerate(curve):
        row = read.value
        if row.n != n:
            findings.add(read.where("n"), shown(row.n), f"{n}: rows of a slot count 0, 1, 2, ...")
            return
        if row.required != curve[0].value.required:
            wanted = f"{curve[0].value.required}, as in line {curve[0].row.line}"
            findings.add(read.where("required"), shown(row.required), wanted)
            return
        losses.append(row.loss)
        if n >= 2 and losses[n] - losses[n - 1] < losses[n - 1] - losses[n - 2]:
            least = Decimal(2 * losses[n - 1] - losses[n - 2]) / 100
            wanted = f"at least {least:.2f}: each further person saves no more than the one before"
            findings.add(read.where("loss"), f"{Decimal(row.loss) / 100:.2f}", wanted)
            return


def _role(role: str, rows: Rows, slots: int) -> RoleRequirement:
    """One role's arrays; a short curve goes on with its last slope."""
    mine = {slot: curve for (name, slot), curve in rows.items() if name == role}
    width = max((len(curve) for curve in mine.values()), default=1)
    required = np.zeros(slots, np.int32)
    loss = np.zeros((slots, width), np.int64)
    for slot, curve in mine.items():
        required[slot] = curve[0].value.required
        given = [read.value.loss for read in curve]
        slope = given[-1] - given[-2] if len(given) > 1 else 0
        more = [max(given[-1] + slope * k, 0) for k in range(1, width - len(given) + 1)]
        loss[slot] = given + more
    return RoleRequirement(required, loss)
