"""A plan becomes the published roster: in time, legal, and with what its changes owe."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

import staffopt as so
from staffopt.auditor import bill
from staffopt.domain.plan import Plan, Run
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift

STORE = """
zone: Europe/Warsaw
currency: PLN
opening: {week: {mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00}}
roles: {till: {method: minimum_crew, minimum: 0, missing_price: 5}}
rules:
  contract_hours: false
  publication: {lead_days: 7, citation: KP 129}
  change_premium:
    bands:
      - notice_hours: 336
        added: {hours: 1}
        moved: {hours: 2}
        cut: {lost_share: 0.5}
        cancelled: {lost_share: 0.5}
    exempt: [swap]
goals: {stability: {price: 0}}
"""
PEOPLE = """employee_id,name,hours_min,hours_target,hours_max,wage,roles
ann,Ann,0,20,40,20.00,till
bo,Bo,0,20,40,30.00,till
"""
MONDAY = date(2026, 6, 8)
IN_TIME = datetime(2026, 6, 1, 21, 59, tzinfo=UTC)
LATE = IN_TIME + timedelta(minutes=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "store.yaml").write_text(STORE, encoding="utf-8")
    (tmp_path / "employees.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def planned(store: so.Store, *hours: tuple[str, int, int, int], monday: date = MONDAY) -> Plan:
    """A plan whose shifts are person, day of the week, first and last hour by the clock."""
    horizon = store.horizon(monday)
    nothing = np.zeros(horizon.slots, bool)
    till = RoleRequirement(nothing.astype(np.int32), np.zeros((len(nothing), 2), np.int64))
    shifts = []
    for person, day, first, last in hours:
        midnight = horizon.start + timedelta(days=day)
        span = (midnight + timedelta(hours=first), midnight + timedelta(hours=last))
        shifts.append(Shift(f"{person}-{day}", person, (Block(*span, role="till"),)))
    problem = store.problem(Requirement(horizon, {"till": till}, nothing, nothing))
    run = Run(seed=1, iterations=0, seconds=0, first_roster_s=0)
    return Plan(problem, Roster(horizon, tuple(shifts)), {}, 0, "nothing", (), run)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_published_shifts_are_the_stores_past_roster(folder: Path) -> None:
    """Seven days ahead is in time; the next reading of the store knows the shifts and the hour."""
    store = so.read_store(folder)
    done = so.publish(planned(store, ("ann", 0, 9, 17)), store, at=IN_TIME)
    assert (done.shifts, done.changes, done.notes) == (1, (), ())
    (past,) = so.read_store(folder).past
    assert (past.state, past.shift.person_id, past.published_at) == ("published", "ann", IN_TIME)


def test_a_late_publication_is_refused_and_nothing_written(folder: Path) -> None:
    """Two minutes later the notice is missed; `late` publishes it and keeps saying so."""
    store = so.read_store(folder)
    plan = planned(store, ("ann", 0, 9, 17))
    with pytest.raises(so.ConfigError, match=r"notice is missed \(KP 129\): due by Tue 02 Jun"):
        so.publish(plan, store, at=LATE)
    assert not (folder / "past_roster.csv").exists()
    assert len(so.publish(plan, store, at=LATE, late=True).notes) == 1


def test_an_illegal_roster_is_refused(folder: Path) -> None:
    """Two shifts of one person at a time are no roster."""
    store = so.read_store(folder)
    plan = planned(store, ("ann", 0, 9, 17), ("ann", 0, 10, 12))
    with pytest.raises(so.ConfigError):
        so.publish(plan, store, at=IN_TIME)
    assert not (folder / "past_roster.csv").exists()


def test_a_plan_of_before_somebodys_day_of_being_hired_is_refused(folder: Path) -> None:
    """The day was said after the plan was made; Bo's shift on that day is his."""
    plan = planned(so.read_store(folder), ("ann", 0, 9, 17), ("bo", 1, 9, 17))
    later = PEOPLE.replace("roles\n", "roles,hired\n").replace(",till\n", ",till,2026-06-09\n")
    (folder / "employees.csv").write_text(later, encoding="utf-8")
    with pytest.raises(
        so.ConfigError, match="Ann is hired on Tue 09 Jun, after Mon 08 Jun"
    ) as told:
        so.publish(plan, so.read_store(folder), at=IN_TIME)
    assert len(told.value.problems) == 1
    assert not (folder / "past_roster.csv").exists()


