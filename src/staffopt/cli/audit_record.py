"""An audited roster in one object for scripts; money in units of the currency."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from staffopt.cli.coverage import coverage
from staffopt.cli.stress_rows import stress_object
from staffopt.cli.violations import violation_rows
from staffopt.domain.money import amount

if TYPE_CHECKING:
    from staffopt.domain.plan import Plan
    from staffopt.domain.side_by_side import SideBySide


def audit_object(plan: Plan, beside: SideBySide | None, *, judged: bool) -> dict[str, object]:
    """Return what `audit --json` prints; coverage is empty where no need is known."""
    horizon = plan.roster.horizon
    hard = sum(one.hard for one in plan.violations)
    return {
        "status": "illegal" if hard else "legal",
        "first": horizon.first.isoformat(),
        "last": horizon.dates[-1].isoformat(),
        "shifts": len(plan.roster.shifts),
        "people": len(plan.roster.by_person),
        "hard": hard,
        "priced": len(plan.violations) - hard,
        "violations": violation_rows(plan.violations, horizon.tz),
        "owed": owed_rows(plan),
        "currency": plan.problem.currency,
        "cost": amount(plan.cost),
        "costs": {name: amount(cost) for name, cost in plan.costs.items()},
        "coverage": [asdict(one) for one in coverage(plan)] if judged else [],
        "stress_test": stress_object(plan.stress_test),
        "packs": [asdict(pack) for pack in plan.packs],
        "notes": list(plan.notes),
        "against": None if beside is None else _against(beside, judged=judged),
    }


def owed_rows(plan: Plan) -> list[dict[str, object]]:
    """Return the extra pay that rules ask for: who, when, which rule, how much."""
    horizon = plan.roster.horizon
    return [
        {
            "rule": one.rule,
            "citation": one.citation,
            "employee_id": one.person_id,
            "start": horizon.local(one.start).isoformat(),
            "end": horizon.local(one.end).isoformat(),
            "amount": amount(one.amount),
            "message": one.message,
        }
        for one in plan.claims
    ]


def _against(beside: SideBySide, *, judged: bool) -> dict[str, object]:
    """Return the other roster's figures beside the audited one's."""
    other = beside.other
    return {
        "cost": amount(other.cost),
        "costs": {name: amount(there) for name, (_, there) in beside.costs.items()},
        "hard": sum(one.hard for one in other.violations),
        "violations": dict(beside.breaches),
        "coverage": [asdict(one) for one in coverage(other)] if judged else [],
        "hours": [
            {
                "employee_id": one.person_id,
                "hours": round(one.minutes / 60, 2),
                "other_hours": round(one.other_minutes / 60, 2),
            }
            for one in beside.hours
        ],
        "service": {role: asdict(change) for role, change in beside.service.items()},
    }
