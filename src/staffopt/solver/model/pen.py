"""The one pen that writes CP-SAT: every variable knows its hint, every constraint its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

Var = Any
"""A CP-SAT variable; OR-Tools is untyped here."""
Values = list[int]
"""A value for every variable, by the variable's index."""


class Sum:
    """A whole-number linear sum: a constant and weighted variables."""

    __slots__ = ("constant", "variables", "weights")

    def __init__(self, constant: int = 0, variables: Iterable[Var] = ()) -> None:
        self.constant = int(constant)
        self.variables: list[Var] = list(variables)
        self.weights: list[int] = [1] * len(self.variables)

    def add(self, variable: Var, weight: int = 1) -> Sum:
        """Add a variable in place."""
        if weight:
            self.variables.append(variable)
            self.weights.append(int(weight))
        return self

    def plus(self, other: Sum, weight: int = 1) -> Sum:
        """Add another sum in place."""
        self.constant += weight * other.constant
        self.variables += other.variables
        self.weights += [weight * each for each in other.weights]
        return self

    def value(self, values: Values) -> int:
        """The sum under given values."""
        pairs = zip(self.variables, self.weights, strict=True)
        return self.constant + sum(weight * values[int(var.index)] for var, weight in pairs)

    @property
    def expression(self) -> Any:
        """What OR-Tools reads, the constant included."""
        return cp_model.LinearExpr.weighted_sum(self.variables, self.weights) + self.constant


@dataclass(frozen=True, slots=True)
class Promise:
    """Which rule a constraint keeps, and about whom and when."""

    rule: str
    about: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """One constraint as it was written: least <= total <= most wherever all of `when` are true."""

    promise: Promise
    total: Sum
    least: int | None
    most: int | None
    when: tuple[Var, ...] = ()

    def broken(self, values: Values) -> bool:
        """Whether the values break it."""
        if not all(values[literal.index] for literal in self.when):
            return False
        total = self.total.value(values)
        under = self.least is not None and total < self.least
        return under or (self.most is not None and total > self.most)


FAR = 1 << 50


@dataclass
class Pen:
    """A CP-SAT model being written."""

    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    posted: list[Posted] = field(default_factory=list)
    derived: list[tuple[int, Callable[[Values], int]]] = field(default_factory=list)
    cost: Sum = field(default_factory=Sum)
    variables: list[Var] = field(default_factory=list)

    def choice(self, derive: Callable[[Values], int] | None = None) -> Var:
        """A new yes-or-no variable; `derive` says its hint from the values of earlier ones."""
        return self.number(0, 1, derive)

    def number(self, least: int, most: int, derive: Callable[[Values], int] | None = None) -> Var:
        """A new whole-number variable."""
        both = (int(least), int(most))
        variable = (
            self.model.new_bool_var("") if both == (0, 1) else self.model.new_int_var(*both, "")
        )
        self.variables.append(variable)
        if derive is not None:
            self.derived.append((variable.index, derive))
        return variable

    def require(
        self,
        total: Sum,
        promise: Promise,
        *,
        least: int | None = None,
        most: int | None = None,
        when: Sequence[Var] = (),
    ) -> None:
        """Demand that a sum lies between two limits, where all of `when` are true."""
        self.posted.append(Posted(promise, total, least, most, tuple(when)))
        low = -FAR if least is None else int(least)
        high = FAR if most is None else int(most)
        added = self.model.add_linear_constraint(total.expression, low, high)
        if when:
            added.only_enforce_if(*when)

    def exactly_one(self, literals: Sequence[Var], promise: Promise) -> None:
        """Demand that one of the literals is true and no other."""
        self.posted.append(Posted(promise, Sum(0, literals), 1, 1))
        self.model.add_exactly_one(literals)

    def at_most_one(self, literals: Sequence[Var], promise: Promise) -> None:
        """Demand that no two of the literals are true."""
        if len(literals) > 1:
            self.posted.append(Posted(promise, Sum(0, literals), None, 1))
            self.model.add_at_most_one(literals)

    def any_of(self, literals: Sequence[Var], promise: Promise) -> None:
        """Demand that one of the literals is true, or more."""
        self.posted.append(Posted(promise, Sum(0, literals), 1, None))
        self.model.add_bool_or(literals)

    def excess(self, total: Sum, most: int, limit: int) -> Var:
        """A variable for what a sum has above a limit; it is to be priced, so it stays least."""
        over = self.number(0, max(most, 0), lambda values: max(total.value(values) - limit, 0))
        self.require(Sum().plus(total).add(over, -1), Promise("arithmetic"), most=limit)
        return over

    def complete(self, values: Values) -> Values:
        """Fill in what follows from the decisions, in the order in which it was written."""
        for index, derive in self.derived:
            values[index] = derive(values)
        return values

    def blank(self) -> Values:
        """Zero for every variable."""
        return [0] * len(self.variables)

    def hint(self, values: Values) -> None:
        """Hint every variable."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for variable in self.variables:
            self.model.add_hint(variable, values[variable.index])

    def broken(self, values: Values) -> list[Promise]:
        """The promises that the values break, each once, in the order they were made."""
        return list(dict.fromkeys(each.promise for each in self.posted if each.broken(values)))

    def minimise(self) -> None:
        """Make the cost the objective."""
        self.model.minimize(self.cost.expression)
