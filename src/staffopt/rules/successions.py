"""Shifts that may not follow each other from one day to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pydantic import Field

from staffopt.domain.calendar import DAY
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable, Succession
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.start_windows import StartWindow
from staffopt.rules.words import from_to, on_clock


class Successions(Rule):
    """No shift that starts in the window `next` on the day after one that starts in `first`.

    Why: a body clock turns one way; early, then late, is kinder than late, then early.
    Example: with `first: {since: "14:00"}` and `next: {until: "10:00"}`, a shift from 14:00 on
    Monday and one from 09:00 on Tuesday is forbidden, one from 10:00 is fine, and so is any after a
    free Tuesday. Days are those on which shifts start; shifts before and after the planned days
    count. With a `price` it may be bought.
    """

    name = "successions"
    first: StartWindow = Field(description="When the first shift starts.")
    next: StartWindow = Field(description="When the shift of the day after starts.")
    price: float | None = Field(
        None, ge=0, description="What each time costs, in the currency; forbidden if empty."
    )

    def successions(
        self, problem: Problem, person: Person, table: ShiftTable
    ) -> Sequence[Succession]:
        horizon = problem.horizon
        if not self.picks(person, horizon.first):
            return ()
        eve, morrow = horizon.first - DAY, horizon.dates[-1] + DAY
        around = [(horizon.date_of(shift.start), shift) for shift in problem.around(person.id)]
        return [
            Succession(
                self.first.rows(table),
                self.next.rows(table),
                any(day == eve and self.first.takes(problem, shift) for day, shift in around),
                any(day == morrow and self.next.takes(problem, shift) for day, shift in around),
                self._hundredths,
            )
        ]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            if not self.picks(person, problem.horizon.first):
                continue
            by_day: dict[date, list[tuple[Shift, bool]]] = defaultdict(list)
            for shift, planned in in_order(problem, roster, person):
                by_day[problem.horizon.local(shift.start).date()].append((shift, planned))
            for day, ones in sorted(by_day.items()):
                after = day + timedelta(days=1)
                firsts = [each for each in ones if self.first.takes(problem, each[0])]
                twos = [each for each in by_day.get(after, []) if self.next.takes(problem, each[0])]
                if firsts and twos and any(planned for _, planned in (*firsts, *twos)):
                    one, two = firsts[0][0], twos[0][0]
                    text = f"{person.name} works {from_to(problem, one)} and again from "
                    text += f"{on_clock(problem, two.start)}; none from {self.next} after one "
                    text += f"from {self.first}"
                    yield self.breach(text, person.id, two.start, two.end, self._hundredths)

    @property
    def _hundredths(self) -> int | None:
        return None if self.price is None else round(self.price * 100)
