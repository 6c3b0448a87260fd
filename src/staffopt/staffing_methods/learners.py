"""People new to the work take longer, and so do those who help them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from staffopt.domain.arrays import Floats
from staffopt.domain.people import Person


class Learners(BaseModel):
    """How much longer the new ones take, for how long, and a colleague who helps each."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    weeks: int = Field(ge=1, le=104, description="Weeks after being hired in which one learns.")
    factor: float = Field(
        ge=1, le=5, description="Handling time of one who learns over that of others."
    )
    mentor_factor: float = Field(
        1.0, ge=1, le=5, description="The same of one colleague for each who learns beside him."
    )

    def until(self, person: Person) -> date | None:
        """The first date on which a person no longer learns; None for whoever never does."""
        return None if person.hired is None else person.hired + timedelta(weeks=self.weeks)

    def slower(self, people: Floats, learning: Floats) -> Floats:
        """Handling time of a team over that of others, for so many people and learners there.

        What they do in an hour adds up; each learner slows one colleague, while there is one.
        """
        mentors = np.minimum(learning, people - learning)
        done = people - learning - mentors + learning / self.factor + mentors / self.mentor_factor
        return np.divide(people, done, out=np.ones(np.shape(people)), where=done > 0)

    def share(self, people: Iterable[Person], dates: Sequence[date]) -> float:
        """The share of target hours on some dates that learners have, of people hired by then."""
        there = [
            (person, day)
            for person in people
            for day in dates
            if person.hired is None or person.hired <= day
        ]
        hours = sum(person.hours_target for person, _ in there)
        new = sum(
            person.hours_target
            for person, day in there
            if (until := self.until(person)) is not None and day < until
        )
        return new / hours if hours else 0.0
