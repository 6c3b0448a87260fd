"""What a model says about training: rooms, order, needs, and how many are away at once."""

from __future__ import annotations

from collections import defaultdict

from staffopt.domain.shapes import Stagger
from staffopt.domain.training import TrainingNeed
from staffopt.solver.asked.answers import SCALE, Answers
from staffopt.solver.model.cover import Cover
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var
from staffopt.solver.model.sessions import SessionChoice


def say_seats(pen: Pen, sessions: SessionChoice) -> None:
    """A need is met once at most."""
    for course in sessions.scope.courses:
        for need in sessions.needs_of(course):
            seats = [literal for _, literal in sessions.seats(course, need.person_id)]
            pen.at_most_one(seats, Promise("training_once", (need.person_id, course)))


def say_rooms(pen: Pen, answers: Answers, sessions: SessionChoice) -> None:
    """One session in a room at a time."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for course, (_, holding) in answers.holdings.items():
        if holding.room is not None:
            rooms[holding.room].add(course)
    for room, courses in sorted(rooms.items()):
        for slot in sorted({slot for slot, course in sessions.busy() if course in courses}):
            used = sessions.running(slot, courses)
            if used.constant + len(used.variables) > 1 and used.variables:
                promise = Promise("trainer_present", (room, sessions.date(slot)))
                pen.require(used, promise, most=1)


def say_order(pen: Pen, answers: Answers, sessions: SessionChoice) -> None:
    """A course comes after those that are needed before it."""
    for course, (rule, holding) in answers.holdings.items():
        for before in holding.prerequisites:
            for need in sessions.needs_of(before) if before in answers.holdings else ():
                _after(pen, sessions, Promise(rule, (need.person_id, course)), before)


def _after(pen: Pen, sessions: SessionChoice, promise: Promise, before: str) -> None:
    """A person attends a course only after another."""
    person, course = (str(each) for each in promise.about)
    slots = sessions.slots(before)
    earlier = [(s + slots, x) for s, x in sessions.seats(before, person)]
    done = [s + slots for s in sessions.kept_seats(before, person)]
    later: list[tuple[int, Var | None]] = [*sessions.seats(course, person)]
    later += [(start, None) for start in sessions.kept_seats(course, person)]
    for start, seat in later:
        if any(end <= start for end in done):
            continue
        total = Sum(0, [x for end, x in earlier if end <= start])
        if seat is not None:
            pen.require(total.add(seat, -1), promise, least=0)
        elif before in sessions.scope.courses:
            pen.require(total, promise, least=1)


def say_needs(pen: Pen, answers: Answers, sessions: SessionChoice) -> None:
    """The price of every need that no timely session meets."""
    for course in answers.holdings:
        for need in sessions.needs_of(course):
            due, slots = due_slot(answers, need), sessions.slots(course)
            price = need_price(answers, need) * SCALE
            kept = sessions.kept_seats(course, need.person_id)
            if any(start + slots <= due for start in kept):
                continue
            pen.cost.constant += price
            for start, seat in sessions.seats(course, need.person_id):
                if start + slots <= due:
                    pen.cost.add(seat, -price)


def need_price(answers: Answers, need: TrainingNeed) -> int:
    """What leaving a need out costs, in hundredths: the holding's word goes before the need's."""
    return answers.holdings[need.course_id][1].prices.get(need.person_id, need.price)


def due_slot(answers: Answers, need: TrainingNeed) -> int:
    """The slot by which a session has ended in time."""
    horizon = answers.problem.horizon
    if need.due is None:
        return horizon.slots
    day = (need.due - horizon.first).days
    return horizon.day_starts[min(max(day + 1, 0), horizon.days)]


def say_staggers(pen: Pen, answers: Answers, sessions: SessionChoice, cover: Cover) -> None:
    """Not too many away at once: of a main role, and of the store."""
    slots = sorted({slot for slot, _ in sessions.busy()})
    groups: dict[str, list[str]] = defaultdict(list)
    for person in answers.problem.people:
        groups[person.main_role].append(person.id)
    for rule, stagger in answers.staggers:
        for slot in slots:
            promise = Promise(rule, (sessions.date(slot),))
            everybody = Sum()
            for people in groups.values():
                away = sessions.trainees(slot, people)
                everybody.plus(away)
                duty = cover.count(cover.on_duty, slot, tuple(people))
                if away.constant + len(away.variables) > 1 and (away.variables or duty.variables):
                    _cap(pen, sessions, stagger, promise, slot, away, duty)
            most = stagger.store_most
            if most is not None and everybody.variables:
                pen.require(everybody, promise, most=most)


def _cap(
    pen: Pen,
    sessions: SessionChoice,
    stagger: Stagger,
    promise: Promise,
    slot: int,
    away: Sum,
    duty: Sum,
) -> None:
    """One trainee, or the share of those on duty, or a lone session with a larger least group."""
    share = stagger.share_percent
    room = Sum().plus(duty, share).plus(away, -100)
    single = pen.choice(lambda values: int(away.value(values) <= 1))
    pen.require(away, promise, most=1, when=[single])
    within = pen.choice(lambda values: int(room.value(values) >= 0))
    pen.require(room, promise, least=0, when=[within])
    ways = [single, within]
    running = sessions.running(slot, set(sessions.answers.holdings))
    for course in sorted({course for at, course in sessions.busy() if at == slot}):
        group = sessions.answers.holdings[course][1].group_min
        if group > 1:
            here = sessions.running(slot, {course})
            limit = Sum(100 * group - 1).plus(duty, -share)
            ways.append(_alone(pen, promise, running, here, limit))
    pen.any_of(ways, promise)


def _alone(pen: Pen, promise: Promise, running: Sum, here: Sum, larger: Sum) -> Var:
    """A literal for: one session of the course runs and no other, and its least group is larger."""

    def holds(values: Values) -> int:
        lone = running.value(values) == 1 and here.value(values) == 1
        return int(lone and larger.value(values) >= 0)

    alone = pen.choice(holds)
    pen.require(running, promise, most=1, when=[alone])
    pen.require(here, promise, least=1, when=[alone])
    pen.require(larger, promise, least=0, when=[alone])
    return alone
