"""Some are at work only beside others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from itertools import groupby

import numpy as np
from pydantic import ConfigDict, Field

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Presence
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.rules.base import Rule, Selector
from staffopt.rules.duty import at_work, with_the_eve, worth
from staffopt.rules.eve_duty import eve_duty
from staffopt.rules.words import on_clock

DAY_MINUTES = 24 * 60


class PresentTogether(Rule):
    """While anybody of `who` is at work, so are at least `least` of `present`.

    Why: some goods are sold, some work is done and some people are on the floor only with somebody
    at hand who may answer for it.
    Example: `who: {age_below: 18}, present: {tags: [licence_holder]}, price: 80` costs 40 for half
    an hour in which a till is left to the young, who may sell alcohol only when a licence holder
    approves. `who: {age_below: 18}, present: {age_from: 18}, from: "20:00"` is `minor_with_adult`
    from eight in the evening. Breaks and training are not presence; who is of both kinds counts.
    Age and consent are those of the date of the moment.
    """

    model_config = ConfigDict(populate_by_name=True)
    name = "presence"
    present: Selector = Field(description="Those of whom some must be at work.")
    least: int = Field(1, ge=1, le=1000, description="How many of them, at least.")
    since: ClockTime = Field(time(0), alias="from", description="The time from which it holds.")
    until: ClockTime = Field(time(0), alias="to", description="The time until which it holds.")
    price: float = Field(
        100, ge=0, description="What each missing person costs an hour, in the currency."
    )

    def together(self, problem: Problem) -> Sequence[Presence]:
        horizon = problem.horizon
        since, until = (wall.hour * 60 + wall.minute for wall in (self.since, self.until))
        lasts = (until - since) % DAY_MINUTES or DAY_MINUTES
        meant = (horizon.wall_minute - since) % DAY_MINUTES < lasts
        found: list[Presence] = []
        for at, day in enumerate(horizon.dates):
            held = tuple(p.id for p in problem.people if self.picks(p, day))
            members = tuple(p.id for p in problem.people if self.present.picks(p, day))
            here = np.asarray(meant & (horizon.slot_day == at), bool)
            if held and here.any():
                found += self._demands(problem, members, here, held)
        return found

    def _demands(
        self, problem: Problem, members: tuple[str, ...], here: Bools, held: tuple[str, ...]
    ) -> Iterator[Presence]:
        """The demand in some slots, less who is there from a shift of the eve."""
        price = round(self.price * 100)
        eve = {each: eve_duty(problem, (each,)) > 0 for each in members}
        eve = {each: there for each, there in eve.items() if there.any()}
        there = np.array([here & False, *eve.values()], bool)
        for known in np.unique(there[:, here], axis=1).T:
            slots = here & np.all(there == known[:, None], axis=0)
            away = {each for each, is_there in zip(eve, known[1:], strict=True) if is_there}
            others = tuple(each for each in members if each not in away)
            if len(away) < self.least:
                yield Presence(others, slots, self.least - len(away), price, held)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        everybody = [person.id for person in problem.people]
        planned = at_work(roster, everybody)
        beside = at_work(with_the_eve(problem, roster), everybody)
        lacking = [
            self._missing(problem, problem.horizon.instant(slot), held, near)
            for slot, (held, near) in enumerate(zip(planned, beside, strict=True))
        ]
        slot = 0
        for missing, run in groupby(lacking):
            until = slot + len([*run])
            if missing:
                start, end = problem.horizon.instant(slot), problem.horizon.instant(until)
                text = f"{missing} of {self.least} who must be at hand missing from "
                text += f"{on_clock(problem, start)} to {problem.horizon.local(end):%H:%M}"
                price = worth(start, end, missing, round(self.price * 100))
                yield self.breach(text, None, start, end, price)
            slot = until

    def _missing(self, problem: Problem, at: datetime, held: set[str], near: set[str]) -> int:
        """How many are missing at a moment, by those planned and those at work."""
        local = problem.horizon.local(at)
        late, early = local.time() >= self.since, local.time() < self.until
        if not (late and early if self.since < self.until else late or early):
            return 0
        day = local.date()
        if not any(self.picks(problem.person[each], day) for each in held):
            return 0
        members = [each for each in near if self.present.picks(problem.person[each], day)]
        return max(0, self.least - len(members))
