"""Small random weeks on a coarse grid: the ground on which shapes, checks and engines must agree.

Shifts start on whole hours and last 3 to 8 hours, so that limits are met exactly again and again.
Weeks hold clock changes, nights, birthdays, past rosters on both sides, pins and training.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache

import numpy as np

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.history import Balance, History
from staffopt.domain.people import Availability, Certificate, Consent, Person, Preference, TimeOff
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.school import SchoolCalendar
from staffopt.domain.shifts import Activity, Block, ChangeReason, PastShift, Shift
from staffopt.domain.training import Course, Session, TrainingNeed, WeekWindow

STEP = 30
ROLES = ("cashier", "floor", "returns")
PLACES = (
    (date(2026, 3, 23), 7, "Europe/Warsaw"),  # the clocks go forward on Sunday
    (date(2026, 10, 19), 7, "Europe/Warsaw"),  # and back
    (date(2026, 10, 28), 7, "America/Los_Angeles"),  # starts on a Wednesday, back on Sunday
    (date(2026, 6, 1), 10, "Europe/London"),  # a week and a half
)
DISTRICT = SchoolCalendar("north", frozenset({1, 3, 4, 6}), hours=(time(8), time(14)))
"""The first person's: school on Tuesday, Thursday, Friday and Sunday, 08:00 to 14:00."""
Cell = tuple[str, str]
"""What half an hour of a shift is spent on: activity and role, session id or kind of break."""


@dataclass(frozen=True)
class World:
    """A problem and one roster for it, legal or not."""

    problem: Problem
    roster: Roster


@dataclass(frozen=True)
class Habits:
    """What the shifts of a world have in common: how many; one role, regular breaks; all early."""

    density: float
    careful: bool
    early: bool


@cache
def world(seed: int) -> World:
    """The world of a seed; the same one every time."""
    draw = random.Random(seed)
    horizon = Horizon(*draw.choice(PLACES), slot_minutes=STEP)
    main = draw.choice(ROLES)
    people = tuple(_person(draw, horizon, k, main) for k in range(draw.randint(2, 4)))
    people = tuple(_with_history(seed, horizon, person) for person in people)
    courses = _courses(draw, horizon, people)
    trains = draw.random() < 0.85
    needs = tuple(
        TrainingNeed(person.id, course.id, due, hard=draw.random() < 0.3, price=9_000)
        for person in people
        for course in courses
        if draw.random() < 0.3 * trains
        for due in [draw.choice([None, *horizon.dates])]
    )
    sessions = _sessions(draw, horizon, people, courses) if trains else ()
    short = draw.random() < 0.25
    habits = Habits(draw.choice([0.15, 0.5, 0.9]), draw.random() < 0.3, draw.random() < 0.3)
    habits = Habits(0.9, careful=False, early=True) if short else habits
    shifts = _shifts(draw, horizon, people, sessions, habits)
    problem = Problem(
        _requirement(draw, horizon, short),
        people,
        courses,
        needs,
        past=(*_past(draw, horizon, people), *_published(draw, shifts)),
        pins=tuple(_moved(draw, shift) for shift in shifts if draw.random() < 0.2),
    )
    return World(problem, Roster(horizon, shifts, sessions))


def _person(draw: random.Random, horizon: Horizon, k: int, main: str) -> Person:
    birthday = draw.choice([horizon.first + timedelta(days=3), date(1990, 2, 2)])
    years = draw.choice([16, 18])
    born = birthday.replace(year=birthday.year - years) if birthday.year > 2000 else birthday
    roles = draw.sample(ROLES, draw.randint(1, 3))
    if draw.random() < 0.6:
        roles = [main, *(role for role in roles if role != main)]
    return Person(
        id=f"p{k}",
        name=("Ann", "Bo", "Cy", "Di")[k],
        roles=tuple(roles),
        hours_min=draw.choice([0, 10, 18]),
        hours_target=draw.choice([18, 20]),
        hours_max=draw.choice([20, 24, 40]),
        wage=draw.choice([1_500, 2_001]),
        contract=draw.choice(["full_time", "part_time"]),
        birth_date=born,
        tags=frozenset(draw.sample(["supervisor", "licence"], draw.randint(0, 2))),
        availability=_availability(draw) if draw.random() < 0.5 else (),
        time_off=_time_off(draw, horizon) if draw.random() < 0.5 else (),
        preferences=tuple(_wish(draw, horizon) for _ in range(draw.randint(0, 3))),
        school=DISTRICT if k == 0 else None,
        certificates=(Certificate("forklift", horizon.dates[k], horizon.dates[k + 3]),),
        consents=(Consent("waiver", horizon.dates[2]),) if k % 2 else (),
    )


