"""What a goal is: a wish with a price, in shapes for the search, in plain sums for the bill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from staffopt.domain.arrays import Ints
from staffopt.domain.bounded import bounded
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable, Spread, Stay


class Goal(BaseModel):
    """One component of what a plan costs, in hundredths of the currency.

    `value` is the independent arithmetic from which the plan's bill is made; the shapes tell the
    search the same.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    _bounded = field_validator("*")(bounded)
    name: ClassVar[str]

    enabled: bool = Field(True, description="Whether the goal counts.")

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Ints | None:
        """What choosing each candidate row costs, in 1/60 of a hundredth; None for nothing."""
        return None

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        """Sums over the person's shifts with priced tiers."""
        return ()

    def spreads(self, problem: Problem, tables: dict[str, ShiftTable]) -> Sequence[Spread]:
        """Things to be shared evenly in a group; `tables` is every person's table."""
        return ()

    def stays(self, problem: Problem) -> Sequence[Stay]:
        """Prices on how long and how often people stay at a role."""
        return ()

    def value(self, problem: Problem, roster: Roster) -> int:
        """What a roster costs by this goal, in hundredths of the currency."""
        raise NotImplementedError
