"""Somebody who can decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

from pydantic import Field

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Presence
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.duty import at_work, with_the_eve, worth
from staffopt.rules.eve_duty import eve_duty
from staffopt.rules.words import on_clock


class SomeoneInCharge(Rule):
    """While the store is open, at least `least` people with the tag `tag` are at work.

    Why: refunds, complaints and emergencies need somebody who may decide.
    Example: with `tag: supervisor` and `price: 60`, half an hour without a supervisor costs 30.
    Breaks and training are not duty. Who works in training or on a break cannot be called. Shifts
    of the past roster that reach into the first night count.
    """

    name = "someone_in_charge"
    holds_always = True
    tag: str = Field("supervisor", description="The tag of those who can be in charge.")
    least: int = Field(1, ge=1, le=1000, description="How many of them, at least.")
    price: float = Field(
        100, ge=0, description="What each missing person costs an hour, in the currency."
    )
    during: Literal["open", "staffed"] = Field(
        "open", description="While open to customers, or whenever somebody may work."
    )

    def together(self, problem: Problem) -> Sequence[Presence]:
        need = problem.requirement
        slots = need.open if self.during == "open" else need.staffed
        members = tuple(person.id for person in problem.people if self.tag in person.tags)
        there, price = eve_duty(problem, members), round(self.price * 100)
        left = [(slots & (there == known), self.least - known) for known in range(self.least)]
        return [Presence(members, when, least, price) for when, least in left if when.any()]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        horizon = problem.horizon
        when = problem.requirement.staffed if self.during == "staffed" else problem.requirement.open
        leaders = {person.id for person in problem.people if self.tag in person.tags}
        lacking = [
            max(0, self.least - len(present)) if when[slot] else 0
            for slot, present in enumerate(at_work(with_the_eve(problem, roster), leaders))
        ]
        slot = 0
        for missing, run in groupby(lacking):
            until = slot + len([*run])
            if missing:
                start, end = horizon.instant(slot), horizon.instant(until)
                text = f"{missing} of {self.least} with the tag {self.tag!r} missing from "
                text += f"{on_clock(problem, start)} to {horizon.local(end):%H:%M}"
                price = worth(start, end, missing, round(self.price * 100))
                lead = f"{missing} more with the tag {self.tag!r} at work for all of it"
                yield self.breach(text, None, start, end, price, mend=lead)
            slot = until
