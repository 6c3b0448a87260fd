"""plan.json fits its schema and gives an equal plan back."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from tests.formats.sample import played_plan, sample_plan, tiny_plan

from staffopt.domain.plan import Plan
from staffopt.domain.shared_changes import HIDDEN
from staffopt.errors import DataError
from staffopt.formats.plan_file import plan_id, plan_record, same_plan, without_pay
from staffopt.formats.plan_reading import read_plan
from staffopt.formats.plan_schema import plan_schema
from staffopt.formats.writing import write
from staffopt.simulation.record import record

SHIPPED = json.loads(files("staffopt.formats").joinpath("plan.schema.json").read_text("utf-8"))


def rewritten(plan: Plan, path: Path, change: dict[str, Any]) -> Path:
    """A plan file in which some keys, by dotted path, are changed."""
    record = plan_record(plan, with_pay=True)
    for dotted, value in change.items():
        *above, last = dotted.split(".")
        here: Any = record
        for part in above:
            here = here[int(part) if isinstance(here, list) else part]
        here[int(last) if isinstance(here, list) else last] = value
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("plan", "with_pay"),
    [(sample_plan(6), True), (tiny_plan(), False), (played_plan(sample_plan(6)), False)],
)
def test_it_fits_the_shipped_schema(plan: Plan, with_pay: bool):
    """With pay and without."""
    record = json.loads(json.dumps(plan_record(plan, with_pay=with_pay)))
    jsonschema.Draft202012Validator(SHIPPED).validate(record)


def test_the_schema_forbids_what_it_does_not_know():
    """A key too many, or a text for a number, does not fit."""
    record = json.loads(json.dumps(plan_record(tiny_plan(), with_pay=True)))
    validator = jsonschema.Draft202012Validator(SHIPPED)
    assert not validator.is_valid({**record, "extra": 1})
    assert not validator.is_valid({**record, "bound": "much"})


def test_the_shipped_schema_is_that_of_the_code():
    """After a change of the domain: write `plan_schema()` to plan.schema.json again."""
    assert plan_schema() == SHIPPED


def test_a_plan_comes_back_equal(tmp_path: Path):
    """Everything, arrays, infinite waits and the run's clock included."""
    plan = sample_plan()
    write(plan, tmp_path / "plan", with_pay=True)
    back = read_plan(tmp_path / "plan")
    assert same_plan(back, plan)
    assert back.roster == plan.roster
    assert back.problem.people == plan.problem.people
    assert (back.run, back.manifest) == (plan.run, plan.manifest)
    assert (back.cost, back.bound, back.claims) == (plan.cost, plan.bound, plan.claims)
    assert plan_id(back) == plan_id(plan)


def test_arrays_come_back_with_their_types(tmp_path: Path):
    """Loss in whole hundredths, masks as truth, an infinite wait as such."""
    plan = sample_plan()
    write(plan, tmp_path / "plan.json", with_pay=True)
    before = plan.problem.requirement.roles["cashier"]
    after = read_plan(tmp_path / "plan.json").problem.requirement.roles["cashier"]
    assert (str(after.loss.dtype), str(after.required.dtype)) == ("int64", "int32")
    assert np.array_equal(after.loss, before.loss)
    assert before.wait is not None
    assert after.wait is not None
    assert np.isinf(before.wait).any()
    assert np.array_equal(after.wait, before.wait)


def test_a_stress_test_comes_back_equal(tmp_path: Path):
    """Slots, levels, money and spans included."""
    plan = played_plan(sample_plan())
    write(plan, tmp_path / "plan", with_pay=True)
    back = read_plan(tmp_path / "plan")
    assert same_plan(back, plan)
    assert not same_plan(back, replace(plan, stress_test=None))
    assert back.stress_test is not None
    assert plan.stress_test is not None
    assert record(back.stress_test) == record(plan.stress_test)
    assert back.stress_test.at_risk == plan.stress_test.at_risk
    assert back.stress_test.bottleneck is not None
    assert back.stress_test.bottleneck == plan.stress_test.bottleneck


def test_a_file_of_the_first_version_is_read(tmp_path: Path):
    """It knows no stress test."""
    plan = tiny_plan()
    told = plan_record(plan, with_pay=True)
    del told["stress_test"]
    (tmp_path / "plan.json").write_text(json.dumps({**told, "version": 1}), encoding="utf-8")
    assert same_plan(read_plan(tmp_path / "plan.json"), plan)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"stress_test.horizon.days": 6}, "stress_test.horizon: found 6 days from 2026-11-23"),
        ({"stress_test.roles.cashier.people": [1]}, "people: found 1 slots; expected 672"),
        ({"stress_test.roles.cashier.slot_waits": {"0.5": [1]}}, "slot_waits.0.5: found 1 slots"),
        ({"stress_test.roles.cashier.weeks.left": [1]}, "weeks.left: found 1 weeks; expected 10"),
        ({"stress_test.roles.cashier.waits": {"half": 1}}, "expected keys that are numbers"),
    ],
)
def test_a_wrong_stress_test_is_a_data_error(change: dict[str, Any], told: str, tmp_path: Path):
    """It says where and what."""
    with pytest.raises(DataError) as caught:
        read_plan(rewritten(played_plan(sample_plan(6)), tmp_path / "plan.json", change))
    assert told in str(caught.value)


