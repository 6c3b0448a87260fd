"""No change makes plans dearer or their search longer without being noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from work import Work, differences, measured, read_record

THEN = Work(
    cost=900, bound=700, sessions=2, tried=1000, taken=400, cp_sat=2.0, models=10, simplex=50
)


def test_plans_cost_no_more_and_take_the_work_that_is_on_record() -> None:
    """Fixed seeds and moves: cost and bound as recorded or better, every count within 10 %.

    After a change that is meant: `python benchmarks/work.py --record`.
    """
    assert differences(measured(), read_record()) == []


def test_the_record_holds_plans_with_training_and_cp_sat() -> None:
    """What the gate runs on sits in sessions, polishes and proves."""
    record = read_record()
    assert min(work.sessions for work in record.values()) > 0
    assert min(work.models for work in record.values()) > 1
    assert any(work.bound == work.cost for work in record.values())
    assert all(work.tried > 2 * work.taken > 0 for work in record.values())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cost": 901}, "cost 901, in the record 900"),
        ({"bound": 699}, "bound 699, in the record 700"),
        ({"tried": 1101}, "tried 1101, in the record 1000"),
        ({"taken": 359}, "taken 359, in the record 400"),
        ({"cp_sat": 2.21}, "cp_sat 2.21, in the record 2.0"),
        ({"models": 12}, "models 12, in the record 10"),
        ({"simplex": 56}, "simplex 56, in the record 50"),
    ],
)
def test_more_than_a_tenth_is_told(changed: dict[str, float], said: str) -> None:
    """One hundredth of cost is enough; of counts, a tenth is not."""
    now = replace(THEN, **changed)  # type: ignore[arg-type]
    assert differences({"week": now}, {"week": THEN}) == [f"week: {said}"]


def test_a_tenth_and_a_better_cost_pass() -> None:
    """A cheaper plan with a tenth more moves, models and simplex iterations."""
    now = replace(THEN, cost=850, bound=710, tried=1100, models=11, simplex=55)
    assert differences({"week": now}, {"week": THEN}) == []


def test_another_list_of_plans_is_told() -> None:
    """A plan that is not on record cannot be compared."""
    assert differences({"week": THEN}, {}) == ["plans ['week'], in the record []"]
