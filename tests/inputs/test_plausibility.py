"""Warnings about stores that are valid and look odd."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.inputs.conftest import STORE

from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.inputs.plausibility import plausibility
from staffopt.inputs.read_store import read_store
from staffopt.inputs.store import Store

TWO_DAYS = 64  # open slots: Monday and Tuesday, 09:00 to 17:00


def need(store: Store, cashiers: int, idle_until: int = 0) -> Requirement:
    """A requirement of so many cashiers in all open slots; no customers before a Monday slot."""
    horizon = store.horizon("2026-03-02")
    is_open = store.opening.mask(horizon)
    assert is_open.sum() == TWO_DAYS
    load = np.where(is_open & (np.arange(horizon.slots) >= idle_until), 60.0, 0.0)
    required = np.where(is_open, cashiers, 0).astype(np.int32)
    loss = np.zeros((horizon.slots, 4), np.int64)
    roles = {"cashier": RoleRequirement(required, loss, workload=load)}
    return Requirement(horizon, roles, is_open, is_open)


def test_a_store_that_fits_has_no_warnings(write: Any):
    """One cashier for 16 h, contracts of 8 to 32 h, customers all day: nothing to say."""
    store = read_store(write())
    assert plausibility(store, need(store, 1)) == ()


@pytest.mark.parametrize(
    ("hired", "there"), [(date(2026, 3, 2), 1), (date(2026, 3, 3), 0), (date(2026, 4, 1), 0)]
)
def test_nobody_can_be_there_before_being_hired(write: Any, hired: date, there: int):
    """On Monday 2 March; that somebody begins after the week is no fault of availability."""
    store = read_store(write())
    store = replace(store, people=tuple(replace(each, hired=hired) for each in store.people))
    found = plausibility(store, need(store, 3))
    assert f"all roles together need 3 people at Mon 09:00, {there} can be there" in str(found)
    assert "no legal shift" not in str(found)


@pytest.mark.parametrize(
    ("files", "cashiers", "idle_until", "expected"),
    [
        (
            {"availability.csv": "employee_id,weekday,from,to\nE2,sun,09:00,17:00\n"},
            1,
            0,
            "E2 has no legal shift in the week",
        ),
        (
            {},
            2,
            0,
            "cashier needs 2 at Mon 09:00, 1 people can be there; short in 16 h of the week",
        ),
        ({}, 3, 0, "all roles together need 3 people at Mon 09:00, 1 can be there"),
        ({}, 3, 0, "48 hours are required, contracts allow 32 at most"),
        ({}, 0, 0, "contracts promise 8 hours at least, 0 are required"),
        ({}, 1, 40, "open Mon 09:00 to 10:00, but no customers are expected"),
    ],
)
def test_what_looks_odd_is_said(
    write: Any, files: dict[str, str], cashiers: int, idle_until: int, expected: str
):
    """Hours, peaks, people without a shift and idle hours are named with their numbers."""
    store = read_store(write(files))
    found = plausibility(store, need(store, cashiers, idle_until))
    assert any(expected in line for line in found), found


def test_rules_about_nobody_are_named(write: Any):
    """A tag that no employee has, in a selector or as the tag asked for."""
    rules = {
        "rules.short_days": {"type": "daily_hours", "most_hours": 6, "who": {"tags": ["minor"]}},
        "rules.someone_in_charge": {"tag": "boss", "price": 50},
    }
    store = read_store(write(), rules)
    found = plausibility(store, need(store, 1))
    assert "rule short_days is about the tag 'minor', which nobody has" in found
    assert "rule someone_in_charge asks for the tag 'boss', which nobody has" in found


def test_a_law_may_be_about_nobody_in_the_store(write: Any):
    """Poland's nights of the pregnant are no warning where nobody is; the store's own words are."""
    rules = "  late: {type: curfew, who: {tags: [night_owl]}}\npacks: [pl]\n"
    store = read_store(write({"store.yaml": STORE + rules}))
    odd = [line for line in plausibility(store, need(store, 1)) if "which nobody has" in line]
    assert odd == ["rule late is about the tag 'night_owl', which nobody has"]


def test_a_pin_while_its_person_is_not_there_is_said(write: Any):
    """A plan would keep it and pay, or leave it and pay."""
    files = {
        "pins.csv": "employee_id,shift_id,start,end,activity,role\n"
        "E2,p1,2026-03-02T09:00,2026-03-02T17:00,work,floor\n",
        "availability.csv": "employee_id,weekday,from,to\nE2,mon,12:00,17:00\nE2,tue,09:00,17:00\n",
    }
    store = read_store(write(files))
    said = "a pin breaks availability: Bo is not available for all of Mon 02 Mar 09:00-17:00"
    assert [text for text in plausibility(store, need(store, 1)) if "pin" in text] == [said]


@pytest.mark.parametrize(("since", "until", "shut"), [("06:00", "08:00", 1), ("08:30", "10:00", 0)])
def test_a_course_whose_windows_lie_outside_the_staffed_hours_is_said(
    write: Any, since: str, until: str, shut: int
):
    """Windows that hold an hour of the open store are no matter."""
    window = f"{{days: [mon, tue], from: '{since}', to: '{until}'}}"
    course = f"tills: {{minutes: 60, trainer_tag: coach, windows: [{window}]}}\n"
    store = read_store(write({"courses.yaml": course}))
    said = "tills cannot be held: none of its windows has 60 min in the staffed hours of the week"
    assert plausibility(store, need(store, 1)).count(said) == shut
