"""Every schedule spends the whole budget; large stores are heated once more; small begin hotter."""

from __future__ import annotations

from itertools import pairwise

import pytest

from staffopt.solver.cooling import LAP, MIDDLE, SMALL, phases


@pytest.mark.parametrize(
    ("person_days", "heated"), [(1, 0), (SMALL, 0), (SMALL + 1, 0), (MIDDLE, 0), (MIDDLE + 1, 1)]
)
def test_shares_sum_to_the_budget_and_phases_join_but_for_the_second_lap(
    person_days: int, heated: int
) -> None:
    """Shares sum to one; a phase's last temperature is the next one's first, or lower once."""
    found = phases(person_days)
    assert sum(share for share, _, _ in found) == pytest.approx(1.0)
    assert all(first > last for _, first, last in found)
    steps = [after - last for (_, _, last), (_, after, _) in pairwise(found)]
    assert [step for step in steps if step] == pytest.approx([0.27] * heated)


def test_a_tenth_of_the_budget_ends_cold() -> None:
    """Whoever interrupts later has a roster that was cooled to the end."""
    assert sum(share for share, _, _ in LAP) == pytest.approx(0.1)
    assert LAP[-1][2] <= 0.03


def test_forty_person_days_begin_at_five_and_one_more_at_two() -> None:
    """In units of what one missing person costs in a slot."""
    assert phases(SMALL)[0][1] == 5.0
    assert phases(SMALL + 1)[0][1] == 2.0
