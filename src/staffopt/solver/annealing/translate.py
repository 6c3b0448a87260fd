"""From the arrays of the search to a roster, and back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.domain.calendar import Span
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.domain.training import Session
from staffopt.solver.annealing.placing import place_session, place_shift
from staffopt.solver.annealing.sessions import LARGEST_GROUP
from staffopt.solver.arrays.given import BREAK, BREAKS, END, START, Given
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import State
from staffopt.solver.arrays.training import Training, listed_needs


def to_roster(arrays: Arrays, state: State) -> Roster:
    """The roster a state stands for; ids follow person and date."""
    horizon = arrays.problem.horizon
    shifts = []
    for p, each in enumerate(arrays.candidates):
        for d in np.flatnonzero(state.row[p] >= 0):
            name = f"{each.person.id}-{horizon.dates[d]:%Y%m%d}"
            if arrays.given.frozen[p, d]:
                shifts.append(each.pins[int(d)])
            else:
                shifts.append(Shift(name, each.person.id, tuple(_blocks(arrays, state, p, int(d)))))
    return Roster(horizon, tuple(shifts), _sessions(arrays, state))


def session_name(arrays: Arrays, place: int) -> str:
    """The id of a session place: course and running number."""
    courses = arrays.training.session_course
    number = int((courses[:place] == courses[place]).sum()) + 1
    holdings = _course_ids(arrays)
    return f"{holdings[courses[place]]}-{number}"


def _course_ids(arrays: Arrays) -> list[str]:
    return list(arrays.answers.holdings)


def _sessions(arrays: Arrays, state: State) -> tuple[Session, ...]:
    horizon, training = arrays.problem.horizon, arrays.training
    people = [each.person.id for each in arrays.candidates]
    holdings = [holding for _, holding in arrays.answers.holdings.values()]
    found = []
    for place in np.flatnonzero(state.session_start >= 0):
        holding = holdings[training.session_course[place]]
        start = int(state.session_start[place])
        span = Span(
            horizon.instant(start),
            horizon.instant(start + holding.slots),
        )
        trainer = int(state.session_trainer[place])
        found.append(
            Session(
                session_name(arrays, int(place)),
                holding.course_id,
                span,
                people[trainer] if trainer >= 0 else None,
                holding.room,
                tuple(
                    sorted(
                        people[training.need_person[i]]
                        for i in np.flatnonzero(state.need_session == place)
                    )
                ),
            )
        )
    return tuple(sorted(found, key=lambda session: (session.span.start, session.id)))


def _blocks(arrays: Arrays, state: State, p: int, d: int) -> Iterator[Block]:
    """The blocks of one shift: equal slots joined, breaks at their true length."""
    given, horizon, roles = arrays.given, arrays.problem.horizon, arrays.problem.roles
    row = int(state.row[p, d])
    local = row - int(given.cell_first[p, 0])
    breaks = arrays.candidates[p].breaks
    starts = {int(state.breaks[p, d, b]): b for b in range(int(given.rows[row, BREAKS]))}
    first, last = int(given.rows[row, START]), int(given.rows[row, END])
    slot, begin = first, horizon.instant(first)
    while slot < last:
        doing, place = int(state.doing[p, slot]), int(state.at[p, slot])
        end = slot + 1
        if doing == len(roles):
            b = starts[slot]
            end = slot + int(given.rows[row, BREAK + 3 * b])
            minutes = int(breaks.minutes[local, b])
            stop = begin + (horizon.instant(1) - horizon.start) * minutes / horizon.slot_minutes
            yield Block(begin, stop, Activity.BREAK, paid=bool(breaks.paid[local, b]))
            slot, begin = end, stop
            rest = horizon.instant(end)
            if begin < rest and (end == last or not 0 <= state.doing[p, end] < len(roles)):
                yield Block(begin, rest, Activity.WORK, roles[int(given.fallback[p, d])])
                begin = rest
            continue
        while end < last and state.doing[p, end] == doing and state.at[p, end] == place:
            end += 1
        stop = horizon.instant(end)
        if place > 0:
            name = session_name(arrays, place - 1)
            yield Block(begin, stop, Activity.TRAINING, session_id=name)
        else:
            yield Block(begin, stop, Activity.WORK, roles[doing])
        slot, begin = end, stop


def from_roster(
    arrays: Arrays, state: State, roster: Roster, handles: tuple[Given, Training, State]
) -> bool:
    """Put a roster into an empty state; False if some of it could not be placed."""
    horizon = arrays.problem.horizon
    people = {each.person.id: p for p, each in enumerate(arrays.candidates)}
    whole = True
    state.limit[0] = np.inf
    for shift in roster.shifts:
        p, d = people.get(shift.person_id, -1), horizon.day_of(shift.start)
        if p < 0 or not 0 <= d < horizon.days or state.row[p, d] >= 0:
            whole = False
            continue
        whole &= _place(arrays, state, shift, p, d, handles)
    for session in roster.sessions:
        whole &= _hold(arrays, state, session, people, handles)
    return whole


def _place(
    arrays: Arrays,
    state: State,
    shift: Shift,
    p: int,
    d: int,
    handles: tuple[Given, Training, State],
) -> bool:
    horizon, given = arrays.problem.horizon, arrays.given
    start, end = horizon.slot(shift.start), horizon.slot_up(shift.end)
    cell = slice(given.cell_first[p, d], given.cell_first[p, d] + given.cell_count[p, d])
    match = (given.rows[cell, START] == start) & (given.rows[cell, END] == end)
    if not match.any():
        return False
    row = int(np.flatnonzero(match)[0] + given.cell_first[p, d])
    for block in shift.of(Activity.WORK):
        if block.role not in arrays.problem.roles:
            return False
        role = arrays.problem.roles.index(block.role)
        if not given.can[p, d, role] and given.fallback[p, d] >= 0:
            role = int(given.fallback[p, d])
        state.wish[p, horizon.slot(block.start) : horizon.slot_up(block.end)] = role
    return _counted(state, *place_shift(*handles, p, d, row, _break_starts(arrays, shift, p, row)))


def _break_starts(arrays: Arrays, shift: Shift, p: int, row: int) -> Ints:
    """Where a row's breaks start in a shift: each as one of its length; else in order of time."""
    horizon, breaks = arrays.problem.horizon, arrays.candidates[p].breaks
    local = row - int(arrays.given.cell_first[p, 0])
    left = list(shift.of(Activity.BREAK))
    starts = []
    for b in range(int(arrays.given.rows[row, BREAKS])):
        due = int(breaks.minutes[local, b]), bool(breaks.paid[local, b])
        fits = [block for block in left if (block.minutes, block.paid) == due] or left
        if fits:
            starts.append(horizon.slot(fits[0].start))
            left.remove(fits[0])
    return np.array(starts, np.int64)


