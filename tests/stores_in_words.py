"""Small stores and rosters written as lines of text, as a labour lawyer would.

`Ann Mon 09:00-17:00 cashier, break 12:00-12:30 unpaid, training S1 14:00-15:00` is one shift: its
role, and the parts of it that are something else. A time after midnight is written as 25:30.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.history import Balance, History
from staffopt.domain.people import Availability, Certificate, Consent, Person, TimeOff
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.school import SchoolCalendar
from staffopt.domain.shifts import Activity, Block, ChangeReason, PastShift, Shift
from staffopt.domain.training import Course, Session, TrainingNeed, WeekWindow

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NOTHING: dict[str, Any] = {}


def store(facts: Mapping[str, Any]) -> tuple[Problem, Roster]:
    """A problem and a roster from the keys of a case file."""
    week, zone = facts.get("week", date(2026, 6, 1)), facts.get("zone", "Europe/Warsaw")
    horizon = Horizon(week, facts.get("days", 7), zone, facts.get("slot_minutes", 15))
    shifts = tuple(shift(line, horizon, k) for k, line in enumerate(facts.get("roster", ())))
    past = tuple(shift(line, horizon, -k) for k, line in enumerate(facts.get("past", ())))
    pins = tuple(shift(line, horizon, k) for k, line in enumerate(facts.get("pins", ())))
    told = facts.get("people", {})
    names = dict.fromkeys([*told, *(s.person_id for s in (*shifts, *past, *pins))])
    problem = Problem(
        _requirement(horizon, facts.get("open", "08:00-20:00")),
        tuple(_person(name, told.get(name) or NOTHING, horizon) for name in names),
        tuple(_course(name, each or NOTHING, horizon) for name, each in _of(facts, "courses")),
        tuple(_need(line, horizon) for line in facts.get("needs", ())),
        tuple(PastShift(each) for each in past),
        pins,
        publish_at=_moment(facts["told"], horizon) if "told" in facts else None,
        change_reasons=tuple(
            ChangeReason(name, day_of(day, horizon), reason)
            for name, day, reason in (each.split() for each in facts.get("reasons", ()))
        ),
    )
    sessions = tuple(_session(line, horizon, problem) for line in facts.get("sessions", ()))
    return problem, Roster(horizon, shifts, sessions)


def _of(facts: Mapping[str, Any], key: str) -> Iterable[tuple[str, Any]]:
    found: dict[str, Any] = facts.get(key, {})
    return found.items()


def shift(line: str, horizon: Horizon, number: int = 0) -> Shift:
    """The shift that a line tells."""
    head, *parts = [part.strip() for part in line.split(",")]
    name, day_name, hours, role = head.split()
    day = day_of(day_name, horizon)
    span = _span(hours, day, horizon)
    blocks, reached = [], span.start
    for part in parts:
        kind, *words = part.split()
        inner = _span(words[0] if kind != "training" else words[1], day, horizon)
        if reached < inner.start:
            blocks.append(Block(reached, inner.start, Activity.WORK, role))
        if kind == "break":
            paid = words[1] == "paid"
            blocks.append(Block(inner.start, inner.end, Activity.BREAK, paid=paid))
        elif kind == "training":
            blocks.append(Block(inner.start, inner.end, Activity.TRAINING, None, words[0]))
        else:
            blocks.append(Block(inner.start, inner.end, Activity.WORK, kind))
        reached = inner.end
    if reached < span.end:
        blocks.append(Block(reached, span.end, Activity.WORK, role))
    return Shift(f"{name}-{day}-{number}", name, tuple(blocks))


def day_of(text: str, horizon: Horizon) -> date:
    """`Tue` is the first Tuesday of the plan, `Tue+1` a week later, `Sun-1` a week before."""
    name, weeks = text[:3], int(text[3:] or 0)
    to_it = (WEEKDAYS.index(name) - horizon.first.weekday()) % 7
    return horizon.first + timedelta(days=to_it + 7 * weeks)


def _instant(text: str, day: date, horizon: Horizon) -> datetime:
    hours, minutes = (int(part) for part in text.split(":"))
    return horizon.at(day + timedelta(days=hours // 24), time(hours % 24, minutes))


def _moment(text: str, horizon: Horizon) -> datetime:
    """`Sun-1 12:00` as an instant."""
    day, clock = text.split()
    return _instant(clock, day_of(day, horizon), horizon)


def _span(text: str, day: date, horizon: Horizon) -> Span:
    since, until = text.split("-")
    return Span(_instant(since, day, horizon), _instant(until, day, horizon))


def _person(name: str, facts: Mapping[str, Any], horizon: Horizon) -> Person:
    contract = [float(each) for each in str(facts.get("hours", "0 40 60")).split()]
    return Person(
        id=name,
        name=name,
        roles=tuple(facts.get("roles", ("cashier", "floor", "returns"))),
        hours_min=contract[0],
        hours_target=contract[1],
        hours_max=contract[2],
        wage=facts.get("wage", 2_000),
        contract=facts.get("contract", "full_time"),
        birth_date=facts.get("born"),
        tags=frozenset(facts.get("tags", ())),
        consents=tuple(Consent(kind) for kind in facts.get("consents", ())),
        certificates=tuple(_certificate(line) for line in facts.get("certificates", ())),
        school=_school(facts),
        availability=tuple(_window(line) for line in facts.get("available", ())),
        time_off=tuple(_leave(line, horizon) for line in facts.get("off", ())),
        history=_history(facts["history"]) if "history" in facts else None,
    )


def _school(facts: Mapping[str, Any]) -> SchoolCalendar | None:
    """The person's own district, Monday to Friday: so many minutes of school, or so many hours."""
    if "school" in facts:
        begins, ends = (time.fromisoformat(each) for each in facts["school"].split("-"))
        return SchoolCalendar("district", hours=(begins, ends))
    minutes = facts.get("school_minutes")
    return None if minutes is None else SchoolCalendar("district", minutes=minutes)


