"""Answers to why: what a rule costs, why somebody works or does not, who would stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from staffopt.domain.roster import Roster
from staffopt.domain.violation import PayClaim, Violation


@dataclass(frozen=True)
class Difference:
    """What a change of the terms adds to the cost of a week, in hundredths of the currency.

    Both sides are searched from the present roster with the same seeds and iterations. `costs`
    holds the components that differ. `spread` is what another seed alone may change, None where one
    seed was searched. `slack` is what the search saves on the present roster with nothing changed.
    """

    costs: Mapping[str, int]
    spread: int | None
    slack: int
    seeds: tuple[int, ...]
    iterations: int

    @property
    def total(self) -> int:
        return sum(self.costs.values())

    @property
    def within_noise(self) -> bool | None:
        """Whether another seed alone could make the difference; None where that is not known."""
        return None if self.spread is None else abs(self.total) <= self.spread


@dataclass(frozen=True)
class DayChange:
    """One person's day in two rosters, as `09:00-17:00`; empty where the day is free."""

    person_id: str
    name: str
    day: date
    before: str
    after: str


@dataclass(frozen=True)
class RuleCost:
    """What a week would cost without a rule; the difference is that of leaving it out.

    `law` says that it cites more than the store's own policy: then the figure is no way to save.
    `hard` says that nothing of it may be broken at a price. `breaches` are what the cheaper roster
    would do against it.
    """

    rule: str
    promise: str
    citation: str
    law: bool
    hard: bool
    difference: Difference
    breaches: tuple[str, ...]
    changes: tuple[DayChange, ...]
    roster: Roster


@dataclass(frozen=True)
class Obstacle:
    """What keeps a person from a day or a moment, or what it would cost to have them there.

    `change` None: a rule forbids it, `text` says how and `rule` which. Otherwise the best legal
    change of their day changes the cost by so much; `day` is the day as it would be. `now` is what
    the person does at the moment in question: empty where they are not there.
    """

    person_id: str
    name: str
    text: str
    rule: str = ""
    change: int | None = None
    costs: Mapping[str, int] | None = None
    day: str = ""
    now: str = ""


@dataclass(frozen=True)
class WorkedDay:
    """Why a person works on a day.

    `alone` is what the week would cost more if the shift just fell away, by component, and
    `unmet` what would then not be met. `freed` is the difference when the search keeps the day
    free; `takers` then work more in the hours of the shift, `changes` are all changed days.
    """

    person_id: str
    name: str
    day: date
    shift: str
    work: str
    pinned: bool
    alone: Mapping[str, int]
    unmet: tuple[str, ...]
    freed: Difference
    takers: tuple[DayChange, ...]
    changes: tuple[DayChange, ...]
    roster: Roster


@dataclass(frozen=True)
class FreeDay:
    """Why a person does not work on a day: what forbids it, or what the best shift would cost."""

    person_id: str
    name: str
    day: date
    obstacle: Obstacle


@dataclass(frozen=True)
class ShortSlot:
    """Who is at a role in a slot, and for everybody else what keeps them away, cheapest first.

    `saves` is what one more person there is worth.
    """

    role: str
    start: datetime
    required: int
    scheduled: int
    saves: int
    there: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Hurdle:
    """One rule for one person, as part of a conflict; `text` is the audit's."""

    rule: str
    person_id: str
    name: str
    text: str
    citation: str = ""


@dataclass(frozen=True)
class Mend:
    """A change that was searched: whether it mends, and what it adds to the cost of the week.

    The price of what was not met is in the cost, so that most mends save. `owed` is what the law
    then has a person paid for short rests, which is in the cost, too.
    """

    text: str
    change: int
    mends: bool
    citation: str = ""
    owed: tuple[PayClaim, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """One thing that is not met, and why.

    `hurdles` cannot hold together with it, and none of them can be spared; where `standing`, only
    as long as all other days stay as they are. Where there are none, `others` are those who might
    be there, each with what keeps them. `keeping` is what meeting all that can be met of its rule
    adds to the cost of the week, by component (None: the search finds no roster that meets it).
    `mends` are cheapest first. `proven`: CP-SAT says that the hurdles cannot hold together with it,
    and that without any one of them they can.
    """

    violation: Violation
    hurdles: tuple[Hurdle, ...]
    keeping: Mapping[str, int] | None
    mends: tuple[Mend, ...]
    standing: bool = False
    others: tuple[Obstacle, ...] = ()
    proven: bool = False


@dataclass(frozen=True)
class Unmet:
    """What a plan does not meet, the dearest first; `left_out` were not looked into."""

    conflicts: tuple[Conflict, ...]
    left_out: int


@dataclass(frozen=True)
class DriverTrace:
    """The customers behind a slot's need: expected, and counted at that time in `past` weeks.

    `counted` is the driver that the transactions hold, where this one is a rate of it.
    """

    driver: str
    mean: float
    p90: float
    method: str
    corrected: bool
    counted: str
    past: tuple[tuple[datetime, int], ...]


@dataclass(frozen=True)
class Setting:
    """A key of the store's files, as `store.yaml:66:5, key 'roles.cashier.method'`."""

    where: str
    value: str


@dataclass(frozen=True)
class Cell:
    """What a person does in a slot, and where that comes from.

    `role` is empty on a break and in training. `worth` is what one person fewer would cost in the
    slot, in hundredths of the currency; `work_seconds` the work that is expected in it.
    """

    person_id: str
    name: str
    start: datetime
    doing: str
    role: str
    shift: str
    required: int
    scheduled: int
    worth: int | None
    work_seconds: float | None
    drivers: tuple[DriverTrace, ...]
    settings: tuple[Setting, ...]


Answer = RuleCost | WorkedDay | FreeDay | ShortSlot | Unmet | Cell


@dataclass(frozen=True)
class Explanation:
    """One question about a plan, its answer, and the answer in sentences.

    `notes` say what one must know to trust it.
    """

    question: str
    answer: Answer
    sentences: tuple[str, ...]
    currency: str
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The sentences and notes, one a line."""
        return "\n".join([*self.sentences, *(f"Note: {note}" for note in self.notes)])