def _counted(state: State, made: bool, change: int) -> bool:
    state.cost[0] += change
    return made


def _hold(
    arrays: Arrays,
    state: State,
    session: Session,
    people: dict[str, int],
    handles: tuple[Given, Training, State],
) -> bool:
    training, horizon = arrays.training, arrays.problem.horizon
    courses = _course_ids(arrays)
    if session.course_id not in courses or len(session.attendees) > LARGEST_GROUP:
        return False
    course = courses.index(session.course_id)
    places = np.flatnonzero((training.session_course == course) & (state.session_start < 0))
    if not len(places):
        return False
    place, start = int(places[0]), horizon.slot(session.span.start)
    trainer = people.get(session.trainer_id or "", -1)
    chosen = [
        i
        for i, need in enumerate(listed_needs(arrays.answers))
        if need.course_id == session.course_id and need.person_id in session.attendees
    ]
    made = place_session(*handles, place, start, trainer, np.array(chosen, np.int64))
    return _counted(state, *made)


def place_pins(arrays: Arrays, state: State, handles: tuple[Given, Training, State]) -> set[str]:
    """Put every pinned shift in its place; the ids of those that do not fit block by block."""
    loose = set()
    state.limit[0] = np.inf
    for p, each in enumerate(arrays.candidates):
        for d, shift in each.pins.items():
            if arrays.given.frozen[p, d]:
                kept = _place(arrays, state, shift, p, d, handles)
                if not kept or tuple(_blocks(arrays, state, p, d)) != shift.blocks:
                    loose.add(shift.id)
    return loose
