"""comparison.json: everything about a comparison but the rosters."""

from __future__ import annotations

from typing import Any

from staffopt.experiments.comparison import Comparison, Outcome
from staffopt.experiments.shared_changes import shared_changes
from staffopt.experiments.table import rows

SCHEMA = "staffopt comparison"
VERSION = 1


def record(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values; money in units of the currency."""
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
        "scenarios": [
            {**row, **_more(one)}
            for row, one in zip(rows(comparison), comparison.outcomes, strict=True)
        ],
        "notes": list(comparison.notes),
        "inputs": dict(comparison.manifest.get("inputs", {})),
    }


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
