"""What the shapes of a rule say about a finished roster: the oracle for both engines.

Plain Python over the arrays that a rule or a goal answers: no calendar, no search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from tests.break_reader import read_breaks
from tests.gap_reader import read_gaps
from tests.pattern_reader import read_patterns
from tests.rest_reader import read_rests

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, Holding, Presence, Run, ShiftTable, Stagger
from staffopt.domain.shifts import Activity, Shift
from staffopt.domain.training import Session
from staffopt.rules.base import Rule

Blame = tuple[str | None, date | int]
"""Whom and when: a person or nobody, and a date or a slot."""


@dataclass(frozen=True)
class Reading:
    """Every blame, and what breaches and tiers cost in 1/60 of a hundredth; who has premiums."""

    blames: frozenset[Blame]
    breaches: int
    tiers: int
    paid: frozenset[str] = frozenset()


def read(rule: Rule, problem: Problem, roster: Roster) -> Reading:
    """What a rule's shapes hold against a roster."""
    found: list[tuple[Blame, int]] = []
    tiers = 0
    paid = set()
    for person in problem.people:
        table = table_of(roster, person)
        premium = sum(int(each.price.sum()) for each in rule.prices(problem, person, table))
        found += _rows(rule, problem, person, table)
        found += _roles(rule, problem, person, roster)
        found += read_gaps(rule, problem, person, roster)
        found += _runs(rule, problem, person, table)
        found += read_patterns(rule, problem, person, table)
        found += read_rests(rule, problem, person, table, roster)
        found += read_breaks(rule, problem, person, roster, table_of(roster, person, True))
        found += _stays(rule, problem, person, roster)
        for count in rule.counts(problem, person, table):
            found += _limits(count, person)
            premium += tier_cost(count)
        tiers += premium
        paid |= {person.id} if premium else set()
    presences = list(rule.together(problem))
    working = _working(roster) if presences else []
    for presence in presences:
        found += _present(presence, roster, working)
    for stagger in rule.staggers(problem):
        found += _staggered(stagger, problem, roster)
    holdings = list(rule.holds(problem))
    if holdings:
        found += _held(holdings, problem, roster)
        found += _unmet(holdings, problem, roster)
    blames = frozenset(blame for blame, _ in found)
    return Reading(blames, sum(cost for _, cost in found), tiers, frozenset(paid))


def table_of(roster: Roster, person: Person, elapsed: bool = False) -> ShiftTable:
    """A table whose rows are just the person's shifts."""
    horizon = roster.horizon
    shifts = roster.of(person.id)
    columns = (
        [horizon.day_of(shift.start) for shift in shifts],
        [horizon.slot(shift.start) for shift in shifts],
        [horizon.slot_up(shift.end) for shift in shifts],
        [shift.minutes for shift in shifts],
        [shift.minutes if elapsed else shift.paid_minutes for shift in shifts],
    )
    return ShiftTable(horizon, *(np.array(column, np.int64) for column in columns))


def total_of(count: Count) -> int:
    """What a count comes to when every row of the table is chosen."""
    return count.carried + int(count.amount.sum())


def tier_cost(count: Count) -> int:
    """What passing thresholds costs, in 1/60."""
    over = sum(max(0, total_of(count) - above) * price for above, price in count.tiers)
    return over * 60 // count.per


def short_cost(count: Count) -> int:
    """What staying below `least` costs, in 1/60."""
    return max(0, count.least - total_of(count)) * count.least_price * 60 // count.per


def _limits(count: Count, person: Person) -> Iterator[tuple[Blame, int]]:
    if count.most is not None and total_of(count) > count.most:
        over = (total_of(count) - count.most) * (count.most_price or 0) * 60 // count.per
        yield (person.id, count.about), over
    elif total_of(count) < count.least:
        yield (person.id, count.about), short_cost(count)


def _rows(
    rule: Rule, problem: Problem, person: Person, table: ShiftTable
) -> Iterator[tuple[Blame, int]]:
    allowed = rule.allows(problem, person, table)
    for row in range(len(table)):
        if allowed is not None and not allowed[row]:
            yield (person.id, table.horizon.dates[table.day[row]]), 0