def test_without_pay_it_comes_back_equal_up_to_what_was_left_out(tmp_path: Path):
    """Wages are 0, birth dates and reasons unknown, claims none."""
    plan = sample_plan()
    write(plan, tmp_path / "plan")
    back = read_plan(tmp_path / "plan")
    assert same_plan(back, without_pay(plan))
    assert not same_plan(back, plan)
    assert {person.wage for person in back.problem.people} == {0}


@pytest.mark.parametrize("with_pay", [False, True])
def test_one_file_says_what_a_plan_was_made_with(with_pay: bool, tmp_path: Path):
    """A plan without its manifest is made again with the same changes, wages but with pay."""
    changes = {"rules.min_rest.hours": 9, "people.E1.wage": 31.25}
    plan = replace(tiny_plan(), manifest={"store": "shop", "changes": changes})
    write(plan, tmp_path / "week.json", with_pay=with_pay)
    told = dict(changes) if with_pay else {**changes, "people.E1.wage": HIDDEN}
    assert read_plan(tmp_path / "week.json").manifest == {"changes": told}
    assert same_plan(read_plan(tmp_path / "week.json"), plan) == with_pay
    kept = json.loads((tmp_path / "week.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(SHIPPED).validate(kept)


def test_changes_that_are_none_are_a_data_error(tmp_path: Path):
    """It says where and what."""
    told = plan_record(tiny_plan(), with_pay=True)
    assert "changes" not in told
    (tmp_path / "plan.json").write_text(json.dumps({**told, "changes": [1]}), encoding="utf-8")
    with pytest.raises(DataError, match=r"plan.json: changes: found .*; expected a mapping"):
        read_plan(tmp_path / "plan.json")


def test_the_clock_is_not_part_of_being_the_same():
    """A slower run of the same search is the same plan; a dearer one is not."""
    plan = tiny_plan()
    assert same_plan(plan, replace(plan, run=replace(plan.run, seconds=9.0)))
    assert not same_plan(plan, replace(plan, costs={"wages": 9001, "service": 3000}))


def test_another_plans_manifest_is_left_alone(tmp_path: Path):
    """A plan.json copied beside a manifest of another plan has no clock."""
    write(sample_plan(), tmp_path / "plan")
    write(tiny_plan(), tmp_path / "tiny.json")
    (tmp_path / "tiny.json").replace(tmp_path / "plan" / "plan.json")
    assert read_plan(tmp_path / "plan").run.seconds == 0.0


def test_every_fault_is_told_at_once(tmp_path: Path):
    """Four faults, four lines, each with its place."""
    path = rewritten(
        sample_plan(),
        tmp_path / "plan.json",
        {
            "roster.shifts.0.blocks.0.start": "2026-11-23 07:00",
            "roster.shifts.0.blocks.1.activity": "braek",
            "problem.people.2.hours_min": "many",
            "bound_bye": 1,
        },
    )
    with pytest.raises(DataError) as caught:
        read_plan(path)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 4
    assert any("roster.shifts[0].blocks[0].start" in one and "+01:00" in one for one in told)
    assert any("did you mean 'break'?" in one for one in told)
    assert any(
        "problem.people[2].hours_min: found 'many'; expected a number" in one for one in told
    )
    assert any("did you mean 'bound_by'?" in one for one in told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 3}, "version: found 3; expected 1 or 2"),
        ({"schema": "roster"}, "schema: found schema 'roster'"),
        ({"roster.horizon.zone": "Europe/Londn"}, "zone: found 'Europe/Londn'"),
        ({"problem.requirement.open": [0, 1]}, "open: found 2 slots; expected 672"),
        ({"problem.requirement.roles.cashier.loss": 3}, "loss"),
        ({"roster.shifts.0.blocks": []}, "no blocks"),
        ({"run.seed": None}, "run.seed: found None; expected a whole number"),
    ],
)
def test_a_wrong_plan_is_a_data_error(change: dict[str, Any], told: str, tmp_path: Path):
    """It says where and what."""
    with pytest.raises(DataError) as caught:
        read_plan(rewritten(tiny_plan(), tmp_path / "plan.json", change))
    assert told in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_plan_is_a_data_error(content: bytes, tmp_path: Path):
    """Empty, torn, another kind of JSON, not UTF-8, nested without end."""
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"plan\.json"):
        read_plan(path)


def test_a_missing_plan_is_a_data_error(tmp_path: Path):
    """It names the path."""
    with pytest.raises(DataError, match="No such file"):
        read_plan(tmp_path / "nowhere")
