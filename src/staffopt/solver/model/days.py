"""A person's days in a model, as what is said about them asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from staffopt.domain.arrays import Ints
from staffopt.domain.calendar import Horizon
from staffopt.solver.asked.answers import Answers, PersonAnswers
from staffopt.solver.model.pen import Pen, Sum, Var


class Cell(Protocol):
    """A day: its settled row, or its open rows."""

    row: int | None
    rows: list[tuple[Var, int]]


class Days(Protocol):
    """A person's days in a model."""

    pen: Pen
    answers: Answers
    about: PersonAnswers
    name: str
    horizon: Horizon

    @property
    def cells(self) -> Sequence[Cell]:
        """The days in order."""

    def works(self, day: int) -> Sum:
        """1 when the day has a shift."""

    def total(self, amount: Ints) -> Sum:
        """The sum of an amount over the chosen rows."""
