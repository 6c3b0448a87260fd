"""comparison.csv: one row a scenario."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping

from staffopt.domain.money import amount
from staffopt.domain.shared_changes import shared_changes
from staffopt.experiments.comparison import Comparison, Outcome
from staffopt.experiments.service import Service
from staffopt.experiments.stress_columns import stress_columns

_MONEY = re.compile(r"(cost|bound|noise|difference)(?!_percent)")


def rows(comparison: Comparison) -> list[dict[str, object]]:
    """One row a scenario; money in units of the currency, None where a figure is not known."""
    return [_row(comparison, one) for one in comparison.outcomes]


def csv_text(comparison: Comparison) -> str:
    """The rows as CSV with a header; what a scenario does not have, such as a queue, is empty."""
    table = rows(comparison)
    columns = dict.fromkeys(column for row in table for column in row)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(key, value) for key, value in row.items()} for row in table)
    return text.getvalue()


def _row(comparison: Comparison, one: Outcome) -> dict[str, object]:
    """A scenario's row: money first, then what customers, training and rules make of it."""
    base = comparison.base
    difference = comparison.difference(one)
    noise = comparison.noise(one)
    return {
        "scenario": one.name,
        "changes": json.dumps(shared_changes(one.changes), ensure_ascii=False),
        "currency": comparison.currency,
        "cost": amount(one.cost),
        "difference": amount(difference),
        "difference_percent": round(100 * difference / base.cost, 3) if base.cost else None,
        "noise": None if noise is None else amount(noise),
        "within_noise": comparison.within_noise(one),
        "bound": amount(one.plan.bound),
        "gap": round(one.plan.gap, 6),
        **_components(comparison, one),
        **_customers("", one.service),
        **_by_role(one.role_service),
        **stress_columns(comparison, one),
        **_people(one),
        "roster_of": one.roster_of or one.name,
        **_by_seed(comparison, one),
    }


def _components(comparison: Comparison, one: Outcome) -> dict[str, object]:
    """Every component's cost, and its difference against the base."""
    found: dict[str, object] = {}
    for name in comparison.components:
        found[f"cost_{name}"] = amount(one.plan.costs.get(name, 0))
        found[f"difference_{name}"] = amount(comparison.difference(one, name))
    return found


def _customers(ending: str, service: Service) -> dict[str, object]:
    """Share served in time and wait."""
    return {
        f"served_in_time{ending}": None if service.in_time is None else round(service.in_time, 4),
        f"expected_wait_s{ending}": None if service.wait_s is None else round(service.wait_s, 1),
    }


def _by_role(services: Mapping[str, Service]) -> dict[str, object]:
    """The same for each role with a queue."""
    found: dict[str, object] = {}
    for role, service in services.items():
        found.update(_customers(f"_{role}", service))
    return found


def _people(one: Outcome) -> dict[str, object]:
    """Cover, hours, training and rules."""
    total, plan = one.totals, one.plan
    return {
        "short_slots": total.short_slots,
        "short_hours": round(total.short_minutes / 60, 2),
        "paid_hours": round(total.paid_minutes / 60, 2),
        "people": len(plan.problem.people),
        "people_working": len(plan.roster.by_person),
        "training_needed": total.needs,
        "training_held": total.held,
        "training_displaced": total.needs - total.held,
        "violations_hard": total.hard,
        "violations_priced": total.priced,
    }


def _by_seed(comparison: Comparison, one: Outcome) -> dict[str, object]:
    """What each seed's own search found."""
    pairs = zip(comparison.seeds, one.seed_costs, strict=True)
    return {f"cost_seed_{seed}": amount(cost) for seed, cost in pairs}


def _cell(column: str, value: object) -> object:
    """A value as our tables show it: booleans in words, money with two decimals."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and _MONEY.match(column):
        return f"{value:.2f}"
    return value
