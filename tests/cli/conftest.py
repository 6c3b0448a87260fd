"""A small plan, and a library that answers at once, so that the commands alone are tested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner, Result

import staffopt
from staffopt.cli import main
from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.plan import Plan, Run
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.domain.training import Course, Displaced, TrainingNeed
from staffopt.domain.violation import Violation
from staffopt.inputs import histories

WEEK = Horizon(date(2026, 3, 2), 7, "Europe/Warsaw", slot_minutes=60)
HARD = Violation("min_rest", "Ann rests 9 h, needs 11 h", "ann", WEEK.start, WEEK.end)
SALES = SimpleNamespace(counts="counts")
PRICED = Violation("contract_hours", "Bo misses 2 h", "bo", price=4050, citation="contract")


@pytest.fixture
def plan() -> Plan:
    """Eight paid hours where ten are required; a course displaced, a priced breach; 1,000.00."""
    closed = np.zeros(WEEK.slots, bool)
    ann = Person("ann", "Ann", ("till",), 0, 8, 8, 1200)
    need = TrainingNeed("ann", "fire", None, hard=False, price=500)
    block = Block(
        datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 3, 2, 16, tzinfo=UTC), role="till"
    )
    required = np.zeros(WEEK.slots, np.int32)
    required[9:19] = 1
    till = RoleRequirement(
        required,
        loss=np.zeros((WEEK.slots, 2), np.int64),
        service_level=np.tile([0.0, 0.9], (WEEK.slots, 1)),
        workload=(required * 600).astype(np.float64),
    )
    return Plan(
        problem=Problem(
            Requirement(WEEK, {"till": till}, closed, closed),
            (ann, replace(ann, id="bo", name="Bo")),
            courses=(Course("fire", "Fire safety", 60),),
            needs=(need,),
            currency="PLN",
        ),
        roster=Roster(
            WEEK, (Shift("s1", "ann", (block,)),), displaced=(Displaced(need, "no slack"),)
        ),
        costs={"wages": 90_000, "waiting": 5_950, "unmet": 4_050},
        bound=95_000,
        bound_by="sum of parts",
        forced_wages=50_000,
        violations=(PRICED,),
        run=Run(seed=3, iterations=100, seconds=1.5, first_roster_s=0.25),
    )


@pytest.fixture
def illegal(plan: Plan) -> Plan:
    """The same with a hard breach."""
    return replace(plan, violations=(PRICED, HARD))


class Library:
    """Stands in for the library: remembers its calls, answers with the plan it holds."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.calls: dict[str, tuple[tuple[object, ...], dict[str, object]]] = {}
        self.store = SimpleNamespace(
            name="shop",
            currency="PLN",
            rules=(),
            transactions="settings",
            sister=None,
            limits=SimpleNamespace(seconds=60.0),
            packs=(),
            week_of=lambda _: WEEK.first,
        )

    def answer(self, name: str, value: object) -> Callable[..., object]:
        """A function that remembers its arguments and returns, or raises, the value."""

        def call(*args: object, **kwargs: object) -> object:
            self.calls[name] = (args, kwargs)
            if isinstance(value, BaseException):
                raise value
            return value

        return call


@pytest.fixture
def library(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The functions behind the commands, replaced."""
    library = Library(plan)
    answers = {
        "read_store": library.store,
        "read_transactions": SALES,
        "forecast": "demand",
        "staffing": "need",
        "write": None,
        "read_roster": plan.roster,
        "read_demand": "own demand",
        "read_requirement": "own need",
        "read_plan": plan,
        "audited": plan,
        "audited_like": plan,
    }
    for name, value in answers.items():
        monkeypatch.setattr(staffopt, name, library.answer(name, value), raising=False)
    monkeypatch.setattr(histories, "read_own", library.answer("read_own", SALES))
    searched = library.answer("plan", None)

    def search(*args: object, **kwargs: object) -> Plan:
        searched(*args, **kwargs)
        return library.plan

    monkeypatch.setattr(staffopt, "plan", search, raising=False)
    played = library.answer("stress_tested", None)

    def play(plan: Plan, *args: object, **kwargs: object) -> Plan:
        played(plan, *args, **kwargs)
        return plan

    monkeypatch.setattr(staffopt, "stress_tested", play, raising=False)
    return library


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(main, list(args), catch_exceptions=False)

    return invoke