def _with_history(seed: int, horizon: Horizon, person: Person) -> Person:
    """The same person, known for two months up to a few days before the plan, or not at all."""
    draw = random.Random(f"history {seed} {person.id}")
    as_of = horizon.first - timedelta(days=draw.choice([0, 2, 3]))
    if draw.random() < 0.5:
        return person
    mondays = [as_of - timedelta(days=as_of.weekday() + 7 * k) for k in range(9)]
    weeks = tuple(
        Balance(day, draw.choice([0, 600, 1_230]), draw.choice([0, 0, 1]))
        for day in mondays
        if day < as_of
    )
    year = Balance(date(horizon.first.year, 1, 1), draw.choice([30_000, 40_000]))
    periods = [Balance(day, draw.choice([0, 900, 1_800]), draw.choice([0, 1])) for day in mondays]
    fortnight = [each for each in periods if each.first < as_of and draw.random() < 0.5]
    told = (_known_later(draw, each, as_of) for each in (year, *fortnight))
    return replace(person, history=History(as_of, weeks=weeks, periods=tuple(told)))


def _known_later(draw: random.Random, balance: Balance, as_of: date) -> Balance:
    """The balance, or the same known from a day inside its period only."""
    later = draw.choice([None, 1, 4, 9])
    day = balance.first + timedelta(days=later or 0)
    return replace(balance, known_from=day) if later and day < as_of else balance


def _availability(draw: random.Random) -> tuple[Availability, ...]:
    """Days in one or two windows, some overnight; the two touch now and then."""
    windows = []
    for weekday in range(7):
        since, middle, until = sorted(draw.sample(range(4, 24), 3))
        night = draw.random() < 0.3
        ends = time(draw.choice([2, 4])) if night else time(until, draw.choice([0, 0, 30]))
        if draw.random() < 0.5:
            windows.append(Availability(weekday, time(since), ends))
        else:
            hole = draw.choice([0, 0, 1])
            windows.append(Availability(weekday, time(since), time(middle)))
            windows.append(Availability(weekday, time(min(middle + hole, 23)), ends))
    return tuple(windows)


def _time_off(draw: random.Random, horizon: Horizon) -> tuple[TimeOff, ...]:
    day = draw.choice(horizon.dates)
    start = horizon.at(day, time(draw.choice([0, 0, 12]), draw.choice([0, 0, 30])))
    return (TimeOff(Span(start, start + timedelta(hours=draw.choice([8, 24, 48])))),)


def _wish(draw: random.Random, horizon: Horizon) -> Preference:
    kind = draw.choice(["day_off", "avoid", "prefer"])
    day = draw.choice([None, draw.choice(horizon.dates), draw.randint(0, 6)])
    since, until = draw.choice([(None, None), (time(6), time(14)), (time(18), time(2))])
    return Preference(kind, day, since, until, draw.choice([500, 1_200]))


def _courses(
    draw: random.Random, horizon: Horizon, people: tuple[Person, ...]
) -> tuple[Course, ...]:
    ids = [person.id for person in people]
    mornings = WeekWindow(frozenset(range(5)), time(9), time(13))
    noon = horizon.at(horizon.dates[2], time(11))
    return (
        Course("till", "Till", 60, 1, 2, trainers=(ids[0],), room="back"),
        Course(
            "returns",
            "Returns",
            draw.choice([20, 30]),
            draw.choice([1, 2]),
            3,
            prerequisites=("till",),
            room="back",
            windows=(mornings,) if draw.random() < 0.5 else (),
            blackout=(Span(noon, noon + timedelta(hours=2)),),
        ),
    )


def _sessions(
    draw: random.Random,
    horizon: Horizon,
    people: tuple[Person, ...],
    courses: tuple[Course, ...],
) -> tuple[Session, ...]:
    ids = [person.id for person in people]
    found = []
    for k in range(draw.randint(0, 4)):
        course = draw.choice(courses)
        day = draw.choice(horizon.dates[:3])
        start = horizon.at(day, time(draw.choice([7, 9, 10, 11, 12]), draw.choice([0, 30])))
        minutes = course.minutes + (30 if draw.random() < 0.1 else 0)
        minutes += draw.choice([0, -minutes % STEP])
        fits = draw.random() < 0.8
        trainer = course.trainers[0] if course.trainers and fits else None
        trainer = draw.choice([None, ids[-1]]) if not fits else trainer
        others = [each for each in ids if each != trainer or draw.random() < 0.1]
        group = tuple(sorted(draw.sample(others, min(draw.randint(1, 3), len(others)))))
        span = Span(start, start + timedelta(minutes=minutes))
        room = course.room if draw.random() < 0.9 else None
        found.append(Session(f"s{k}", course.id, span, trainer, room, group))
    return tuple(found)


