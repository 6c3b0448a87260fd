"""A realistic week made by arithmetic alone: 18 people, three roles, breaks, training, faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np

from staffopt.domain.calendar import DAY, Horizon, Span
from staffopt.domain.packs import AbsentRule, PackChange, PackInForce
from staffopt.domain.people import Availability, Person, Preference, TimeOff
from staffopt.domain.plan import Plan, Run
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, PastShift, Shift
from staffopt.domain.spread import Spread
from staffopt.domain.training import Course, Displaced, Session, TrainingNeed, WeekWindow
from staffopt.domain.violation import PayClaim, Violation
from staffopt.simulation.call_outs import draw_call_outs
from staffopt.simulation.queue_role import QueueRole
from staffopt.simulation.stress import Weeks, stress

FIRST = date(2026, 11, 23)
ROLES = ("cashier", "returns", "floor")
NAMES = [
    "Amara Okafor",
    "Ben Whitfield",
    "Chloe Marsh",
    "Dariusz Nowak",
    "Elif Demir",
    "Farah Siddiqui",
    "George Hall",
    "Hannah Price",
    "Imran Shah",
    "Joanna Kowalczyk",
    "Kieran Doyle",
    "Leila Haddad",
    "Marcus Bell",
    "Nina Petrova",
    "Oliver Grant",
    "Priya Raman",
    "Rosie O'Connell",
    "Zoë Larsen-Hughes",
]
STARTS = (420, 420, 450, 480, 510, 540, 600, 630, 660, 690, 720, 720, 735, 750)
UK = PackInForce(
    "uk",
    "United Kingdom",
    ("Employment Rights Act 2025: notice of shifts",),
    (PackChange("uk/rest", "hours 12 instead of 11", "agreed with the union"),),
    (AbsentRule("uk/notice", "off because its source is doubtful"),),
)
HARD_CLOSE = {5: 20 * 60, 6: 18 * 60}
WAIT = 45.0


def sample_plan(size: int = 18, first: date = FIRST, zone: str = "Europe/London") -> Plan:
    """Return a plan of `size` people over the week that starts on `first`."""
    horizon = Horizon(first, 7, zone)
    people = tuple(_person(k, horizon) for k in range(size))
    courses = _courses(people)
    needs = tuple(
        TrainingNeed(
            people[k].id, ("fire_safety", "refunds")[k % 2], first + 6 * DAY, k % 3 == 0, 4000
        )
        for k in range(min(4, size), min(12, size))
    )
    drawn = [s for k, p in enumerate(people) for s in _week(k, p, horizon)]
    shifts, sessions = _hold(drawn, people, horizon)
    lost = tuple(
        Displaced(need, "no slack before the due date while cover holds")
        for need in needs
        if not any(
            need.person_id in s.attendees and s.course_id == need.course_id for s in sessions
        )
    )
    requirement = _requirement(horizon, size)
    roster = Roster(horizon, shifts, sessions, lost)
    problem = Problem(
        requirement, people, courses, needs, _past(people, horizon), shifts[:1], currency="GBP"
    )
    return _priced(problem, roster)


def _person(k: int, horizon: Horizon) -> Person:
    part_time = k % 3 == 2
    main = (0, 2, 0, 1, 0, 2)[k % 6]
    roles = (ROLES[main], ROLES[(main + 1) % 3])
    target = 22.5 if part_time else 37.5
    name = NAMES[k % len(NAMES)] + (f" {k // len(NAMES) + 1}" if k >= len(NAMES) else "")
    off = horizon.window(horizon.first + (k % 7) * DAY, time(0), time(0))
    return Person(
        id=f"E{k + 1:02d}",
        name=name,
        roles=roles,
        hours_min=target - 2.5,
        hours_target=target,
        hours_max=target + 5,
        wage=1244 + 35 * (k % 5),
        contract="part_time" if part_time else "full_time",
        birth_date=date(1975 + k % 30, 1 + k % 12, 3),
        tags=frozenset({"supervisor", "keyholder"} if k % 6 == 0 else ()),
        hired=date(2019, 4, 1),
        availability=(Availability(0, time(7), time(0), horizon.first, None),) if k == 3 else (),
        time_off=(TimeOff(off, "physiotherapy"),) if k == 5 else (),
        preferences=(
            Preference("day_off", 6, None, None, 1500),
            Preference("avoid", horizon.first, time(18), time(22), 900),
        )
        if k == 7
        else (),
    )


def _courses(people: tuple[Person, ...]) -> tuple[Course, ...]:
    return (
        Course("fire_safety", "Fire safety", 60, 2, 6, (people[0].id,), "office"),
        Course(
            "refunds",
            "Refunds without receipt",
            90,
            trainers=(people[1].id,),
            prerequisites=("fire_safety",),
            windows=(WeekWindow(frozenset({1, 2, 3}), time(9), time(17)),),
        ),
    )


def _week(k: int, person: Person, horizon: Horizon) -> list[Shift]:
    part_time = person.contract == "part_time"
    made = []
    for day in range(7):
        if (day * 3 + k * 2) % 7 < (3 if part_time else 2):
            continue
        begin = STARTS[(k * 5 + day * 3) % len(STARTS)]
        length = 330 if part_time else 510
        close = HARD_CLOSE.get(day, 21 * 60 + 30)
        begin = min(begin, close - length)
        start = horizon.at(horizon.first + day * DAY, time(begin // 60, begin % 60))
        made.append(_shift(person, day, start, length, (k + day) % 4 == 0))
    return made


def _shift(person: Person, day: int, start: datetime, length: int, switch: bool) -> Shift:
    pause = 30 if length > 360 else 15
    half = start + timedelta(minutes=(length // 2 - pause) // 15 * 15)
    back, end = half + timedelta(minutes=pause), start + timedelta(minutes=length)
    second = person.roles[1] if switch else person.main_role
    blocks = (
        Block(start, half, role=person.main_role),
        Block(half, back, Activity.BREAK, paid=length <= 360),
        Block(back, end, role=second),
    )
    return Shift(f"{person.id}-{day}", person.id, blocks)


def _hold(
    shifts: list[Shift], people: tuple[Person, ...], horizon: Horizon
) -> tuple[tuple[Shift, ...], tuple[Session, ...]]:
    """Put sessions into last blocks of work in which the trainer and somebody else are there."""
    sessions: list[Session] = []
    for course, minutes, trainer, most in (("fire_safety", 60, 0, 4), ("refunds", 90, 1, 1)):
        left = [
            people[k].id for k in range(4, min(12, len(people))) if k % 2 == (course == "refunds")
        ]
        for day, at in ((d, h) for d in (1, 2, 3) for h in (13, 14, 15, 16, 17)):
            start = horizon.at(horizon.first + day * DAY, time(at))
            span = Span(start, start + timedelta(minutes=minutes))
            there = {
                s.person_id: k for k, s in enumerate(shifts) if s.blocks[-1].span.contains(span)
            }
            attendees = [person for person in left if person in there][:most]
            if people[trainer].id not in there or not attendees or len(sessions) > 4:
                continue
            name = f"T{len(sessions) + 1}"
            for person in (people[trainer].id, *attendees):
                shifts[there[person]] = _cut(shifts[there[person]], span, name)
            left = [person for person in left if person not in attendees]
            sessions.append(
                Session(name, course, span, people[trainer].id, "office", tuple(attendees))
            )
    return tuple(shifts), tuple(sessions)


def _cut(shift: Shift, span: Span, session: str) -> Shift:
    last = shift.blocks[-1]
    before = (Block(last.start, span.start, role=last.role),) if last.start < span.start else ()
    after = (Block(span.end, last.end, role=last.role),) if span.end < last.end else ()
    held = Block(span.start, span.end, Activity.TRAINING, session_id=session)
    return Shift(shift.id, shift.person_id, (*shift.blocks[:-1], *before, held, *after))


def _requirement(horizon: Horizon, size: int) -> Requirement:
    minute, day = horizon.wall_minute, horizon.slot_day
    close = np.array([HARD_CLOSE.get(d, 21 * 60 + 30) for d in range(7)])[day]
    staffed = (minute >= 420) & (minute < close)
    is_open = (minute >= 480) & (minute < close - 30)
    busy = np.exp(-(((minute - 780) / 150.0) ** 2)) + 0.8 * np.exp(
        -(((minute - 1050) / 100.0) ** 2)
    )
    roles = {}
    for role, share, least in (("cashier", 0.215, 1), ("returns", 0.085, 1), ("floor", 0.145, 1)):
        demand = np.where(is_open, busy * (1 + 0.15 * (day == 4)) * size * share, 0.0)
        required = np.where(staffed, np.maximum(least, np.rint(demand)), 0).astype(np.int32)
        n = np.arange(size // 2)
        short = np.maximum(0.0, demand[:, None] + 0.5 - n)
        with np.errstate(divide="ignore"):
            wait = np.where(
                n > demand[:, None], WAIT / np.maximum(n - demand[:, None], 0.2), np.inf
            )
        level = np.exp(-short)
        has_queue = role != "floor"
        roles[role] = RoleRequirement(
            required,
            np.rint(180 * short**2).astype(np.int64),
            level if has_queue else None,
            wait if has_queue else None,
            demand * 6,
            demand * 8 + 1,
            demand * 700,
        )
    note = (
        "Demand: same_slot_average over 8 weeks; the backtest's error is 14 % of the daily total."
    )
    return Requirement(horizon, roles, is_open, staffed, (note,))


def _past(people: tuple[Person, ...], horizon: Horizon) -> tuple[PastShift, ...]:
    eve = horizon.at(horizon.first - DAY, time(10))
    return (PastShift(_shift(people[0], -1, eve, 330, switch=False)),)


def _priced(problem: Problem, roster: Roster) -> Plan:
    wages = sum(
        (s.paid_minutes * problem.person[s.person_id].wage + 30) // 60 for s in roster.shifts
    )
    loss = sum(
        need.loss_of(t, int(n))
        for role, need in problem.requirement.roles.items()
        for t, n in enumerate(roster.cover(role))
    )
    costs = {
        "wages": wages,
        "pay claims": 2488,
        "service": loss,
        "training displaced": 4000 * len(roster.displaced),
        "preferences": 2400,
        "fairness": 1850,
    }
    late = roster.shifts[0]
    violations = (
        Violation(
            "min_rest",
            "Amara Okafor rests 10.5 h between Mon 21:30 and Tue 08:00; 11 h is the price's limit.",
            late.person_id,
            late.end,
            late.end + timedelta(hours=10, minutes=30),
            2500,
            "Working Time Regulations 1998, reg. 10",
        ),
    )
    claim = PayClaim("sunday_premium", late.person_id, late.start, late.end, 2488, "Sunday premium")
    total = sum(costs.values())
    return Plan(
        problem,
        roster,
        costs,
        bound=int(total * 0.971),
        bound_by="wages by contract, service by LP over shift weeks",
        violations=violations,
        run=Run(seed=1, iterations=250_000, seconds=58.31, first_roster_s=0.42, total_s=61.07),
        claims=(claim,),
        forced_wages=int(wages * 0.93),
        notes=(
            "3,412 transactions dropped: 2,102 of amount 0, 1,310 voids.",
            "Rules not modelled by the chosen packs: on-call time.",
        ),
        manifest={"store": "Trade counter", "inputs": {"employees.csv": "9f2c" * 16}},
        packs=(UK,),
    )


def tiny_plan(
    first: date = FIRST, zone: str = "Europe/London", start: time = time(8), hours: int = 8
) -> Plan:
    """Return Ann's one shift on the first day, half an hour of it unpaid break after four hours.

    One cashier is needed from 08:00 to 17:00 that day; a missing one costs 5.00 a slot.
    """
    horizon = Horizon(first, 7, zone)
    begin = horizon.at(first, start)
    pause, back = begin + timedelta(hours=4), begin + timedelta(hours=4, minutes=30)
    blocks = (
        Block(begin, pause, role="cashier"),
        Block(pause, back, Activity.BREAK, paid=False),
        Block(back, begin + timedelta(hours=hours), role="cashier"),
    )
    ann = Person("E1", "Ann", ("cashier",), 8, 10, 40, 1200, birth_date=date(1990, 1, 2))
    day = (horizon.slot_day == 0) & (horizon.wall_minute >= 480) & (horizon.wall_minute < 1020)
    loss = np.zeros((horizon.slots, 3), np.int64)
    loss[day, 0] = 500
    need = RoleRequirement(day.astype(np.int32), loss)
    requirement = Requirement(horizon, {"cashier": need}, day, day)
    roster = Roster(horizon, (Shift("S1", "E1", blocks),))
    return Plan(
        Problem(requirement, (ann,), currency="GBP"),
        roster,
        {"wages": 9000, "service": 3000},
        bound=11_400,
        bound_by="arithmetic",
        violations=(),
        run=Run(1, 10, 0.5, 0.1),
    )


def played_plan(plan: Plan, roles: tuple[str, ...] = ("cashier", "returns")) -> Plan:
    """Return a plan with the stress test of some roles: ten weeks, six customers a person needed.

    On the third day nobody comes; a tenth of those due do not come either.
    """
    horizon = plan.problem.horizon
    lines = []
    for role in roles:
        mean = 6.0 * plan.problem.requirement.roles[role].required * (horizon.slot_day != 2)
        lines.append(
            QueueRole(
                role, role, role, mean, Spread(day=0.1), 120.0, 1.0, 60.0, 0.8, 600.0, 0.5, 5.0
            )
        )
    people = {role: plan.roster.cover(role) for role in roles}
    absent = draw_call_outs(plan.roster, roles, 0.1, 10, 1)
    found = stress(people, lines, Weeks(horizon, 10, 1), absent)
    notes = ("not played, no line of customers: floor",)
    return replace(plan, stress_test=replace(found, currency=plan.problem.currency, notes=notes))
