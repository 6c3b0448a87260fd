"""The shapes in which rules and goals speak to the search.

A rule is asked once per person for a table of candidate shifts and answers in arrays; the search
reads nothing else. Amounts are whole numbers; money is hundredths of the currency. Every answer
that can be broken says what it is about: the model blames whom the rule's independent check does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon, minutes_between
from staffopt.domain.shifts import Shift

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class ShiftTable:
    """Candidate shifts of one person, one row each, as columns of equal length.

    `day` is the horizon day of the local start date; `start` and `end` are slots, `end` exclusive;
    `minutes` is elapsed time from start to end; `paid` is `minutes` less the unpaid breaks due (in
    a table handed to `breaks` it still equals `minutes`).
    """

    horizon: Horizon
    day: Ints
    start: Ints
    end: Ints
    minutes: Ints
    paid: Ints

    def __len__(self) -> int:
        return len(self.day)

    def rows_of(self, shift: Shift) -> Bools:
        """The rows that are a shift: its start and length; none where it starts within a slot."""
        starts = self.start * self.horizon.slot_minutes
        since = minutes_between(self.horizon.start, shift.start)
        return np.asarray((starts == since) & (self.minutes == shift.minutes), bool)


@dataclass(frozen=True)
class Count:
    """A sum over one person's chosen shifts in a window, with limits and priced tiers.

    `amount[row]` is what choosing a row adds (0 outside the window); `carried` is what the past
    roster already holds of the window. The total may not exceed `most` (None: no limit), or each
    unit above it costs `most_price`. Below `least` each missing unit costs; `tiers` lists (above,
    price), and each unit above a threshold costs the prices of all thresholds it passes. A price is
    per `per` units, 60 for prices per hour of minutes. `about` is the first date of the window.
    Tiers of one stack `group` compete for the same time; where not `sure`, the bill may be less.
    """

    amount: Ints
    about: date
    carried: int = 0
    most: int | None = None
    least: int = 0
    least_price: int = 0
    tiers: tuple[tuple[int, int], ...] = ()
    per: int = 60
    most_price: int | None = None
    group: str = ""
    sure: bool = True

    @property
    def settled(self) -> Count:
        """The same sum with a limit that has a price written as a tier."""
        if self.most is None or self.most_price is None:
            return self
        tiers = (*self.tiers, (self.most, self.most_price))
        return replace(self, most=None, most_price=None, tiers=tiers)


@dataclass(frozen=True)
class RowPrice:
    """What choosing each row costs on top of wages, in 1/60 of a hundredth, by itself.

    The bill comes to at least `surely[row]` (None: to the price). Prices of one stack `group`
    compete for the same time.
    """

    price: Ints
    surely: Ints | None = None
    group: str = ""


@dataclass(frozen=True)
class Once:
    """A gap of `least` minutes or more may be short, with none other in the `days` days up to it.

    A gap's day is that of the shift after it; `last` is the day of the last such gap before the
    horizon and `next` that of the first between shifts after it, as day numbers.
    """

    least: int
    days: int
    last: int | None = None
    next: int | None = None


@dataclass(frozen=True)
class Gap:
    """Least elapsed minutes from the end of one shift to the start of the next, past ones included.

    `price` None forbids a shorter gap; otherwise each shorter gap costs it. `days` says before
    shifts of which days it holds, the last for the first shift after the horizon (None: all). A
    forbidden gap may be shorter where both shifts have at most `unless_paid` minutes, or `once`.
    A price is due only before a shift of at least `before` elapsed minutes; as a premium it is of a
    stack `group`, and where it is not `sure` the bill may come to less.
    """

    minutes: int
    price: int | None = None
    days: Bools | None = None
    unless_paid: int | None = None
    once: Once | None = None
    before: int = 0
    group: str = ""
    sure: bool = True

    @property
    def plain(self) -> bool:
        """Whether it is kept by the two instants alone."""
        return self.unless_paid is None and self.once is None


@dataclass(frozen=True)
class Run:
    """At most `most` days in a row with a shift.

    `before` days were worked without a free day up to the eve of the horizon, `after` days from the
    day that follows it.
    """

    most: int
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class LeastRun:
    """At least `least` days in a row worked (or free); each missing day costs `price`.

    Only runs with a day of the horizon are meant. `before` days of the same kind reach up to the
    eve of the horizon and `after` days follow it; None: nothing is known of that side, and a run
    that touches it is long enough.
    """

    least: int
    worked: bool
    price: int
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class DayGroups:
    """At most `most` of some groups of days have a shift on any of their days.

    `groups` holds day numbers of the horizon, no day twice. `price` None forbids more; otherwise
    each group too many costs it. `about` is the first date of the window.
    """

    groups: tuple[tuple[int, ...], ...]
    most: int
    about: date
    price: int | None = None


@dataclass(frozen=True)
class Succession:
    """No row of `then` on the day after a row of `first`.

    `eve` says that the shift on the day before the horizon is one of the first kind, `morrow` that
    the one on the day after it is one of the second. `price` None forbids it; otherwise each time
    costs it.
    """

    first: Bools
    then: Bools
    eve: bool = False
    morrow: bool = False
    price: int | None = None


@dataclass(frozen=True)
class Presence:
    """In each slot of `slots`, at least `least` of `members` work (any role, breaks not counted).

    Each missing person costs `price` per hour and slot share. `only_if` lists people: the demand
    holds only in slots in which one of them is on duty (None: always).
    """

    members: tuple[str, ...]
    slots: Bools
    least: int
    price: int
    only_if: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Stagger:
    """How many people may be away in training in the same slot; trainers are not counted.

    Of the people on duty (working, on break or in training) whose main role is `role`, at most
    max(1, floor(share * on duty)) are trainees at once, and at most `store_most` in the whole
    store. A session whose course's least group is larger than a role's cap may still be held when
    it is the only one in those slots.
    """

    share_percent: int
    store_most: int | None = None


@dataclass(frozen=True)
class Holding:
    """Where and how one course may be held.

    `starts[slot]` marks allowed first slots; a session takes `slots` whole slots and lasts
    `minutes`. `trainers` are ids (empty: none needed). Groups have `group_min` to `group_max`
    attendees. Two sessions in one `room` never overlap.
    """

    course_id: str
    minutes: int
    slots: int
    starts: Bools
    trainers: tuple[str, ...]
    room: str | None
    group_min: int
    group_max: int
    prerequisites: tuple[str, ...] = ()
    prices: Mapping[str, int] = field(default_factory=dict)
    """Person -> what leaving that person's need out costs."""


@dataclass(frozen=True)
class Spread:
    """A group in which a counted thing should be shared evenly: price * (most - least).

    `amount[person]` is an array over that person's table rows; `carried[person]` what earlier weeks
    hold already.
    """

    amount: dict[str, Ints]
    carried: dict[str, int]
    price: int


@dataclass(frozen=True)
class Stay:
    """What it costs to stay at one role, in hundredths of the currency.

    `length[k]` is the price of a run of k slots, `times[k]` that of k runs of one person in one
    day; beyond a table its last entry goes on. Both begin with 0.
    """

    role: str
    length: Ints
    times: Ints
