"""Debug runs: the cost that a search keeps up, counted from nothing by the auditor on the way."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from staffopt.auditor import bill, overpriced
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.errors import ConfigError, SolverDisagrees, shown
from staffopt.errors import Problem as Fault
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule

SWITCH = "STAFFOPT_ASSERT"
"""Environment variable: inspect after so many moves; unset, empty or 0: never."""
TOLERANCE = 2
"""Hundredths by which each component of the bill may differ from the search's sum, by rounding."""
SCALE = 60
"""Sixtieths of a hundredth in a hundredth, as the search counts."""


def moves_between() -> int:
    """After how many moves a debug run inspects; 0 for none."""
    text = os.environ.get(SWITCH, "").strip()
    if text and not text.isdigit():
        raise ConfigError(Fault(SWITCH, shown(text), "a whole number of moves, such as 50"))
    return int(text or 0)


@dataclass(frozen=True)
class Inspection:
    """Bills rosters in the middle of a search.

    Raises SolverDisagrees where the audit finds a hard breach or another cost than the search.
    """

    problem: Problem
    rules: Sequence[Rule]
    goals: Sequence[Goal]
    every: int
    """Moves between two inspections."""

    def __call__(self, roster: Roster, sixtieths: int) -> None:
        """Bill one roster."""
        costs, claims, violations = bill(roster, self.problem, self.rules, self.goals)
        hard = [violation.message for violation in violations if violation.hard]
        if hard:
            raise SolverDisagrees(Fault("a roster on the way", hard[0], "no hard breach"))
        billed = sum(costs.values()) - retimed(roster, self.rules, violations)
        slack = TOLERANCE * (len(costs) + len(violations) + len(claims) + 1)
        over = overpriced(roster, self.problem, self.rules)
        if not billed - slack <= sixtieths / SCALE <= billed + over + slack:
            said = f"the search counts {sixtieths / SCALE:.2f}, the audit {billed} hundredths"
            raise SolverDisagrees(Fault("a roster on the way", said, "one cost"))


def retimed(roster: Roster, rules: Sequence[Rule], violations: Sequence[Violation]) -> int:
    """The price of pins kept in time but not block by block: in the bill, not in the search."""
    names = {rule.key for rule in rules if rule.name == "pinned"}
    return sum(
        violation.price or 0
        for violation in violations
        if violation.rule in names
        for shift in roster.of(violation.person_id or "")
        if (shift.start, shift.end) == (violation.start, violation.end)
    )