def test_what_changes_is_written_down_with_what_it_owes(folder: Path) -> None:
    """Moved 2 h at 20, cut 4 h at half of 30, added 1 h of 30, a cancelled swap free: 130.00."""
    store = so.read_store(folder)
    first = planned(store, ("ann", 0, 9, 15), ("ann", 1, 9, 15), ("bo", 0, 9, 17))
    so.publish(first, store, at=IN_TIME)
    (folder / "change_reasons.csv").write_text(
        "employee_id,date,reason\nann,2026-06-09,swap\n", encoding="utf-8"
    )
    store = so.read_store(folder)
    second = planned(store, ("ann", 0, 10, 16), ("bo", 0, 9, 13), ("bo", 1, 9, 15))
    done = so.publish(second, store, at=LATE, late=True)
    assert [(c.person_id, c.day.day, c.owed, c.reason) for c in done.changes] == [
        ("ann", 8, 4_000, ""),
        ("ann", 9, 0, "swap"),
        ("bo", 8, 6_000, ""),
        ("bo", 9, 3_000, ""),
    ]
    assert done.owed == 13_000
    told = rows(folder / "roster_changes.csv")[0]
    assert (told["was"], told["is"], told["owed"]) == ("09:00-15:00", "10:00-16:00", "40.00")
    assert {(r["employee_id"], r["shift_id"]) for r in rows(folder / "past_roster.csv")} == {
        ("ann", "ann-0"),
        ("bo", "bo-0"),
        ("bo", "bo-1"),
    }


def test_what_a_cancelled_shift_owes_is_in_files_only_with_pay(folder: Path) -> None:
    """Half of Bo's 8 h at 30.00: 120.00 beside his hours would tell his wage; `explain` knows."""
    store = so.read_store(folder)
    so.publish(planned(store, ("bo", 0, 9, 17)), store, at=IN_TIME)
    store = so.read_store(folder)
    bare = planned(store)
    costs, _, violations = bill(bare.roster, bare.problem, store.rules, store.goals)
    plan = replace(bare, costs=costs, violations=violations)
    for with_pay, price in ((False, ""), (True, "120.00")):
        place = folder / f"plan-{with_pay}"
        so.write(plan, place, with_pay=with_pay)
        (told,) = rows(place / "violations.csv")
        assert (told["hard"], told["price"]) == ("false", price)
        assert '<b class="tag">owed</b>' in (place / "report.html").read_text("utf-8")
        back = so.read_plan(place)
        assert [each.price for each in back.violations] == [12_000 if with_pay else 0]
        said = so.explain(back, store, unmet=True, iterations=100, seeds=(1,)).sentences
        assert said[0].endswith("(change_premium, 120.00 PLN).")


def test_rows_of_other_days_stay_as_they_were(folder: Path) -> None:
    """What was worked last week is untouched, and read again."""
    past = (
        "employee_id,shift_id,start,end,activity,role,state\n"
        "bo,w1,2026-06-03T09:00+02:00,2026-06-03T12:00+02:00,work,till,worked\n"
    )
    (folder / "past_roster.csv").write_text(past, encoding="utf-8")
    store = so.read_store(folder)
    so.publish(planned(store, ("ann", 0, 9, 17)), store, at=IN_TIME)
    found = {(r["shift_id"], r["start"], r["state"]) for r in rows(folder / "past_roster.csv")}
    assert ("w1", "2026-06-03T09:00+02:00", "worked") in found
    assert len(so.read_store(folder).past) == 2