def _history(facts: Mapping[str, Any]) -> History:
    """`as_of`, and the hours since the first dates of periods, or of single weeks, up to then."""
    periods, weeks = (
        tuple(Balance(first, round(60 * hours)) for first, hours in facts.get(key, {}).items())
        for key in ("periods", "weeks")
    )
    return History(facts["as_of"], weeks=weeks, periods=periods)


def _certificate(line: str) -> Certificate:
    """`forklift` is valid at all times, `forklift 2026-01-01..2026-06-03` on those dates."""
    name, _, dates = line.partition(" ")
    first, last = (date.fromisoformat(day) for day in dates.split("..")) if dates else (None, None)
    return Certificate(name, first, last)


def _window(line: str) -> Availability:
    name, hours = line.split()
    since, until = (time.fromisoformat(each) for each in hours.split("-"))
    return Availability(WEEKDAYS.index(name), since, until)


def _leave(line: str, horizon: Horizon) -> TimeOff:
    name, hours = line.split()
    return TimeOff(_span(hours, day_of(name, horizon), horizon))


def _course(name: str, facts: Mapping[str, Any], horizon: Horizon) -> Course:
    least, most = facts.get("group", (1, 4))
    windows = [line.split("-") for line in facts.get("windows", ())]
    black = [line.split() for line in facts.get("blackout", ())]
    return Course(
        name,
        name,
        facts.get("minutes", 60),
        least,
        most,
        tuple(facts.get("trainers", ())),
        facts.get("room"),
        tuple(facts.get("after", ())),
        tuple(
            WeekWindow(frozenset(range(7)), time.fromisoformat(since), time.fromisoformat(until))
            for since, until in windows
        ),
        tuple(_span(hours, day_of(name, horizon), horizon) for name, hours in black),
    )


def _need(line: str, horizon: Horizon) -> TrainingNeed:
    """`Ann till by Fri 50.00`, with `hard` at the end or not; `by -` is without a date."""
    person, course, _, due, price, *hard = line.split()
    day = None if due == "-" else day_of(due, horizon)
    return TrainingNeed(person, course, day, bool(hard), round(float(price) * 100))


def _session(line: str, horizon: Horizon, problem: Problem) -> Session:
    """`S1 till Tue 10:00-11:00 by Bo for Ann Cy`; `by -` is without a trainer."""
    words = line.split()
    span = _span(words[3], day_of(words[2], horizon), horizon)
    trainer = None if words[5] == "-" else words[5]
    room = problem.course[words[1]].room
    return Session(words[0], words[1], span, trainer, room, tuple(words[7:]))


def _requirement(horizon: Horizon, hours: str) -> Requirement:
    """Open every day at the same hours; staffed at all times."""
    is_open = np.zeros(horizon.slots, bool)
    for day in horizon.dates:
        is_open |= horizon.mask(_span(hours, day, horizon))
    loss = np.zeros((horizon.slots, 3), np.int64)
    need = RoleRequirement(np.zeros(horizon.slots, np.int32), loss)
    roles = dict.fromkeys(("cashier", "floor", "returns"), need)
    return Requirement(horizon, roles, is_open, np.ones(horizon.slots, bool))
