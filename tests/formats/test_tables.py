"""The columns of the tables are a contract; the figures can be checked by hand."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from tests.formats.sample import sample_plan, tiny_plan

from staffopt.domain.plan import Plan
from staffopt.formats import FORMATS
from staffopt.formats.plan_file import without_pay

CONTRACT = {
    "roster": "employee_id, name, shift_id, start, end, activity, role, session_id, paid",
    "shifts": "employee_id, name, shift_id, date, start, end, paid_minutes, unpaid_minutes",
    "coverage": "role, start, demand_p50, demand_p90, required, scheduled, service_level, "
    "expected_wait_s, loss",
    "training": "session_id, course, start, end, employee_id, part, status, reason",
    "premiums": "date, rule, citation, times, amount",
    "violations": "rule, citation, employee_id, start, end, hard, price, message, mend, why",
}


def table(plan: Plan, name: str, folder: Path, *, with_pay: bool = False) -> list[dict[str, str]]:
    """A table as it is read back."""
    path = folder / f"{name}.csv"
    FORMATS[name]().write(plan, path, with_pay=with_pay)
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_as_promised(name: str, tmp_path: Path):
    """Exactly these columns, in this order."""
    FORMATS[name]().write(sample_plan(), tmp_path / "table.csv")
    header = (tmp_path / "table.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == CONTRACT[name].replace(", ", ",")


def test_the_pandas_table_is_shifts_csv_on_the_stores_clock(tmp_path: Path):
    """The same columns and rows; times are times, of the store's zone; no shifts, no rows."""
    plan = sample_plan(zone="Europe/Warsaw")
    frame, rows = plan.shifts_table(), table(plan, "shifts", tmp_path)
    assert list(frame.columns) == list(rows[0])
    assert [str(at.isoformat()) for at in frame["start"]] == [row["start"] for row in rows]
    assert str(frame["end"].dt.tz) == "Europe/Warsaw"
    assert frame["paid_minutes"].sum() == sum(int(row["paid_minutes"]) for row in rows)
    empty = replace(plan, roster=replace(plan.roster, shifts=(), sessions=()))
    assert list(empty.shifts_table().columns) == list(rows[0])


def test_a_block_is_a_row(tmp_path: Path):
    """Ann works, pauses and works; the break is unpaid and has no role."""
    rows = table(tiny_plan(), "roster", tmp_path)
    assert [row["activity"] for row in rows] == ["work", "break", "work"]
    assert rows[1] == {
        "employee_id": "E1",
        "name": "Ann",
        "shift_id": "S1",
        "start": "2026-11-23T12:00:00+00:00",
        "end": "2026-11-23T12:30:00+00:00",
        "activity": "break",
        "role": "",
        "session_id": "",
        "paid": "false",
    }


def test_instants_have_the_offset_of_their_moment(tmp_path: Path):
    """In New York, Monday 23 November is five hours behind UTC."""
    rows = table(tiny_plan(zone="America/New_York"), "shifts", tmp_path)
    assert rows[0]["start"] == "2026-11-23T08:00:00-05:00"


def test_a_shift_has_its_paid_minutes(tmp_path: Path):
    """Eight hours less half an hour; 7.5 h at 12.00 is 90.00, said only with pay."""
    assert "cost" not in table(tiny_plan(), "shifts", tmp_path)[0]
    row = table(tiny_plan(), "shifts", tmp_path, with_pay=True)[0]
    assert (row["paid_minutes"], row["unpaid_minutes"], row["cost"]) == ("450", "30", "90.00")


def test_cover_is_counted_and_priced(tmp_path: Path):
    """Nobody is there in two slots of break and the four after 16:00; each costs 5.00."""
    rows = table(tiny_plan(), "coverage", tmp_path)
    short = [row for row in rows if row["scheduled"] == "0"]
    assert len(rows) == 36
    assert [row["start"][11:16] for row in short] == [
        "12:00",
        "12:15",
        "16:00",
        "16:15",
        "16:30",
        "16:45",
    ]
    assert {row["loss"] for row in short} == {"5.00"}
    assert sum(float(row["loss"]) for row in rows) == 30.0


def test_what_a_method_does_not_know_is_empty(tmp_path: Path):
    """No queue, no service level; no forecast, no demand."""
    row = table(tiny_plan(), "coverage", tmp_path)[0]
    unknown = ("demand_p50", "demand_p90", "service_level", "expected_wait_s")
    assert {row[name] for name in unknown} == {""}


def test_training_is_held_or_displaced_with_a_reason(tmp_path: Path):
    """Each session names its trainer first; each need that is not held says why."""
    plan = sample_plan()
    rows = table(plan, "training", tmp_path)
    held = [row for row in rows if row["status"] == "held"]
    lost = [row for row in rows if row["status"] == "displaced"]
    people = sum(1 + len(session.attendees) for session in plan.roster.sessions)
    assert len(held) == people > 3
    assert held[0]["part"] == "trainer"
    assert len(lost) == len(plan.roster.displaced) > 0
    assert all(row["reason"] and not row["start"] for row in lost)


def test_a_priced_breach_has_its_price(tmp_path: Path):
    """25.00 and not hard."""
    row = table(sample_plan(), "violations", tmp_path)[0]
    assert (row["hard"], row["price"], row["rule"]) == ("false", "25.00", "min_rest")


def test_premiums_are_by_day_and_rule_and_by_person_only_with_pay(tmp_path: Path):
    """Two claims of 24.88 and 1.00 on one day are a row of 25.88; with pay two with names."""
    plan = sample_plan()
    (claim,) = plan.claims
    law = replace(claim, citation="SI 1998/1833")
    both = replace(plan, claims=(law, replace(law, amount=1_00, person_id="E2")))
    (row,) = table(both, "premiums", tmp_path)
    day = plan.problem.horizon.date_of(claim.start).isoformat()
    assert row == {
        "date": day,
        "rule": "sunday_premium",
        "citation": "SI 1998/1833",
        "times": "2",
        "amount": "25.88",
    }
    rows = table(both, "premiums", tmp_path, with_pay=True)
    assert [(row["employee_id"], row["amount"]) for row in rows] == [
        (claim.person_id, "24.88"),
        ("E2", "1.00"),
    ]


def test_premiums_of_a_plan_kept_without_pay_are_by_day_even_with_pay(tmp_path: Path):
    """Whose they are is not known any more."""
    (row,) = table(without_pay(sample_plan()), "premiums", tmp_path, with_pay=True)
    assert (row["rule"], row["times"], row["amount"]) == ("sunday_premium", "1", "24.88")
