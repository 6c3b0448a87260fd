"""Recorded consents, and school districts: who is free from a rule, and when there is school."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import numpy as np
import pytest
from tests.inputs.conftest import EMPLOYEES, STORE

from staffopt.domain.people import Certificate, Consent
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.inputs.plausibility import plausibility
from staffopt.inputs.read_store import read_store

Problems = Callable[..., list[str]]
SCHOOLS = """\
schools:
  north:
    weekdays: [mon, tue, wed]
    closed: [2026-03-02]
    holidays: [{first: 2026-03-10, last: 2026-03-11}]
    minutes: 300
    hours: 08:00-13:00
    short_days: {2026-03-04: 180}
"""
HEAD, ANN, BO = EMPLOYEES.splitlines()


def _employees(ann: str, bo: str = "") -> str:
    return f"{HEAD},school\n{ANN},{ann}\n{BO},{bo}\n"


def test_consents_hang_on_people_with_their_dates(write: Any) -> None:
    """Two of Ann's, one open at both ends; Bo has given none."""
    rows = "employee_id,kind,valid_from,valid_to\nE1,short_rest,2026-01-01,2026-06-30\nE1,meal,,\n"
    ann, bo = read_store(write({"consents.csv": rows})).people
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    assert ann.consents == (Consent("short_rest", first, last), Consent("meal"))
    assert bo.consents == ()


def test_certificates_hang_on_people_with_their_dates(write: Any) -> None:
    """Bo's licence ends in March; a date before its first, and nobody's, are told at once."""
    head = "employee_id,certificate,valid_from,valid_to\n"
    ann, bo = read_store(write({"certificates.csv": f"{head}E2,forklift,,2026-03-31\n"})).people
    assert ann.certificates == ()
    assert bo.certificates == (Certificate("forklift", None, date(2026, 3, 31)),)
    assert bo.holds("forklift", date(2026, 3, 31))
    assert not bo.holds("forklift", date(2026, 4, 1))


def test_bad_certificates_are_named_by_line_and_column(problems: Problems) -> None:
    """Nobody's, and one that ends before it begins."""
    head = "employee_id,certificate,valid_from,valid_to\n"
    rows = f"{head}E7,forklift,,\nE1,forklift,2026-02-02,2026-02-01\n"
    found = problems({"certificates.csv": rows})
    assert [line.split(": found")[0] for line in found] == [
        "certificates.csv line 2, column 'employee_id'",
        "certificates.csv line 3, column 'valid_to'",
    ]


def test_bad_consents_are_named_by_line_and_column(problems: Problems) -> None:
    """Nobody's, one that ends before it begins, one of no kind."""
    rows = "employee_id,kind,valid_from,valid_to\nE7,meal,,\nE1,meal,2026-02-02,2026-02-01\n"
    found = problems({"consents.csv": f"{rows}E1,Meal!,,\n"})
    assert [line.split(": found")[0] for line in found] == [
        "consents.csv line 4, column 'kind'",
        "consents.csv line 2, column 'employee_id'",
        "consents.csv line 3, column 'valid_to'",
    ]


def test_a_consent_that_no_rule_asks_for_is_odd(write: Any) -> None:
    """A word misspelt frees from nothing: `check` says so."""
    rules = "  late: {type: min_rest, hours: 12, unless_consent: short_rest}\n"
    rows = "employee_id,kind\nE1,short_rest\nE2,short_rst\n"
    store = read_store(write({"store.yaml": STORE + rules, "consents.csv": rows}))
    horizon = store.horizon("2026-03-02")
    closed = np.zeros(horizon.slots, bool)
    none = RoleRequirement(
        np.zeros(horizon.slots, np.int32), np.zeros((horizon.slots, 1), np.int64)
    )
    odd = plausibility(store, Requirement(horizon, {"cashier": none}, closed, closed))
    assert "E2 consents to 'short_rst', which no rule in force asks for" in odd
    assert not [line for line in odd if "'short_rest'" in line]


def test_people_have_their_districts_calendar(write: Any) -> None:
    """Minutes of school from Monday 2 March on: closed, 300, a short day; then no school day."""
    text = STORE + SCHOOLS
    ann, bo = read_store(
        write({"store.yaml": text, "employees.csv": _employees("north", "none")})
    ).people
    assert ann.school is not None
    assert bo.school is not None
    days = [date(2026, 3, day) for day in (2, 3, 4, 5, 9, 10, 11)]
    assert [ann.school.minutes_on(day) for day in days] == [0, 300, 180, 0, 300, 0, 0]
    assert [bo.school.minutes_on(day) for day in days] == [0] * 7
    assert ann.school.hours_on(date(2026, 3, 4)) == (time(8), time(11))


def test_an_unknown_district_is_named_with_those_there_are(problems: Problems) -> None:
    """Only where the districts themselves could be read."""
    files = {"store.yaml": STORE + SCHOOLS, "employees.csv": _employees("nord")}
    (line,) = problems(dict(files))
    assert line.startswith("employees.csv line 2, column 'school': found unknown school district")
    assert line.endswith("'nord'; expected one of none, north (did you mean 'north'?)")
    spoilt = SCHOOLS.replace("last: 2026-03-11", "last: 2026-03-09")
    (line,) = problems(files | {"store.yaml": STORE + spoilt})
    assert "expected a last date on or after the first" in line


@pytest.mark.parametrize("hours", ["08:00-12:00, 13:00-15:00", "22:00-06:00"])
def test_school_hours_are_one_period_of_a_day(problems: Problems, hours: str) -> None:
    """Neither two, nor a night."""
    (line,) = problems({"store.yaml": STORE + SCHOOLS.replace("08:00-13:00", f'"{hours}"')})
    assert "expected one period of a day as 08:10-15:00" in line