def _shifts(
    draw: random.Random,
    horizon: Horizon,
    people: tuple[Person, ...],
    sessions: tuple[Session, ...],
    habits: Habits,
) -> tuple[Shift, ...]:
    found = []
    for person in people:
        for day in horizon.dates:
            mine = [
                session
                for session in sessions
                if person.id in (*session.attendees, session.trainer_id)
                and horizon.date_of(session.span.start) == day
            ]
            if draw.random() < (0.9 if mine else habits.density):
                start, hours = _times(draw, bool(mine) or habits.early)
                start = 4 if day == horizon.first and not mine and draw.random() < 0.4 else start
                begins = horizon.at(day, time(start))
                cells = _cells(draw, begins, hours, mine, habits.careful)
                found.append(shift_of(f"{person.id}-{day}", person.id, begins, cells))
    return tuple(found)


def _times(draw: random.Random, trains: bool) -> tuple[int, int]:
    """Start and length in hours."""
    if trains:
        return draw.choice([7, 8, 9]), draw.choice([4, 6, 8])
    start = draw.choice([6, 7, 8, 9, 10, 12, 13, 14, 16, 18, 21, 22])
    return start, draw.randint(3, 8)


def _cells(
    draw: random.Random, begins: datetime, hours: int, sessions: list[Session], careful: bool
) -> list[Cell]:
    """The half-hours of a shift; a careful one has a rest after an hour and a meal after three."""
    role = draw.choice(ROLES)
    cells: list[Cell] = []
    while len(cells) < 2 * hours:
        cells += [(Activity.WORK.value, role)] * draw.choice([1, 2, 3, 4, 8])
        role = role if careful else draw.choice(ROLES)
    cells = cells[: 2 * hours]
    if careful:
        cells[2] = (Activity.BREAK.value, "15 paid")
        cells[6:7] = [(Activity.BREAK.value, "30 unpaid")] if hours > 4 else cells[6:7]
        cells[9:10] = [(Activity.BREAK.value, "15 paid")] if hours > 5 else cells[9:10]
    for _ in range(draw.choice([0, 1, 1, 2]) if not careful else 0):
        at = draw.randrange(len(cells))
        cells[at] = (Activity.BREAK.value, draw.choice(["30 unpaid", "15 paid", "30 paid"]))
    for session in sessions:
        first = int((session.span.start - begins).total_seconds()) // 60 // STEP
        last = first - -session.span.minutes // STEP
        if draw.random() < 0.9:
            for at in range(max(first, 0), min(last, len(cells))):
                cells[at] = (Activity.TRAINING.value, session.id)
    return cells


def shift_of(name: str, person_id: str, begins: datetime, cells: list[Cell]) -> Shift:
    """The shift that spends its half-hours so; after a short break comes the next role's work."""
    blocks: list[Block] = []
    for at, (activity, what) in enumerate(cells):
        start = begins + timedelta(minutes=STEP * at)
        end = start + timedelta(minutes=STEP)
        if activity == Activity.WORK:
            _append(blocks, Block(start, end, Activity.WORK, what))
        elif activity == Activity.TRAINING:
            _append(blocks, Block(start, end, Activity.TRAINING, None, what))
        else:
            minutes, kind = what.split()
            over = start + timedelta(minutes=int(minutes))
            blocks.append(Block(start, over, Activity.BREAK, paid=kind == "paid"))
            if over < end:
                following = [role for kind, role in cells[at + 1 : at + 2] if kind == "work"]
                _append(blocks, Block(over, end, Activity.WORK, (following or [ROLES[0]])[0]))
    return Shift(name, person_id, tuple(blocks))


def _append(blocks: list[Block], block: Block) -> None:
    """Add a block, or lengthen the last one where it is the same thing."""
    if blocks and blocks[-1].activity is block.activity is not Activity.BREAK:
        last = blocks[-1]
        if (last.role, last.session_id) == (block.role, block.session_id):
            blocks[-1] = Block(last.start, block.end, last.activity, last.role, last.session_id)
            return
    blocks.append(block)