def test_ids_that_begin_again_every_week_are_told_apart(folder: Path) -> None:
    """The second week's shift is called by its date; told in one go, the first one is kept."""
    store = so.read_store(folder)
    for monday in (MONDAY, MONDAY + timedelta(days=7)):
        so.publish(planned(store, ("ann", 0, 9, 17), monday=monday), store, at=IN_TIME)
    first, second = so.read_store(folder).past
    assert (first.shift.id, second.shift.id) == ("ann-0", "ann-20260615")
    assert second.shift.start - first.shift.start == timedelta(days=7)


def test_cells_with_spaces_are_replaced_as_others(folder: Path) -> None:
    """Spaces after commas do not count when the store is read, nor here."""
    past = folder / "past_roster.csv"
    store = so.read_store(folder)
    so.publish(planned(store, ("ann", 0, 9, 17)), store, at=IN_TIME)
    past.write_text(past.read_text(encoding="utf-8").replace(",", ", "), encoding="utf-8")
    store = so.read_store(folder)
    so.publish(planned(store, ("ann", 0, 9, 16)), store, at=IN_TIME)
    assert [row["end"][11:16] for row in rows(past)] == ["16:00"]


def test_hours_that_were_worked_are_never_replaced(folder: Path) -> None:
    """A row without a state was worked: the plan must have its hours, and then the row stays."""
    past = folder / "past_roster.csv"
    content = (
        "employee_id,shift_id,start,end,activity,role\n"
        "ann,a,2026-06-08T09:00,2026-06-08T12:00,work,till\n"
        "ann,a,2026-06-08T12:00,2026-06-08T17:00,training,\n"
        "bo,b,2026-06-09T09:00,2026-06-09T17:00,work,till\n"
    )
    past.write_text(content, encoding="utf-8")
    store = so.read_store(folder)
    with pytest.raises(so.ConfigError) as told:
        so.publish(planned(store, ("ann", 0, 9, 16), ("bo", 0, 9, 17)), store, at=IN_TIME)
    expected = "a plan with them (pins.csv keeps shifts), or the state published, if not worked"
    assert [str(each) for each in told.value.problems] == [
        f"past_roster.csv line {line}: found work of {who} on {day} Jun 09:00-17:00 "
        f"that the plan does not have; expected {expected}"
        for line, who, day in ((2, "ann", "Mon 08"), (4, "bo", "Tue 09"))
    ]
    assert past.read_text(encoding="utf-8") == content
    so.publish(planned(store, ("ann", 0, 9, 17), ("bo", 1, 9, 17)), store, at=IN_TIME)
    assert {(r["shift_id"], r["state"], r["start"][:10]) for r in rows(past)} == {
        ("a", "", "2026-06-08"),
        ("b", "", "2026-06-09"),
    }


def test_the_search_pays_for_late_changes_as_the_bill_does(folder: Path) -> None:
    """Nobody is needed, so told late the shift stays or goes by its price, exactly as billed.

    Told 14 days before its start it is free: seconds of the clock, as `date` gives, are cut off.
    """
    store = so.read_store(folder)
    so.publish(planned(store, ("bo", 0, 9, 17)), store, at=IN_TIME)
    store = so.read_store(folder)
    need = planned(store).problem.requirement
    late = so.plan(need, store, iterations=2_000, publish_at=LATE)
    fortnight = datetime(2026, 5, 25, 7, 0, 59, tzinfo=UTC)
    early = so.plan(need, store, iterations=2_000, publish_at=fortnight)
    assert early.problem.publish_at == fortnight.replace(second=0)
    assert early.cost == 0
    assert late.cost == late.costs["change_premium"] == 12_000
    assert any("notice is missed" in note for note in late.notes)
    assert not any("notice" in note for note in early.notes)


def test_days_that_are_over_are_published_with_a_note(folder: Path) -> None:
    """Told on the Monday after: who means another instant can say so. A day before, no word."""
    store = so.read_store(folder)
    plan = planned(store, ("ann", 0, 9, 17))
    sunday = datetime(2026, 6, 14, 12, tzinfo=UTC)
    assert len(so.publish(plan, store, at=sunday, late=True).notes) == 1
    notes = so.publish(plan, store, at=sunday + timedelta(days=1), late=True).notes
    assert notes[1].startswith("told on 2026-06-15, when the plan's days were over")
