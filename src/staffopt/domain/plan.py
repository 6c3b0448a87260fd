"""A roster with its bill, its proof and its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from staffopt.domain.history import History
from staffopt.domain.money import money
from staffopt.domain.one_line import angled, count
from staffopt.domain.packs import PackInForce
from staffopt.domain.premium_line import PremiumLine
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.stress_test import StressTest
from staffopt.domain.violation import PayClaim, Violation

if TYPE_CHECKING:
    from staffopt.domain.explanation import Explanation

UNPROVEN = "nothing: no proof ended in time"
"""What a bound of 0 is proved by when the time was too short for a proof."""

AUDITED = "audited"
"""How the run of a roster that was made elsewhere ended."""


@dataclass(frozen=True)
class Progress:
    """One report from a running search. Money in hundredths of the currency."""

    seconds: float
    iterations: int
    cost: int
    bound: int
    stage: str

    @property
    def gap(self) -> float:
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    def __str__(self) -> str:
        proof = f"bound {money(self.bound)}, gap {self.gap:.1%}" if self.bound else "no bound yet"
        return f"{self.seconds:.1f} s: cost {money(self.cost)}, {proof}, {self.stage}"


@dataclass(frozen=True)
class Run:
    """What the search did, so that it can be repeated."""

    seed: int
    iterations: int
    seconds: float
    first_roster_s: float
    total_s: float = 0.0
    stopped: str = "budget"
    """`budget`, `optimal`, `interrupted`, or `audited` where nothing was searched for."""
    stages: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """The answer: a roster, what it costs by component, a proven lower bound, what is not met.

    Money is in hundredths of the currency. `costs` maps component to amount and sums to `cost`.
    `forced_wages` is the part of the wages that contract minima force, whatever is planned.
    `stress_test` is how the roster fared against random customers, where it was played. `packs` are
    the laws it was made under, with what was changed in them and what they do not model. `carried`
    is everybody's history as the next plan needs it. `premiums` are the claims by day and rule, in
    a plan read from files, which have no claims without pay.
    """

    problem: Problem
    roster: Roster
    costs: Mapping[str, int]
    bound: int
    bound_by: str
    violations: tuple[Violation, ...]
    run: Run
    claims: tuple[PayClaim, ...] = ()
    forced_wages: int = 0
    notes: tuple[str, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)
    stress_test: StressTest | None = None
    packs: tuple[PackInForce, ...] = ()
    carried: Mapping[str, History] = field(default_factory=dict)
    premiums: tuple[PremiumLine, ...] = ()

    def __repr__(self) -> str:
        shifts, unmet = count(len(self.roster.shifts), "shift"), f"{len(self.violations)} not met"
        cost = f"cost {money(self.cost)} {self.problem.currency}"
        bound = f"bound {money(self.bound)}"
        return angled("Plan", self.roster.horizon, self.status, cost, bound, shifts, unmet)

    @property
    def cost(self) -> int:
        return sum(self.costs.values())

    @property
    def searched(self) -> bool:
        """Whether the roster was searched for; one made elsewhere is only audited."""
        return self.run.stopped != AUDITED

    @property
    def gap(self) -> float:
        """(cost - bound) / cost; 0 for a plan that costs nothing."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    @property
    def status(self) -> str:
        """`illegal`, `optimal` (bound meets cost), `unmet` (a price is paid) or `feasible`."""
        if any(violation.hard for violation in self.violations):
            return "illegal"
        if self.bound >= self.cost:
            return "optimal"
        return "unmet" if self.violations else "feasible"

    def shifts_table(self) -> Any:
        """Return the shifts as a pandas table, a row each, with times on the store's clock."""
        return import_module("staffopt.formats.shifts_frame").shifts_frame(self)

    def explain(self, store: Any, **question: Any) -> Explanation:
        """Answer one question about this plan of a store, as `so.explain` does."""
        found: Explanation = import_module("staffopt").explain(self, store, **question)
        return found
