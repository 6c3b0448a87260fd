"""Steps that are left out are named: each step takes what the one before it returns."""

from __future__ import annotations

from staffopt.domain.demand import Demand
from staffopt.domain.requirement import Requirement
from staffopt.errors import ConfigError, Problem
from staffopt.inputs.store import Store
from staffopt.inputs.transactions.sales import Sales

MAKERS = {
    Store: "so.read_store(folder)",
    Sales: "so.read_transactions(store)",
    Demand: "so.forecast(sales, store, week)",
    Requirement: "so.staffing(demand, store)",
}
"""What each kind of value comes from."""


def check_handed_on(**given: tuple[object, type]) -> None:
    """Raise ConfigError for every argument that is not of its kind, with where to get it."""
    problems = [
        Problem(
            name,
            type(value).__name__,
            f"the {kind.__name__} of {MAKERS[kind]}",
        )
        for name, (value, kind) in given.items()
        if not isinstance(value, kind)
    ]
    if problems:
        raise ConfigError(*problems)