def _roles(
    rule: Rule, problem: Problem, person: Person, roster: Roster
) -> Iterator[tuple[Blame, int]]:
    may = rule.may_work(problem, person)
    for shift in roster.of(person.id) if may is not None else ():
        day = roster.horizon.day_of(shift.start)
        for block in shift.of(Activity.WORK):
            assert block.role is not None
            assert may is not None
            if not may[problem.roles.index(block.role), day]:
                yield (person.id, roster.horizon.dates[day]), 0


def _runs(
    rule: Rule, problem: Problem, person: Person, table: ShiftTable
) -> Iterator[tuple[Blame, int]]:
    for run in rule.runs(problem, person):
        for first in _too_long(run, table):
            yield (person.id, problem.horizon.first + timedelta(days=first)), 0


def _too_long(run: Run, table: ShiftTable) -> Iterator[int]:
    """First days of the rows that are too long and hold a planned day."""
    planned = {int(day) for day in table.day}
    days = table.horizon.days
    worked = planned | set(range(-run.before, 0)) | set(range(days, days + run.after))
    for first in sorted(day for day in worked if day - 1 not in worked):
        last = first
        while last + 1 in worked:
            last += 1
        if last - first + 1 > run.most and any(day in planned for day in range(first, last + 1)):
            yield first


def _stays(
    rule: Rule, problem: Problem, person: Person, roster: Roster
) -> Iterator[tuple[Blame, int]]:
    least = rule.least_block(problem)
    for shift in roster.of(person.id) if least else ():
        for piece in _pieces(shift, roster):
            changes = [at for at in range(1, len(piece)) if piece[at] != piece[at - 1]]
            edges = [0, *changes, len(piece)]
            short = [b - a for a, b in pairwise(edges) if (b - a) * _step(roster) < least]
            if changes and short:
                yield (person.id, roster.horizon.date_of(shift.start)), 0


def _pieces(shift: Shift, roster: Roster) -> Iterator[list[str | None]]:
    """The roles of whole slots worked between two cuts, slot by slot."""
    horizon = roster.horizon
    piece: list[str | None] = []
    for slot in range(horizon.slot(shift.start), horizon.slot_up(shift.end)):
        role = _role_in(shift, roster, slot)
        if role is None:
            yield piece
            piece = []
        else:
            piece.append(role)
    yield piece


def _role_in(shift: Shift, roster: Roster, slot: int) -> str | None:
    """The role a shift works in all of a slot; None in training or on a break, even a short one."""
    start, end = roster.horizon.instant(slot), roster.horizon.instant(slot + 1)
    for block in shift.of(Activity.WORK):
        if block.start <= start and end <= block.end:
            return block.role
    return None


def _step(roster: Roster) -> int:
    return roster.horizon.slot_minutes


def _working(roster: Roster) -> list[set[str]]:
    """Who works in each slot."""
    found: list[set[str]] = [set() for _ in range(roster.horizon.slots)]
    for shift in roster.shifts:
        for slot in range(roster.horizon.slot(shift.start), roster.horizon.slot_up(shift.end)):
            if slot < roster.horizon.slots and _role_in(shift, roster, slot):
                found[slot].add(shift.person_id)
    return found


def _present(
    presence: Presence, roster: Roster, working: list[set[str]]
) -> Iterator[tuple[Blame, int]]:
    for slot, people in enumerate(working):
        asked = presence.only_if is None or people & set(presence.only_if)
        missing = presence.least - len(people & set(presence.members))
        if presence.slots[slot] and asked and missing > 0:
            yield (None, slot), missing * presence.price * _step(roster)


