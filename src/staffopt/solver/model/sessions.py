"""Sessions in a model: when each course is held, who gives it and who attends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from staffopt.domain.calendar import Span
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Holding
from staffopt.domain.training import Session, TrainingNeed
from staffopt.solver.asked.answers import Answers
from staffopt.solver.model.free_cell import FreeCell
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var
from staffopt.solver.model.person import DayCell
from staffopt.solver.model.scope import Cell, Scope, Sessions

Seat = tuple[str, str, int, int]
"""Course, person, first slot of the session, day of the shift it lies in."""


class SessionChoice:
    """Sessions by course and first slot; those of a course at the same time are counted together.

    That is exact: attendees and trainers of equal sessions can be dealt out in any way that keeps
    the group sizes.
    """

    def __init__(
        self,
        pen: Pen,
        answers: Answers,
        scope: Scope,
        cells: Mapping[Cell, DayCell],
        incumbent: Roster | None,
    ) -> None:
        self.pen, self.answers, self.scope, self.cells = pen, answers, scope, cells
        self.horizon = answers.problem.horizon
        known = incumbent.sessions if incumbent is not None else ()
        self.incumbent = tuple(s for s in known if s.course_id in answers.holdings)
        self.kept = tuple(s for s in self.incumbent if s.course_id not in scope.courses)
        self.held: dict[tuple[str, int], Var] = {}
        """(course, first slot) -> how many sessions."""
        self.attends: dict[Seat, Var] = {}
        self.gives: dict[Seat, Var] = {}

    def decide(self) -> None:
        """Make the variables of the open courses and count what sessions take of people's slots."""
        for session in self.kept:
            self._keep(session)
        for course in self.scope.courses:
            if course in self.answers.holdings:
                rule, holding = self.answers.holdings[course]
                self._open(rule, holding, self.scope.courses[course])

    def needs_of(self, course: str) -> list[TrainingNeed]:
        """The needs for a course, of people in the problem."""
        problem = self.answers.problem
        return [n for n in problem.needs if n.course_id == course and n.person_id in problem.person]

    def _keep(self, session: Session) -> None:
        """A session that stays: its people are away, if their day is open."""
        first = self.horizon.slot(session.span.start)
        slots = self.answers.holdings[session.course_id][1].slots
        trainer = [] if session.trainer_id is None else [session.trainer_id]
        for (name, _), cell in self.cells.items():
            if name not in (*session.attendees, *trainer) or not isinstance(cell, FreeCell):
                continue
            held = () if cell.incumbent is None else cell.incumbent.sessions
            if any(slot == first for slot, _, _ in held):
                cell.sessions.append((first, first + slots, None))

    def _open(self, rule: str, holding: Holding, open_: Sessions) -> None:
        """The sessions of one course."""
        own = [s for s in self.incumbent if s.course_id == holding.course_id]
        starts: Sequence[int] = np.flatnonzero(holding.starts).tolist()
        if open_.own:
            starts = sorted({self.horizon.slot(s.span.start) for s in own} & set(starts))
        elif open_.starts is not None:
            starts = [slot for slot in starts if slot in open_.starts]
        needs = self.needs_of(holding.course_id)
        people = [need.person_id for need in needs]
        for start in starts:
            here = [s for s in own if self.horizon.slot(s.span.start) == start]
            seated = {p for s in here for p in s.attendees} if open_.own else set(people)
            giving = {str(s.trainer_id) for s in here} if open_.own else set(holding.trainers)
            attend = self._seats(self.attends, holding, start, [p for p in people if p in seated])
            give = self._seats(self.gives, holding, start, sorted(giving & set(holding.trainers)))
            self._session(rule, holding, start, attend, give)

    def _seats(
        self, seats: dict[Seat, Var], holding: Holding, start: int, people: Sequence[str]
    ) -> list[Var]:
        """A literal for each person and shift that could hold the session; the person is away."""
        made = []
        for person in dict.fromkeys(people):
            for day in self._days(holding, person, start):
                literal = self.pen.choice()
                seats[holding.course_id, person, start, day] = literal
                made.append(literal)
                cell = self.cells[person, day]
                if not isinstance(cell, FreeCell):
                    self.pen.require(Sum(0, [literal]), Promise("settled", (person, day)), least=1)
                else:
                    cell.sessions.append((start, start + holding.slots, literal))
        return made

    def _days(self, holding: Holding, person: str, first: int) -> Iterator[int]:
        """The days whose shift could hold a session from slot `first`, or is settled and does."""
        own = {s.id for s in self.incumbent if s.course_id == holding.course_id}
        for day in range(self.horizon.days):
            cell = self.cells.get((person, day))
            if isinstance(cell, FreeCell):
                low, high = cell.span
                if low <= first and first + holding.slots <= high:
                    yield day
                continue
            held = () if cell is None or cell.shift is None else cell.shift.sessions
            if any(slot == first and name in own for slot, _, name in held):
                yield day

    def _session(
        self, rule: str, holding: Holding, start: int, attend: list[Var], give: list[Var]
    ) -> None:
        most = len(attend) // max(holding.group_min, 1)
        if holding.trainers:
            most = min(most, len(give))
        if holding.room is not None:
            most = min(most, 1)
        held = self.pen.number(0, most) if most else self.pen.number(0, 0)
        self.held[holding.course_id, start] = held
        promise = Promise(rule, (holding.course_id, self.date(start)))
        seated = Sum(0, attend)
        low = Sum().plus(seated).add(held, -holding.group_min)
        high = Sum().plus(seated).add(held, -holding.group_max)
        self.pen.require(low, promise, least=0)
        self.pen.require(high, promise, most=0)
        for seat in attend:
            self.pen.require(Sum(0, [seat]).add(held, -1), promise, most=0)
        if holding.trainers:
            given = Sum(0, give).add(held, -1)
            self.pen.require(given, promise, least=0, most=0)

    def date(self, slot: int) -> object:
        return self.horizon.date_of(self.horizon.instant(slot))

    def seats(self, course: str, person: str) -> list[tuple[int, Var]]:
        """The literals by which a person attends a course, with the first slot."""
        return [(seat[2], x) for seat, x in self.attends.items() if seat[:2] == (course, person)]

    def running(self, slot: int, courses: set[str]) -> Sum:
        """How many sessions of some courses run in a slot."""
        total = Sum()
        for (course, start), held in self.held.items():
            if course in courses and start <= slot < start + self.slots(course):
                total.add(held)
        for session in self.kept:
            first = self.horizon.slot(session.span.start)
            inside = first <= slot < first + self.slots(session.course_id)
            total.constant += int(inside and session.course_id in courses)
        return total

    def trainees(self, slot: int, people: Sequence[str]) -> Sum:
        """How many of some people attend a session in a slot."""
        total = Sum()
        for (course, person, start, _), seat in self.attends.items():
            if person in people and start <= slot < start + self.slots(course):
                total.add(seat)
        for session in self.kept:
            first = self.horizon.slot(session.span.start)
            if first <= slot < first + self.slots(session.course_id):
                total.constant += sum(person in people for person in session.attendees)
        return total

    def slots(self, course: str) -> int:
        return self.answers.holdings[course][1].slots

    def busy(self) -> Iterator[tuple[int, str]]:
        """The slots in which sessions could run, with the course."""
        for course, start in self.held:
            for slot in range(start, start + self.slots(course)):
                yield slot, course
        for session in self.kept:
            first = self.horizon.slot(session.span.start)
            for slot in range(first, first + self.slots(session.course_id)):
                yield slot, session.course_id

    def kept_seats(self, course: str, person: str) -> list[int]:
        """The first slots of the kept sessions of a course that a person attends."""
        return [
            self.horizon.slot(s.span.start)
            for s in self.kept
            if s.course_id == course and person in s.attendees
        ]

    def set(self, values: Values, roster: Roster) -> list[Promise]:
        """Write a roster's sessions into the values; what has no variable is returned."""
        missing = []
        for session in roster.sessions:
            course = session.course_id
            if course not in self.scope.courses or course not in self.answers.holdings:
                continue
            start = self.horizon.slot(session.span.start)
            trainer = [] if session.trainer_id is None else [session.trainer_id]
            seats = [self._seat(roster, self.attends, course, p, start) for p in session.attendees]
            seats += [self._seat(roster, self.gives, course, p, start) for p in trainer]
            known = [seat for seat in (self.held.get((course, start)), *seats) if seat is not None]
            if len(known) <= len(seats):
                rule = self.answers.holdings[course][0]
                missing.append(Promise(rule, (course, self.date(start))))
                continue
            for literal in known:
                values[literal.index] += 1
        return missing

    def _seat(
        self, roster: Roster, seats: Mapping[Seat, Var], course: str, person: str, start: int
    ) -> Var | None:
        instant = self.horizon.instant(start)
        for shift in roster.of(person):
            if shift.start <= instant < shift.end:
                return seats.get((course, person, start, self.horizon.day_of(shift.start)))
        return None

    def read(self, values: Values) -> tuple[Session, ...]:
        """All sessions: those kept and those that the values stand for."""
        numbers: dict[str, int] = defaultdict(int)
        found = [*self.kept]
        for (course, start), held in sorted(self.held.items()):
            count = values[held.index]
            seated = self._taken(values, self.attends, course, start)
            giving = self._taken(values, self.gives, course, start)
            for k in range(count):
                numbers[course] += 1
                name = f"{course}-{numbers[course]}"
                trainer = giving[k] if giving else None
                found.append(self._made(name, course, start, trainer, seated[k::count]))
        return tuple(sorted(found, key=lambda session: (session.span.start, session.id)))

    def _taken(
        self, values: Values, seats: Mapping[Seat, Var], course: str, start: int
    ) -> list[str]:
        return sorted(
            seat[1]
            for seat, literal in seats.items()
            if seat[0] == course and seat[2] == start and values[literal.index]
        )

    def _made(
        self, name: str, course: str, start: int, trainer: str | None, people: list[str]
    ) -> Session:
        holding = self.answers.holdings[course][1]
        begin = self.horizon.instant(start)
        end = begin + (self.horizon.instant(1) - self.horizon.start) * holding.minutes / (
            self.horizon.slot_minutes
        )
        return Session(name, course, Span(begin, end), trainer, holding.room, tuple(people))
