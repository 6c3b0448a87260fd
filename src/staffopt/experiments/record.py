"""comparison.json: everything about a comparison but the rosters."""

from __future__ import annotations

from typing import Any

from staffopt.domain.service_difference import service_difference
from staffopt.domain.shared_changes import shared_changes
from staffopt.experiments.comparison import Comparison, Outcome
from staffopt.experiments.table import rows
from staffopt.simulation.record import DIGITS, difference_record

SCHEMA = "staffopt comparison"
VERSION = 1


def record(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values; money in units of the currency."""
    stress = comparison.base.plan.stress_test
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "name": comparison.name,
        "store": comparison.store,
        "week": comparison.week.isoformat(),
        "currency": comparison.currency,
        "iterations": comparison.iterations,
        "measured_from_seconds": comparison.seconds,
        "seeds": list(comparison.seeds),
        "stress_weeks": None if stress is None else stress.weeks,
        "scenarios": [
            {**row, **_more(one), "stress_by_role": _by_role(comparison, one)}
            for row, one in zip(rows(comparison), comparison.outcomes, strict=True)
        ],
        "notes": list(comparison.notes),
        "inputs": dict(comparison.manifest.get("inputs", {})),
    }


def _by_role(comparison: Comparison, one: Outcome) -> dict[str, object]:
    """Each played role: its week, and its difference against the base's same role."""
    mine, its = one.plan.stress_test, comparison.base.plan.stress_test
    if mine is None:
        return {}
    found: dict[str, object] = {}
    for name, role in mine.roles.items():
        other = its.roles.get(name) if its is not None and one is not comparison.base else None
        found[name] = {
            "in_time": round(role.in_time, DIGITS),
            "wait_s": round(role.wait, DIGITS),
            "lost": round(role.weeks.mean_left, DIGITS),
            "difference": None
            if other is None
            else difference_record(service_difference(role.weeks, other.weeks)),
        }
    return found


def _more(one: Outcome) -> dict[str, object]:
    """What a table has no room for."""
    return {
        "changes": shared_changes(one.changes),
        "status": one.plan.status,
        "bound_by": one.plan.bound_by,
        "violations": [each.message for each in one.plan.violations],
        "displaced": [
            {
                "employee_id": each.need.person_id,
                "course": each.need.course_id,
                "reason": each.reason,
            }
            for each in one.plan.roster.displaced
        ],
    }
