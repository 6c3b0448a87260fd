"""A store's folder becomes domain values, with what-if changes laid over its files."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.inputs.conftest import EMPLOYEES

from staffopt.domain.calendar import Span
from staffopt.domain.people import Availability
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.errors import ConfigError
from staffopt.inputs.read_store import read_store
from staffopt.inputs.said_of_people import said_of_people
from staffopt.inputs.store import Store
from staffopt.rules.time_off import OffWork

TAGS = frozenset({"manager", "coach"})


@pytest.fixture
def store(write: Any) -> Store:
    """The small store with one row in every table."""
    return read_store(
        write(
            {
                "availability.csv": "employee_id,weekday,from,to\nE2,Monday,9:00,24:00\n",
                "time_off.csv": "employee_id,start,end,reason\n"
                "E1,2026-03-03,2026-03-03,leave\nE1,2026-03-30T09:00,2026-03-30T12:00,\n",
                "preferences.csv": "employee_id,kind,day,from,to,price\n"
                "E1,day_off,tue,,,15.50\nE2,avoid,2026-03-02,16:00,17:00,3\n",
                "past_roster.csv": "employee_id,name,shift_id,start,end,activity,role,"
                "session_id,paid,state\n"
                "E1,Ann,a,2026-02-24T12:00,2026-02-24T17:00,work,cashier,,true,worked\n"
                "E1,Ann,a,2026-02-24T09:00,2026-02-24T11:30,work,floor,,true,worked\n"
                "E1,Ann,a,2026-02-24T11:30,2026-02-24T12:00,break,,,false,worked\n",
                "pins.csv": "employee_id,shift_id,start,end,activity,role\n"
                "E2,p,2026-03-02T09:00+00:00,2026-03-02T13:00+00:00,work,floor\n"
                "E2,q,2026-03-09T09:00+00:00,2026-03-09T13:00+00:00,work,floor\n",
                "employee_history.csv": "employee_id,consecutive_days\nE1,3\n",
            }
        )
    )


def test_people_have_what_the_tables_say(store: Store):
    """Wages are hundredths, `24:00` is midnight, a day off lasts from midnight to midnight."""
    ann, bo = store.people
    assert (ann.wage, ann.roles, ann.tags) == (1150, ("cashier", "floor"), TAGS)
    assert bo.birth_date is None
    assert bo.availability == (Availability(0, time(9), time(0)),)
    leave, morning = (off.span for off in ann.time_off)
    assert leave.start == datetime(2026, 3, 3, tzinfo=UTC)
    assert leave.minutes == 24 * 60
    assert morning.start == datetime(2026, 3, 30, 8, tzinfo=UTC)  # 09:00 by British Summer Time
    assert [wish.price for wish in (*ann.preferences, *bo.preferences)] == [1550, 300]
    assert [wish.day for wish in (*ann.preferences, *bo.preferences)] == [1, date(2026, 3, 2)]


def test_blocks_of_the_past_roster_make_shifts(store: Store):
    """Rows of one shift_id are one shift, in order of time: 2.5 h, half an hour unpaid, 5 h."""
    (past,) = store.past
    assert past.state == "worked"
    assert [block.minutes for block in past.shift.blocks] == [150, 30, 300]
    assert past.shift.paid_minutes == 450


def test_pins_of_other_weeks_are_left_out_of_a_problem(store: Store):
    """Of the pins on 2 and 9 March, the week of 2 March has the first."""
    horizon = store.horizon("2026-03-05")
    is_open = store.opening.mask(horizon)
    problem = store.problem(Requirement(horizon, {}, is_open, is_open))
    assert [pin.id for pin in problem.pins] == ["p"]
    assert problem.currency == "GBP"
    assert problem.course["tills"].trainers == ("E1",)


def test_a_week_starts_on_the_weekday_the_store_says(write: Any):
    """Thursday 5 March lies in the week from Sunday 1 March; two weeks earlier is 15 February."""
    store = read_store(write(), {"week_starts": "sun"})
    assert store.week_of("2026-03-05") == date(2026, 3, 1)
    assert store.week_of("2026-03-01") == date(2026, 3, 1)
    assert store.as_of("2026-03-05") == date(2026, 2, 15)
    assert store.horizon("2026-03-05", weeks=2).days == 14


def test_a_need_without_a_price_costs_a_hundred_divided_by_its_priority(write: Any):
    """A price that is said stays, 0 as well."""
    rows = "E2,tills,,true,90,3\nE2,online,,false,,\nE1,tills,,false,,4\nE1,online,,false,0,1\n"
    head = "employee_id,course,due,hard,price,priority\n"
    store = read_store(write({"training_needs.csv": head + rows}))
    assert [need.price for need in store.needs] == [90_00, 100_00, 25_00, 0]


PAST = "employee_id,name,shift_id,start,end,activity,role,session_id,paid,state\n"
TAUGHT = (
    "E2,Bo,S1,2026-03-02 09:00,2026-03-02 12:00,work,floor,,true,published\n"
    "E2,Bo,S1,2026-03-02 12:00,2026-03-02 13:00,training,,tills-1,true,published\n"
)


def test_training_attended_before_the_week_is_met_and_an_overdue_need_goes_on(write: Any):
    """In the week of the session itself it is still to be held; overdue needs lose their date."""
    needs = "employee_id,course,due,hard\nE2,tills,2026-03-06,true\nE1,online,2026-03-06,true\n"
    store = read_store(write({"past_roster.csv": PAST + TAUGHT, "training_needs.csv": needs}))
    week, after = (_problem(store, first) for first in ("2026-03-02", "2026-03-09"))
    assert [need.course_id for need in week.needs] == ["tills", "online"]
    assert [(need.course_id, need.due) for need in after.needs] == [("online", None)]
    assert [need.overdue_since for need in (*week.needs, *after.needs)] == [
        None,
        None,
        date(2026, 3, 6),
    ]
    assert list(said_of_people(week, store.needs)) == []
    assert list(said_of_people(after, store.needs)) == [
        "online for Ann was due on 2026-03-06: overdue, its date no longer counts",
        "tills was attended before the plan, not needed again: Bo",
    ]


@pytest.mark.parametrize(
    ("session", "met"),
    [("tills", True), ("tills-12", True), ("tills@20260302T1200", True), ("tills-adv-1", False)],
)
def test_a_session_is_of_the_course_that_its_id_names(write: Any, session: str, met: bool):
    """What once was another course, `tills-adv`, says nothing of `tills`."""
    rows = TAUGHT.replace("tills-1", session)
    store = read_store(write({"past_roster.csv": PAST + rows}))
    assert bool(_problem(store, "2026-03-09").needs) is not met


def test_who_gave_a_course_has_not_been_to_it(write: Any):
    """Ann coaches; her own need of the course stays."""
    needs = "employee_id,course,due,hard\nE1,tills,,true\n"
    rows = TAUGHT.replace("E2,Bo,S1", "E1,Ann,S1")
    store = read_store(write({"past_roster.csv": PAST + rows, "training_needs.csv": needs}))
    assert store.courses[0].trainers == ("E1",)
    assert len(_problem(store, "2026-03-09").needs) == 1


def test_nobody_works_before_the_day_of_being_hired(write: Any):
    """Bo comes on the Tuesday; a shift on the Monday is not his, one on the Tuesday is."""
    store = read_store(
        write({"employees.csv": EMPLOYEES.replace("floor,,\n", "floor,,2026-03-03\n")})
    )
    problem = _problem(store, "2026-03-02")
    (bo,) = (person for person in problem.people if person.id == "E2")
    monday, tuesday = (
        Span(datetime(2026, 3, day, 9, tzinfo=UTC), datetime(2026, 3, day, 15, tzinfo=UTC))
        for day in (2, 3)
    )
    (off,) = bo.time_off
    assert off.span.overlaps(monday)
    assert not off.span.overlaps(tuesday)
    assert list(said_of_people(problem, ())) == ["Bo is hired on 2026-03-03: no shifts before"]
    shifts = [
        Shift(str(k), "E2", (Block(each.start, each.end, Activity.WORK, "floor"),))
        for k, each in enumerate((monday, tuesday))
    ]
    found = list(OffWork().check(problem, Roster(problem.horizon, tuple(shifts))))
    assert [breach.message for breach in found] == [
        "Bo is hired on Tue 03 Mar, after Mon 02 Mar 09:00-15:00"
    ]
    assert _problem(store, "2026-03-09").people[1].time_off == ()


def _problem(store: Store, week: str) -> Problem:
    horizon = store.horizon(week)
    nobody = np.zeros(horizon.slots, bool)
    return store.problem(Requirement(horizon, {}, nobody, nobody))


def test_only_two_files_are_needed(write: Any):
    """Without the optional tables a store has people, no courses and the rules that always hold."""
    store = read_store(write({"courses.yaml": None, "training_needs.csv": None}))
    assert len(store.people) == 2
    assert (store.courses, store.needs, store.past, store.pins) == ((), (), (), ())
    keys = [rule.key for rule in store.rules]
    assert keys[0] == "availability"
    assert keys[-1] == "min_rest"


def test_a_rule_can_have_an_id_of_its_own_or_be_left_out(write: Any):
    """Two rests of one type live side by side; `false` takes even `availability` away."""
    store = read_store(
        write(),
        {
            "rules.young_rest": {"type": "min_rest", "hours": 12, "who": {"age_below": 18}},
            "rules.availability": False,
        },
    )
    rest = {rule.key: rule for rule in store.rules if rule.name == "min_rest"}
    assert sorted(rest) == ["min_rest", "young_rest"]
    assert "availability" not in {rule.key for rule in store.rules}


def test_changes_reach_every_file(write: Any):
    """Settings, a cell, a person fewer, a person more, a course: all by dotted keys."""
    store = read_store(
        write(),
        {
            "rules.min_rest.hours": 12,
            "roles.cashier.handling.seconds": 30,
            "drivers.sales.factor": 1.1,
            "people.E1.hours_max": 20,
            "people.E2": False,
            "people.E3": {
                "name": "Cy",
                "hours_min": 0,
                "hours_target": 5,
                "hours_max": 10,
                "wage": 9.5,
                "roles": ["floor"],
            },
            "courses.online.minutes": 45,
        },
    )
    assert [person.id for person in store.people] == ["E1", "E3"]
    assert [person.hours_max for person in store.people] == [20, 10]
    assert store.needs == ()
    assert {course.id: course.minutes for course in store.courses}["online"] == 45
    assert store.drivers["sales"].factor == 1.1
    rest = next(rule for rule in store.rules if rule.key == "min_rest")
    assert rest.model_dump()["hours"] == 12
    assert store.roles["cashier"].model_dump()["handling"]["seconds"] == 30
    assert store.changes["people.E2"] is False


def test_another_past_roster_can_be_read(write: Any, tmp_path: Path):
    """`past` is read instead of past_roster.csv, from wherever it lies; it must exist."""
    other = tmp_path / "other.csv"
    other.write_text(
        "employee_id,shift_id,start,end,activity,role\n"
        "E1,a,2026-02-24T09:00,2026-02-24T12:00,work,floor\n"
    )
    folder = write()
    assert len(read_store(folder, past=other).past) == 1
    with pytest.raises(ConfigError, match="no file"):
        read_store(folder, past=tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("name", "week", "people", "needs"),
    [("trade-counter", "2011-11-14", 18, 10), ("supermarket", "2017-11-06", 53, 20)],
)
def test_the_demo_stores_are_valid(root: Path, name: str, week: str, people: int, needs: int):
    """Both read without a problem; everybody has a past, and enough people need training."""
    store = read_store(root / "configs" / name)
    assert len(store.people) == people
    assert len(store.needs) >= needs
    assert {past.shift.person_id for past in store.past} == {p.id for p in store.people}
    first = store.horizon(week).start
    assert all(past.shift.start < first for past in store.past)
    assert np.count_nonzero(store.opening.mask(store.horizon(week))) > 4 * 50


@pytest.mark.parametrize(
    ("name", "first"), [("trade-counter", date(2011, 11, 7)), ("supermarket", date(2017, 10, 30))]
)
def test_the_weeks_before_the_demo_weeks_are_legal(root: Path, name: str, first: date):
    """No hard rule finds a breach in the past roster of a demo store."""
    from staffopt.domain.requirement import RoleRequirement
    from staffopt.domain.roster import Roster

    store = read_store(root / "configs" / name)
    horizon = store.horizon(first)
    nothing = np.zeros(horizon.slots, np.int32)
    roles = {
        role: RoleRequirement(nothing, np.zeros((horizon.slots, 2), np.int64))
        for role in store.roles
    }
    is_open = store.opening.mask(horizon)
    problem = store.problem(Requirement(horizon, roles, is_open, np.ones(horizon.slots, bool)))
    roster = Roster(horizon, tuple(past.shift for past in store.past))
    hard = [v.message for rule in store.rules for v in rule.check(problem, roster) if v.hard]
    assert hard == []
