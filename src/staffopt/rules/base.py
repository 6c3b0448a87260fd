"""What a rule is: settings, shapes for the search, and a check that shares nothing with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import ClassVar, Literal, Protocol, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from staffopt.domain.bounded import bounded
from staffopt.domain.break_shapes import BreakDue, Unbroken
from staffopt.domain.calendar import in_force
from staffopt.domain.doba_shape import Doba
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Rest
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import (
    Bools,
    Count,
    DayGroups,
    Gap,
    Holding,
    LeastRun,
    Presence,
    RowPrice,
    Run,
    ShiftTable,
    Stagger,
    Succession,
)
from staffopt.domain.violation import PayClaim, Violation


class Selector(BaseModel):
    """Who a rule is about. Empty fields select everybody; all given fields must fit."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    contracts: tuple[str, ...] = Field((), description="Contract kinds.")
    not_contracts: tuple[str, ...] = Field((), description="Contract kinds that are left out.")
    tags: tuple[str, ...] = Field((), description="People with any of these tags.")
    people: tuple[str, ...] = Field((), description="Employee ids.")
    age_from: int | None = Field(None, ge=0, description="Age in years on the day, at least.")
    age_below: int | None = Field(None, ge=1, description="Age in years on the day, less than.")
    roles: tuple[str, ...] = Field((), description="People who work any of these roles.")
    wage_to: float | None = Field(None, ge=0, description="People of an hourly wage up to this.")

    @model_validator(mode="after")
    def _some_age(self) -> Self:
        if self.age_below is not None and self.age_below <= (self.age_from or 0):
            raise ValueError("`age_below` above `age_from`: nobody is both")
        return self

    def throughout(self, person: Person, first: date, last: date) -> bool | None:
        """Whether a person is meant on all dates of a period, on none, or on some (None)."""
        on_first, grows = self.picks(person, first), self.age_from is not None or self.age_below
        return None if grows and person.age_on(first) != person.age_on(last) else on_first

    def picks(self, person: Person, day: date) -> bool:
        """Whether a person is meant on a date; an unknown age counts as adult (21)."""
        return (
            (not self.contracts or person.contract in self.contracts)
            and person.contract not in self.not_contracts
            and (not self.tags or bool(person.tags & set(self.tags)))
            and (not self.people or person.id in self.people)
            and (not self.roles or not set(self.roles).isdisjoint(person.roles))
            and (self.wage_to is None or person.wage <= round(self.wage_to * 100))
            and self._fits_age(person, day)
        )

    def _fits_age(self, person: Person, day: date) -> bool:
        """Whether a person is as old as is meant on a date."""
        if self.age_from is None and self.age_below is None:
            return True
        known = person.age_on(day)
        age = 21 if known is None else known
        return (self.age_from is None or age >= self.age_from) and (
            self.age_below is None or age < self.age_below
        )


class Picks(Protocol):
    """What says whom a demand is about on a date: a selector, or a whole rule."""

    def throughout(self, person: Person, first: date, last: date) -> bool | None:
        """Whether a person is meant on all dates of a period, on none, or on some (None)."""
        ...

    def picks(self, person: Person, day: date) -> bool:
        """Whether a person is meant on a date."""
        ...


NARROWING = ("valid_from", "valid_to", "who", "unless_consent")
"""Settings that say on which days and for whom a rule holds."""


