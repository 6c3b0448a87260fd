"""Ways to plant a bug in one side of a rule, and only in that side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.rules.base import Rule

Plant = Callable[[type[Rule]], type[Rule]]


@dataclass(frozen=True)
class Bug:
    """One mistake somebody could make: in which rule, on which side, in words, and how."""

    rule: str
    side: str
    words: str
    plant: Plant
    sample: int = 0

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.side} {self.words}"


def answers(method: str, change: Callable[[Any], Any]) -> Plant:
    """The rule with one shape's answer changed."""

    def plant(kind: type[Rule]) -> type[Rule]:
        def wrong(self: Rule, *facts: Any) -> Any:
            found = getattr(kind, method)(self, *facts)
            return found if found is None else change(found)

        return _subclass(kind, method, wrong)

    return plant


def each(method: str, **fields: Callable[[Any], Any]) -> Plant:
    """The rule with fields of every item that a shape answers changed."""
    return answers(
        method,
        lambda found: [
            replace(item, **{name: change(getattr(item, name)) for name, change in fields.items()})
            for item in found
        ],
    )


def sees(method: str, change: Callable[..., tuple[Any, ...]]) -> Plant:
    """The rule with one shape that sees other facts: `change` gets and returns its arguments."""

    def plant(kind: type[Rule]) -> type[Rule]:
        def wrong(self: Rule, *facts: Any) -> Any:
            return getattr(kind, method)(self, *change(*facts))

        return _subclass(kind, method, wrong)

    return plant


def checks_with(**settings: Callable[[Any], Any]) -> Plant:
    """The rule whose check misreads its own settings."""

    def plant(kind: type[Rule]) -> type[Rule]:
        def wrong(self: Rule, problem: Problem, roster: Roster) -> Any:
            other = {name: change(getattr(self, name)) for name, change in settings.items()}
            return kind.check(self.model_copy(update=other), problem, roster)

        return _subclass(kind, "check", wrong)

    return plant


def checks_on(
    problem: Callable[[Problem], Problem] = lambda same: same,
    roster: Callable[[Roster], Roster] = lambda same: same,
) -> Plant:
    """The rule whose check looks at other facts."""

    def plant(kind: type[Rule]) -> type[Rule]:
        def wrong(self: Rule, facts: Problem, plan: Roster) -> Any:
            return kind.check(self, problem(facts), roster(plan))

        return _subclass(kind, "check", wrong)

    return plant


def pays_with(**settings: Callable[[Any], Any]) -> Plant:
    """The rule whose bill misreads its own settings."""

    def plant(kind: type[Rule]) -> type[Rule]:
        def wrong(self: Rule, problem: Problem, roster: Roster) -> Any:
            other = {name: change(getattr(self, name)) for name, change in settings.items()}
            return kind.pays(self.model_copy(update=other), problem, roster)

        return _subclass(kind, "pays", wrong)

    return plant


def pays_on(
    problem: Callable[[Problem], Problem] = lambda same: same,
    roster: Callable[[Roster], Roster] = lambda same: same,
) -> Plant:
    """The rule whose bill looks at other facts."""

    def plant(kind: type[Rule]) -> type[Rule]:
        def wrong(self: Rule, facts: Problem, plan: Roster) -> Any:
            return kind.pays(self, problem(facts), roster(plan))

        return _subclass(kind, "pays", wrong)

    return plant


def _subclass(kind: type[Rule], method: str, wrong: Callable[..., Any]) -> type[Rule]:
    return type(f"Wrong{kind.__name__}", (kind,), {method: wrong, "__module__": __name__})


def later_end(minutes: int) -> Callable[..., tuple[Any, ...]]:
    """Candidate shifts that seem to end later, or earlier."""

    def change(problem: Problem, person: Any, table: ShiftTable) -> tuple[Any, ...]:
        more = table.minutes + minutes
        return problem, person, replace(table, minutes=more, paid=table.paid + minutes)

    return change


def later_start(slots: int) -> Callable[..., tuple[Any, ...]]:
    """Candidate shifts that seem to start and end later, or earlier."""

    def change(problem: Problem, person: Any, table: ShiftTable) -> tuple[Any, ...]:
        return problem, person, replace(table, start=table.start + slots)

    return change


def the_day_before(problem: Problem, person: Any, table: ShiftTable) -> tuple[Any, ...]:
    """Candidate shifts that seem to lie a day earlier."""
    return problem, person, replace(table, day=np.maximum(table.day - 1, 0))
