"""plan.json: everything a plan holds, for programs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from staffopt.domain.people import Person
from staffopt.domain.plan import Plan
from staffopt.domain.shared_changes import shared_changes
from staffopt.domain.violation import Violation
from staffopt.formats.base import Format
from staffopt.formats.encoding import encode, in_units
from staffopt.formats.premium_lines import by_day

PLAN_SCHEMA = "staffopt plan"
VERSION = 2
READABLE = (1, 2)
"""Versions that `read_plan` knows: 1 has no stress test."""
CLOCKED = frozenset({"seconds", "first_roster_s", "total_s", "stages"})
"""What a clock showed: fields of `Run` that lie in the manifest only."""


class PlanFile(Format):
    """The problem, the roster, its bill and its proof; `read_plan` gives an equal plan back.

    What was changed in the store for it is told, too, so that the file may stand alone.

    Without pay, wages, birth dates, consents, certificates, schools, reasons for absence and single
    pay claims are left out; what they come to by day and rule stays. What a breach owes a person
    is then 0.
    """

    name = "plan"
    suffix = ".json"
    file = "plan.json"

    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write the plan as JSON."""
        with path.open("w", encoding="utf-8", newline="\n") as handle:
            json.dump(plan_record(plan, with_pay=with_pay), handle, ensure_ascii=False)
            handle.write("\n")


def plan_record(plan: Plan, *, with_pay: bool) -> dict[str, Any]:
    """Return the content of `plan.json`."""
    told = replace(plan, manifest={}, premiums=by_day(plan))
    told = told if with_pay else replace(told, violations=shared_violations(plan))
    body = encode(told, plan.problem.horizon.tz, personal=with_pay)
    del body["manifest"]
    record = plan.manifest if with_pay else shared_record(plan.manifest)
    changes = encode(record.get("changes", {}), plan.problem.horizon.tz, personal=True)
    body["run"] = {key: one for key, one in body["run"].items() if key not in CLOCKED}
    summary = {
        "schema": PLAN_SCHEMA,
        "version": VERSION,
        "id": plan_id(plan),
        "with_pay": with_pay,
        "status": plan.status,
        "currency": plan.problem.currency,
        "cost": in_units(plan.cost),
        "gap": plan.gap,
    }
    return {**summary, **({"changes": changes} if changes else {}), **body}


def plan_id(plan: Plan) -> str:
    """Return eight hexadecimal digits that two plans share when their rosters and bills do."""
    told = encode([plan.roster, plan.costs], plan.problem.horizon.tz, personal=True)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]


def without_pay(plan: Plan) -> Plan:
    """Return the plan as it is read back from files written without pay."""
    people = tuple(_shared(person) for person in plan.problem.people)
    problem = replace(plan.problem, people=people)
    record = shared_record(plan.manifest)
    bare = replace(plan, problem=problem, claims=(), premiums=by_day(plan), manifest=record)
    return replace(bare, violations=shared_violations(plan))


def shared_violations(plan: Plan) -> tuple[Violation, ...]:
    """Return what a plan does not keep without what single people are owed for it."""
    return tuple(replace(one, price=0) if one.pay else one for one in plan.violations)


def shared_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a plan's store without what is personal in its changes."""
    changes = record.get("changes")
    shared = {"changes": shared_changes(changes)} if isinstance(changes, Mapping) else {}
    return {**record, **shared}


def _shared(person: Person) -> Person:
    """Return a person without what is personal: pay, age, papers, school, why they are off."""
    time_off = tuple(replace(one, reason="") for one in person.time_off)
    bare = replace(person, wage=0, birth_date=None, time_off=time_off, school=None)
    return replace(bare, consents=(), certificates=())


def same_plan(one: Plan, other: Plan) -> bool:
    """Return whether two plans are equal in everything, arrays included, the clock left aside."""
    return plan_record(one, with_pay=True) == plan_record(other, with_pay=True)