class Rule(BaseModel):
    """One demand on a roster.

    A subclass sits in its own file, named as the rule type. Its fields are its config section, its
    docstring is its documentation page. It answers some of the shapes below and, in `check`, says
    in plain calendar arithmetic what a roster breaks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    _bounded = field_validator("*")(bounded)
    name: ClassVar[str]
    holds_always: ClassVar[bool] = False
    """Whether it is in force on all days and for everybody: settings that say less are refused."""

    id: str = Field("", description="The rule's id in the store; the type's name when empty.")
    citation: str = Field("", description="The law, contract or policy behind it.")
    verified_on: date | None = Field(None, description="When the citation was last read.")
    confidence: Literal["A", "B", "C", "D"] | None = Field(
        None,
        description="A: the text itself was read; B: an official page; C: settled; D: doubtful.",
    )
    valid_from: date | None = Field(None, description="First date on which it holds.")
    valid_to: date | None = Field(None, description="Last date on which it holds.")
    who: Selector = Field(Selector(), description="Who it is about; everybody when empty.")
    unless_consent: str = Field(
        "", description="The kind of recorded consent that frees a person from it."
    )

    @model_validator(mode="after")
    def _some_day(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("`valid_to` at or after `valid_from`")
        narrowed = [each for each in NARROWING if getattr(self, each) not in (None, "", Selector())]
        if self.holds_always and narrowed:
            raise ValueError(f"no `{narrowed[0]}`: {self.name} holds on all days and for everybody")
        return self

    def throughout(self, person: Person, first: date, last: date) -> bool | None:
        """Whether it is about them on all dates of a period, on none, or on some (None)."""
        chosen = self.who.throughout(person, first, last)
        started = self.valid_from is None or self.valid_from <= first
        held = started and (self.valid_to is None or last <= self.valid_to)
        if chosen and (not held or (self.unless_consent and person.consents)):
            return None
        return chosen

    def picks(self, person: Person, day: date) -> bool:
        """Whether the rule is about a person on a date: in force, selected and not waived."""
        return (
            in_force(day, self.valid_from, self.valid_to)
            and self.who.picks(person, day)
            and not (self.unless_consent and person.consents_to(self.unless_consent, day))
        )

    @property
    def consents_asked(self) -> tuple[str, ...]:
        """The kinds of consent that free people from it, or from a part of it."""
        return (self.unless_consent,) if self.unless_consent else ()

    @property
    def key(self) -> str:
        """The id under which violations, what-if paths and overrides know this rule."""
        return self.id or self.name

    @property
    def has_price(self) -> bool:
        """Whether any of it may be broken at a price."""
        fields = type(self).model_fields
        return any("price" in each and getattr(self, each) is not None for each in fields)

    # Shapes: what the search reads. Each has an answer that demands nothing.

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        """Which candidate rows may be worked; None for all."""
        return None

    def may_work(self, problem: Problem, person: Person) -> Bools | None:
        """Role x day of the horizon: which roles the person may work on which day; None for all."""
        return None

    def least_block(self, problem: Problem) -> int:
        """Least minutes of a role block in a piece of work that holds more than one role."""
        return 0

    def follows(self, problem: Problem, person: Person) -> Sequence[Gap]:
        """Least time between consecutive shifts."""
        return ()

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        """Sums over the person's shifts with limits and prices."""
        return ()

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[RowPrice]:
        """What candidate rows cost by themselves on top of wages."""
        return ()

    def runs(self, problem: Problem, person: Person) -> Sequence[Run]:
        """Limits on days in a row."""
        return ()

    def least_runs(self, problem: Problem, person: Person) -> Sequence[LeastRun]:
        """Least days in a row, worked or free."""
        return ()

    def groups(self, problem: Problem, person: Person) -> Sequence[DayGroups]:
        """How many of some groups of days may be worked at all."""
        return ()

    def successions(
        self, problem: Problem, person: Person, table: ShiftTable
    ) -> Sequence[Succession]:
        """Shifts that may not follow each other from one day to the next."""
        return ()

    def frees(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Rest]:
        """Free stretches that windows of days must hold."""
        return ()

    def dobas(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Doba]:
        """Limits on the 24 hours from the start of each shift."""
        return ()

    def breaks(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[BreakDue]:
        """Breaks that candidate shifts owe."""
        return ()

    def unbroken(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Unbroken]:
        """How long candidate shifts may go on without a break of the rule's kind."""
        return ()

    def together(self, problem: Problem) -> Sequence[Presence]:
        """Demands on who is on duty at the same time."""
        return ()

    def holds(self, problem: Problem) -> Sequence[Holding]:
        """Where and how each course may be held."""
        return ()

    def staggers(self, problem: Problem) -> Sequence[Stagger]:
        """How many may be in training at once."""
        return ()

    def reaches_back(self, day: date) -> Iterable[date]:
        """First dates of the periods in which a date lies and whose hours the rule counts."""
        return ()

    # The independent side.

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        """Every breach in a roster, by calendar arithmetic only."""
        return ()

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        """Money owed on top of base wages because of this rule; its claims share no time."""
        return ()

    def notes(self, problem: Problem) -> Iterable[str]:
        """What people should know of this rule before they use a plan of the problem."""
        return ()

    def overpriced(self, problem: Problem, roster: Roster) -> int:
        """How much more than what it pays the shapes may come to, in hundredths."""
        return 0

    def breach(
        self,
        message: str,
        person: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        price: int | None = None,
        *,
        mend: str = "",
        pay: bool = False,
    ) -> Violation:
        """A violation of this rule.

        `mend` says what would keep it, where the numbers do; `pay` that the person is owed its
        price.
        """
        said = message, person, start, end, price, self.citation, mend
        return Violation(self.key, *said, pay=pay)

    def chosen(self, person: Person, table: ShiftTable) -> Bools:
        """The rows on whose date the rule is about the person."""
        days = np.array([self.picks(person, day) for day in table.horizon.dates], bool)
        return days[table.day]
