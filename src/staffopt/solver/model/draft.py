"""The CP-SAT model of record: any scope of a problem, stated once, from shapes alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from ortools.sat.python import cp_model

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift
from staffopt.domain.training import Displaced, Session
from staffopt.solver.asked.answers import Answers, PersonAnswers
from staffopt.solver.model.cover import Cover
from staffopt.solver.model.free_cell import FreeCell
from staffopt.solver.model.moments import say_loss, say_presence, say_spread
from staffopt.solver.model.pen import Pen, Promise, Values
from staffopt.solver.model.person import DayCell, Week
from staffopt.solver.model.scope import Cell, Free, Pieces, Scope
from staffopt.solver.model.sessions import SessionChoice
from staffopt.solver.model.settled_cell import PiecesCell, SettledCell
from staffopt.solver.model.slotted import Slotted, slotted, written
from staffopt.solver.model.training import (
    say_needs,
    say_order,
    say_rooms,
    say_seats,
    say_staggers,
)
from staffopt.solver.out_of_time import Left, endless, go_on

LEFT_OUT = "dearer to hold than to leave out, or no time fits"


class Draft:
    """One scope of a problem as a model: what the scope leaves open is decided, all else settled.

    Days that the scope does not name stay as in `incumbent`; pinned days stay as pinned. Raises
    OutOfTimeError, while it is written, as soon as `left` says so.
    """

    def __init__(
        self,
        answers: Answers,
        scope: Scope,
        incumbent: Roster | None = None,
        left: Left = endless,
    ) -> None:
        self.answers, self.scope, self.incumbent, self.left = answers, scope, incumbent, left
        self.pen = Pen()
        self.cover = Cover()
        self.cells: dict[Cell, DayCell] = {}
        for about in answers.people.values():
            go_on(left)
            for day in range(answers.problem.horizon.days):
                self.cells[about.person.id, day] = self._cell(about, day)
        self.sessions = SessionChoice(self.pen, answers, scope, self.cells, incumbent)
        self.sessions.decide()
        for cell in self.cells.values():
            go_on(left)
            cell.shape(self.cover)
        self._say()

    @cached_property
    def known(self) -> Mapping[Cell, Shift]:
        """The incumbent's shifts and the pins, by cell."""
        found = {} if self.incumbent is None else by_cell(self.incumbent)
        for person, about in self.answers.people.items():
            for day, pin in about.candidates.pins.items():
                if day in about.candidates.pinned:
                    found[person, day] = pin
        return found

    def _cell(self, about: PersonAnswers, day: int) -> DayCell:
        problem, key = self.answers.problem, (about.person.id, day)
        shift = self.known.get(key)
        cut = None if shift is None else slotted(problem, shift)
        open_ = self.scope.cells.get(key)
        if open_ is None or day in about.candidates.pinned:
            return SettledCell(about, day, cut)
        if isinstance(open_, Free):
            cell = FreeCell(self.pen, self.answers, about, day, open_)
            cell.choose(cut)
            return cell
        return self._pieces(about, day, cut, open_)

    def _pieces(
        self, about: PersonAnswers, day: int, cut: Slotted | None, open_: Pieces
    ) -> DayCell:
        if cut is None:
            return SettledCell(about, day, None)
        return PiecesCell(self.pen, self.answers, about, cut, open_)

    def _say(self) -> None:
        """All the rules and goals say."""
        pen, answers = self.pen, self.answers
        weeks = {}
        for name, about in answers.people.items():
            go_on(self.left)
            cells = [self.cells[name, day] for day in range(answers.problem.horizon.days)]
            weeks[name] = Week(pen, answers, about, cells)
            weeks[name].say()
        go_on(self.left)
        for _, spread in answers.spreads:
            say_spread(pen, spread, weeks)
        say_loss(pen, answers, self.cover)
        say_presence(pen, answers, self.cover)
        say_seats(pen, self.sessions)
        say_rooms(pen, answers, self.sessions)
        say_order(pen, answers, self.sessions)
        say_needs(pen, answers, self.sessions)
        say_staggers(pen, answers, self.sessions, self.cover)
        pen.minimise()

    def values(self, roster: Roster) -> tuple[Values, list[Promise]]:
        """A value for every variable that makes the roster, and what of it has no variable."""
        values = self.pen.blank()
        missing: list[Promise] = []
        shifts = by_cell(roster)
        for key, cell in self.cells.items():
            shift = shifts.get(key)
            cut = None if shift is None else slotted(self.answers.problem, shift)
            missing += cell.set(values, cut)
        missing += self.sessions.set(values, roster)
        return self.pen.complete(values), missing

    def hint(self, roster: Roster) -> list[Promise]:
        """Hint every variable; returns the promises that the roster breaks."""
        values, missing = self.values(roster)
        self.pen.hint(values)
        return [*missing, *self.pen.broken(values)]

    def cost(self, roster: Roster) -> int:
        """What a roster inside the scope costs, in sixtieths of a hundredth."""
        return self.pen.cost.value(self.values(roster)[0])

    def found(self, solver: cp_model.CpSolver) -> Values:
        """The values of a solved model."""
        return [int(solver.value(variable)) for variable in self.pen.variables]

    def roster(self, values: Values) -> Roster:
        """The roster that values stand for; settled shifts stay the very objects they were."""
        sessions = self.sessions.read(values)
        shifts = []
        for key, cell in self.cells.items():
            shift = self._shift(key, cell, values, sessions)
            if shift is not None:
                shifts.append(shift)
        horizon = self.answers.problem.horizon
        return Roster(horizon, tuple(shifts), sessions, self._displaced(sessions))

    def _shift(
        self, key: Cell, cell: DayCell, values: Values, sessions: tuple[Session, ...]
    ) -> Shift | None:
        if isinstance(cell, FreeCell):
            found = cell.read(values, ())
            held = () if found is None else self._inside(key[0], found, sessions)
            found = None if found is None else replace(found, sessions=held)
        elif isinstance(cell, PiecesCell):
            found = cell.read(values)
        else:
            return self.known.get(key)
        if found is None:
            return None
        made = written(self.answers.problem, key[0], found)
        old = self.known.get(key)
        return old if old is not None and old.blocks == made.blocks else made

    def _inside(
        self, person: str, shift: Slotted, sessions: tuple[Session, ...]
    ) -> tuple[tuple[int, int, str], ...]:
        """The sessions that a person attends or gives inside a shift."""
        horizon = self.answers.problem.horizon
        found = [
            (horizon.slot(session.span.start), session.span.minutes, session.id)
            for session in sessions
            if person in (*session.attendees, session.trainer_id)
        ]
        return tuple(each for each in sorted(found) if shift.start <= each[0] < shift.end)

    def _displaced(self, sessions: tuple[Session, ...]) -> tuple[Displaced, ...]:
        """The needs that no session meets; the incumbent's reasons are kept."""
        old = () if self.incumbent is None else self.incumbent.displaced
        reasons = {(each.need.person_id, each.need.course_id): each.reason for each in old}
        met = {(person, each.course_id) for each in sessions for person in each.attendees}
        needs = self.answers.problem.needs
        return tuple(
            Displaced(need, reasons.get((need.person_id, need.course_id), LEFT_OUT))
            for need in needs
            if (need.person_id, need.course_id) not in met
        )


def by_cell(roster: Roster) -> dict[Cell, Shift]:
    """A roster's shifts by person and day."""
    return {(shift.person_id, roster.horizon.day_of(shift.start)): shift for shift in roster.shifts}
