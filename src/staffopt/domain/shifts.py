"""Shifts and the blocks they are made of."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import chain, count

from staffopt.domain.calendar import Span, minutes_between


class Activity(StrEnum):
    """What a block of a shift is spent on."""

    WORK = "work"
    BREAK = "break"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A stretch of one activity between two UTC instants: a role, a break or a session."""

    start: datetime
    end: datetime
    activity: Activity = Activity.WORK
    role: str | None = None
    session_id: str | None = None
    paid: bool = True

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def minutes(self) -> int:
        return minutes_between(self.start, self.end)


@dataclass(frozen=True)
class Shift:
    """One person's unbroken presence. Its blocks are in order and fill it without a hole.

    What is asked of a shift again and again, by every rule, is worked out once.
    """

    id: str
    person_id: str
    blocks: tuple[Block, ...]

    @cached_property
    def start(self) -> datetime:
        return self.blocks[0].start

    @cached_property
    def end(self) -> datetime:
        return self.blocks[-1].end

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @cached_property
    def minutes(self) -> int:
        """Elapsed minutes from start to end."""
        return minutes_between(self.start, self.end)

    @cached_property
    def paid_minutes(self) -> int:
        return sum(block.minutes for block in self.blocks if block.paid)

    @cached_property
    def unpaid_minutes(self) -> int:
        return sum(block.minutes for block in self.blocks if not block.paid)

    def of(self, activity: Activity) -> tuple[Block, ...]:
        """The blocks of one activity."""
        return tuple(block for block in self.blocks if block.activity == activity)


def dated_id(person_id: str, day: date, taken: Container[str]) -> str:
    """The id of a person's shift that begins on a date, such as `ann-20260608`.

    Where that one is taken, the first free one of `ann-20260608-2`, `ann-20260608-3` and so on.
    """
    name = f"{person_id}-{day:%Y%m%d}"
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    return next(each for each in names if each not in taken)


@dataclass(frozen=True, slots=True)
class PastShift:
    """A shift outside the planned period, or published inside it, that rules must know about.

    `state` is `published` or `worked`; `published_at` is when people were told of it, where known.
    """

    shift: Shift
    state: str = "worked"
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeReason:
    """Why one person's published date is changed, as `employee_request`."""

    person_id: str
    day: date
    reason: str
