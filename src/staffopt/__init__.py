"""staffopt: from a store's transactions to a legal, near-optimal, audited week.

    import staffopt as so

    store = so.read_store("configs/trade-counter")
    sales = so.read_transactions(store)
    demand = so.forecast(sales, store, week="2011-11-14")
    need = so.staffing(demand, store)
    plan = so.plan(need, store, seconds=60, seed=1)
    so.write(plan, "plans/2011-11-14")

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from staffopt.answering import explain
    from staffopt.audits.reading import read_roster
    from staffopt.audits.roster_audit import audit, audited, audited_like
    from staffopt.audits.side_by_side import side_by_side
    from staffopt.backtesting.backtest import backtest
    from staffopt.backtesting.result import Backtest
    from staffopt.domain.demand import Demand
    from staffopt.domain.explanation import Explanation
    from staffopt.domain.plan import Plan, Progress
    from staffopt.domain.problem import Problem
    from staffopt.domain.requirement import Requirement
    from staffopt.domain.roster import Roster
    from staffopt.domain.stress_test import StressTest
    from staffopt.domain.violation import Violation
    from staffopt.errors import ConfigError, DataError, SolverDisagrees, StaffoptError
    from staffopt.experiments.compare import compare
    from staffopt.experiments.comparison import Comparison
    from staffopt.experiments.writing import write_comparison
    from staffopt.explaining.reasoned import reasoned
    from staffopt.forecasting.scores import ForecastScore
    from staffopt.formats.plan_reading import read_plan
    from staffopt.formats.writing import write
    from staffopt.inputs.demand_file import read_demand
    from staffopt.inputs.histories import read_many, read_transactions
    from staffopt.inputs.read_store import read_store
    from staffopt.inputs.requirement_file import read_requirement
    from staffopt.inputs.store import Store
    from staffopt.planning import plan_problem
    from staffopt.playing import simulate, stress_tested
    from staffopt.publishing import Publication, publish
    from staffopt.steps import forecast, plan, score, staffing

_HOME = {
    "Backtest": "backtesting.result",
    "Comparison": "experiments.comparison",
    "ConfigError": "errors",
    "DataError": "errors",
    "Demand": "domain.demand",
    "Explanation": "domain.explanation",
    "ForecastScore": "forecasting.scores",
    "Plan": "domain.plan",
    "Problem": "domain.problem",
    "Progress": "domain.plan",
    "Publication": "publishing",
    "Requirement": "domain.requirement",
    "Roster": "domain.roster",
    "SolverDisagrees": "errors",
    "StaffoptError": "errors",
    "Store": "inputs.store",
    "StressTest": "domain.stress_test",
    "Violation": "domain.violation",
    "audit": "audits.roster_audit",
    "audited": "audits.roster_audit",
    "audited_like": "audits.roster_audit",
    "backtest": "backtesting.backtest",
    "compare": "experiments.compare",
    "explain": "answering",
    "forecast": "steps",
    "plan": "steps",
    "plan_problem": "planning",
    "publish": "publishing",
    "read_demand": "inputs.demand_file",
    "read_many": "inputs.histories",
    "read_plan": "formats.plan_reading",
    "read_requirement": "inputs.requirement_file",
    "read_roster": "audits.reading",
    "read_store": "inputs.read_store",
    "read_transactions": "inputs.histories",
    "reasoned": "explaining.reasoned",
    "score": "steps",
    "side_by_side": "audits.side_by_side",
    "simulate": "playing",
    "staffing": "steps",
    "stress_tested": "playing",
    "write": "formats.writing",
    "write_comparison": "experiments.writing",
}

__all__ = [
    "Backtest",
    "Comparison",
    "ConfigError",
    "DataError",
    "Demand",
    "Explanation",
    "ForecastScore",
    "Plan",
    "Problem",
    "Progress",
    "Publication",
    "Requirement",
    "Roster",
    "SolverDisagrees",
    "StaffoptError",
    "Store",
    "StressTest",
    "Violation",
    "audit",
    "audited",
    "audited_like",
    "backtest",
    "compare",
    "explain",
    "forecast",
    "plan",
    "plan_problem",
    "publish",
    "read_demand",
    "read_many",
    "read_plan",
    "read_requirement",
    "read_roster",
    "read_store",
    "read_transactions",
    "reasoned",
    "score",
    "side_by_side",
    "simulate",
    "staffing",
    "stress_tested",
    "write",
    "write_comparison",
]


def __getattr__(name: str) -> Any:
    """Load a public name from the module it lives in."""
    if name in _HOME:
        return getattr(import_module(f"staffopt.{_HOME[name]}"), name)
    raise AttributeError(f"module 'staffopt' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
