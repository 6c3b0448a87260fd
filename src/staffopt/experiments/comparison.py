"""What came out of an experiment: one outcome a scenario, and what sets it apart from the base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from staffopt.domain.money import money
from staffopt.domain.plan import Plan
from staffopt.domain.service_difference import ServiceDifference, service_difference
from staffopt.domain.stress_test import WeekTotals
from staffopt.errors import ConfigError, Problem, one_of, shown
from staffopt.experiments.service import Service
from staffopt.formats.figures import Totals


@dataclass(frozen=True)
class Outcome:
    """One scenario's cheapest plan, and what every seed found by itself.

    `roster_of` names the scenario whose roster turned out cheaper here than what was searched for;
    None where the roster is its own. Money is in hundredths of the currency.
    """

    name: str
    label: str
    changes: Mapping[str, object]
    plan: Plan
    seed_costs: tuple[int, ...]
    totals: Totals
    service: Service
    role_service: Mapping[str, Service]
    roster_of: str | None = None

    @property
    def cost(self) -> int:
        return self.plan.cost

    @property
    def played(self) -> WeekTotals | None:
        """The customers of all roles in the stress test; None where none was played."""
        return None if self.plan.stress_test is None else self.plan.stress_test.together

    @property
    def spread(self) -> int | None:
        """Dearest less cheapest of what the seeds found; None where there is one seed only."""
        costs = self.seed_costs
        return max(costs) - min(costs) if len(costs) > 1 else None


@dataclass(frozen=True)
class Comparison:
    """Scenarios planned with the same seeds and iterations; the base comes first."""

    name: str
    store: str
    week: date
    currency: str
    iterations: int
    seeds: tuple[int, ...]
    outcomes: tuple[Outcome, ...]
    seconds: float | None = None
    """Seconds of search that the iterations were measured from; None where they were given."""
    notes: tuple[str, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        names = ", ".join(outcome.name for outcome in self.outcomes)
        return f"<Comparison {self.store} {self.week}: {names}>"

    def __str__(self) -> str:
        return "\n".join(self._line(outcome) for outcome in self.outcomes)

    def _line(self, outcome: Outcome) -> str:
        """One scenario: its cost, and what sets it apart from the base."""
        said = f"{outcome.name}: {money(outcome.cost)} {self.currency}"
        if outcome is self.base:
            return said
        unsure = ", within noise" if self.within_noise(outcome) else ""
        return f"{said} ({self.difference(outcome) / 100:+,.2f}{unsure})"

    def __getitem__(self, name: str) -> Outcome:
        for outcome in self.outcomes:
            if outcome.name == name:
                return outcome
        known = one_of(name, [outcome.name for outcome in self.outcomes])
        raise ConfigError(Problem("comparison", f"no scenario {shown(name)}", known))

    @property
    def base(self) -> Outcome:
        return self.outcomes[0]

    @cached_property
    def components(self) -> tuple[str, ...]:
        """The components of the cost that any scenario has, goals first."""
        found = dict.fromkeys(name for one in self.outcomes for name in one.plan.costs)
        return tuple(found)

    def difference(self, outcome: Outcome, component: str | None = None) -> int:
        """What a scenario costs more than the base, in all or in one component."""
        if component is None:
            return outcome.cost - self.base.cost
        return outcome.plan.costs.get(component, 0) - self.base.plan.costs.get(component, 0)

    def noise(self, outcome: Outcome) -> int | None:
        """The larger spread of a scenario and the base: what another seed alone may change."""
        spreads = (outcome.spread, self.base.spread)
        return None if None in spreads else max(each or 0 for each in spreads)

    def within_noise(self, outcome: Outcome) -> bool | None:
        """Whether the difference is no larger than the noise; None where that is not known."""
        noise = self.noise(outcome)
        return None if noise is None else abs(self.difference(outcome)) <= noise

    def service_difference(self, outcome: Outcome) -> ServiceDifference | None:
        """What customers meet with under a scenario less what they do under the base.

        Week against the same week of the stress test; None for the base and where none was played.
        """
        mine, its = outcome.played, self.base.played
        if mine is None or its is None or outcome is self.base:
            return None
        return service_difference(mine, its)

    def rows(self) -> list[dict[str, object]]:
        """One row a scenario with the columns of comparison.csv, for a data frame."""
        from staffopt.experiments.table import rows

        return rows(self)