def _staggered(stagger: Stagger, problem: Problem, roster: Roster) -> Iterator[tuple[Blame, int]]:
    horizon = roster.horizon
    for slot in range(horizon.slots):
        running = [s for s in roster.sessions if slot in _slots(s, roster)]
        if not running:
            continue
        away = {person for session in running for person in session.attendees}
        duty = [
            shift.person_id
            for shift in roster.shifts
            if horizon.slot(shift.start) <= slot < horizon.slot_up(shift.end)
        ]
        main = {person.id: person.main_role for person in problem.people}
        for role in problem.roles:
            cap = max(1, stagger.share_percent * sum(main[i] == role for i in duty) // 100)
            alone = len(running) == 1 and problem.course[running[0].course_id].group_min > cap
            if sum(main[i] == role for i in away) > cap and not alone:
                yield (None, slot), 0
        if stagger.store_most is not None and len(away) > stagger.store_most:
            yield (None, slot), 0


def _slots(session: Session, roster: Roster) -> range:
    first = roster.horizon.slot(session.span.start)
    return range(first, roster.horizon.slot_up(session.span.end))


def _held(holdings: list[Holding], problem: Problem, roster: Roster) -> Iterator[tuple[Blame, int]]:
    by_course = {holding.course_id: holding for holding in holdings}
    for session in roster.sessions:
        holding = by_course[session.course_id]
        slots = _slots(session, roster)
        group = len(session.attendees)
        fits = (
            bool(holding.starts[slots[0]])
            and session.span.minutes in (holding.minutes, holding.slots * _step(roster))
            and session.room == holding.room
            and holding.group_min <= group <= holding.group_max
        )
        if not fits:
            yield (None, slots[0]), 0
        for person in session.attendees:
            if not _there(session, person, roster) or _too_early(
                session, person, holding, problem, roster
            ):
                yield (person, slots[0]), 0


def _there(session: Session, person: str, roster: Roster) -> bool:
    """Whether the person's blocks give every slot of a session to it."""
    given = {
        slot
        for shift in roster.of(person)
        for block in shift.of(Activity.TRAINING)
        if block.session_id == session.id
        for slot in range(roster.horizon.slot(block.start), roster.horizon.slot_up(block.end))
    }
    return given >= set(_slots(session, roster))


def _too_early(
    session: Session, person: str, holding: Holding, problem: Problem, roster: Roster
) -> bool:
    """Whether a needed prerequisite is not over when a session begins."""
    for before in holding.prerequisites:
        needed = any(n.person_id == person and n.course_id == before for n in problem.needs)
        ends = [
            _slots(other, roster)[-1]
            for other in roster.sessions
            if other.course_id == before and person in other.attendees
        ]
        if needed and not any(end < _slots(session, roster)[0] for end in ends):
            return True
    return False


def _unmet(
    holdings: list[Holding], problem: Problem, roster: Roster
) -> Iterator[tuple[Blame, int]]:
    horizon = roster.horizon
    prices = {holding.course_id: holding.prices for holding in holdings}
    for need in problem.needs:
        day = horizon.days if need.due is None else (need.due - horizon.first).days + 1
        last = horizon.day_starts[day] if day <= horizon.days else horizon.slots
        if not any(
            session.course_id == need.course_id
            and need.person_id in session.attendees
            and _slots(session, roster)[-1] < last
            for session in roster.sessions
        ):
            yield (need.person_id, 0), 60 * prices[need.course_id][need.person_id]


def read_trainers(holdings: list[Holding], problem: Problem, roster: Roster) -> Reading:
    """What holdings say about trainers and rooms of the sessions in a roster."""
    by_course = {holding.course_id: holding for holding in holdings}
    found: set[Blame] = set()
    for session in roster.sessions:
        trainers, teacher = by_course[session.course_id].trainers, session.trainer_id
        good = (
            not trainers
            if teacher is None
            else (not trainers or teacher in trainers)
            and teacher not in session.attendees
            and _there(session, teacher, roster)
        )
        if not good:
            found.add((teacher, _slots(session, roster)[0]))
    line = sorted(roster.sessions, key=lambda each: (each.span, each.id))
    for at, two in enumerate(line):
        for one in line[:at]:
            if set(_slots(one, roster)) & set(_slots(two, roster)):
                if one.trainer_id is not None and one.trainer_id == two.trainer_id:
                    found.add((two.trainer_id, _slots(two, roster)[0]))
                if one.room is not None and one.room == two.room:
                    found.add((None, _slots(two, roster)[0]))
    return Reading(frozenset(found), 0, 0)


def two_a_day(roster: Roster) -> frozenset[Blame]:
    """Who has two shifts on a date: what a search with one row a day cannot even write down."""
    days = [(s.person_id, roster.horizon.date_of(s.start)) for s in roster.shifts]
    return frozenset((person, day) for person, day in days if days.count((person, day)) > 1)