def plain_shift(horizon: Horizon, person_id: str, day: date, start: int, hours: int) -> Shift:
    """A shift of one role without breaks."""
    cells = [("work", ROLES[0])] * (2 * hours)
    return shift_of(f"{person_id}-{day}", person_id, horizon.at(day, time(start)), cells)


def _past(draw: random.Random, horizon: Horizon, people: tuple[Person, ...]) -> list[PastShift]:
    """Shifts in the four days before and after."""
    days = [horizon.first - timedelta(days=k) for k in (1, 2, 3, 4)]
    days += [horizon.dates[-1] + timedelta(days=k) for k in (1, 2, 3, 4)]
    return [
        PastShift(plain_shift(horizon, person.id, day, *times))
        for person in people
        for day in days
        for night in [day == days[0] and draw.random() < 0.3]
        for times in [(22, 8) if night else _times(draw, trains=False)]
        if draw.random() < 0.6
    ]


def _published(draw: random.Random, shifts: tuple[Shift, ...]) -> list[PastShift]:
    return [PastShift(_moved(draw, s), "published") for s in shifts if draw.random() < 0.3]


def _moved(draw: random.Random, shift: Shift) -> Shift:
    """The same shift, or an hour later."""
    later = timedelta(hours=draw.choice([0, 0, 1]))
    blocks = tuple(
        Block(b.start + later, b.end + later, b.activity, b.role, b.session_id, b.paid)
        for b in shift.blocks
    )
    return Shift(shift.id, shift.person_id, blocks)


def _requirement(draw: random.Random, horizon: Horizon, short: bool) -> Requirement:
    """Open from 8 to 20 or 22 on all days, or to 10 on the last one; staffed an hour more."""
    closes = 10 if short else draw.choice([20, 22])
    shut = len(horizon.dates) - 1 if short else 0
    is_open = np.zeros(horizon.slots, bool)
    staffed = np.zeros(horizon.slots, bool)
    for day in horizon.dates[shut:]:
        is_open |= horizon.mask(horizon.window(day, time(8), time(closes)))
        staffed |= horizon.mask(horizon.window(day, time(7), time(closes + 1)))
    table = np.array([[900, 300, 50, 80]], np.int64)
    loss = np.where(is_open[:, None], table, np.array([[0, 100, 200, 300]], np.int64))
    need = RoleRequirement(np.where(is_open, 2, 0).astype(np.int32), loss)
    return Requirement(horizon, dict.fromkeys(ROLES, need), is_open, staffed)


def with_second_shifts(given: World, seed: int) -> World:
    """The same world with a second shift on some dates, overlapping the first or after it."""
    draw = random.Random(f"second {seed}")
    horizon = given.problem.horizon
    extra = []
    for shift in given.roster.shifts:
        if draw.random() < 0.4:
            begins = shift.end + timedelta(hours=draw.choice([-1, 0, 1]))
            if begins < horizon.end:
                cells = [("work", ROLES[0])] * 6
                extra.append(shift_of(f"{shift.id}-b", shift.person_id, begins, cells))
    shifts = (*given.roster.shifts, *extra)
    return World(given.problem, Roster(horizon, shifts, given.roster.sessions))


def told_late(given: World, seed: int) -> World:
    """The same world, some shifts dropped, told 12, 47 or 48 hours before some shift.

    Some changes are excused. In every fourth world nobody says when people are told, in every third
    nothing was published.
    """
    draw = random.Random(f"told {seed}")
    problem = given.problem
    reasons = tuple(
        ChangeReason(person.id, day, "swap")
        for person in problem.people
        for day in problem.horizon.dates
        if draw.random() < 0.1
    )
    kept = tuple(shift for shift in given.roster.shifts if draw.random() < 0.8)
    past = tuple(each for each in problem.past if seed % 3 or each.state != "published")
    shifts = [each.shift for each in past if each.state == "published"] or kept
    planned = {(s.person_id, problem.horizon.date_of(s.start)) for s in kept}
    dropped = [s for s in shifts if (s.person_id, problem.horizon.date_of(s.start)) not in planned]
    told = None
    if seed % 4 and shifts:
        told = draw.choice(dropped or shifts).start - timedelta(hours=draw.choice([12, 47, 48]))
    problem = replace(problem, publish_at=told, change_reasons=reasons, past=past)
    return World(problem, replace(given.roster, shifts=kept))
