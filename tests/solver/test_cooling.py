"""Every schedule spends the whole budget; large stores are heated once more, small ones often."""

from __future__ import annotations

from itertools import pairwise

import pytest

from staffopt.solver.cooling import MIDDLE, RESTARTS, SMALL, WORTH_RESTARTS, phases, restarts


@pytest.mark.parametrize(
    ("person_days", "heated"),
    [(1, []), (SMALL, []), (SMALL + 1, [1.97]), (MIDDLE, [1.97]), (MIDDLE + 1, [0.27])],
)
def test_shares_sum_to_the_budget_and_phases_join_but_for_the_second_lap(
    person_days: int, heated: list[float]
) -> None:
    """Shares sum to one; a phase's last temperature is the next one's first, or lower once."""
    found = phases(person_days, WORTH_RESTARTS / 2)
    assert sum(share for share, _, _ in found) == pytest.approx(1.0)
    assert all(first > last for _, first, last in found)
    steps = [after - last for (_, _, last), (_, after, _) in pairwise(found)]
    assert [step for step in steps if step] == pytest.approx(heated)


def test_a_tenth_of_the_budget_ends_cold() -> None:
    """Whoever interrupts later has a roster that was cooled to the end."""
    for person_days in (SMALL + 1, MIDDLE + 1):
        found = phases(person_days)
        assert found[0][1] == 2.0
        assert sum(share for share, _, _ in found[:3]) == pytest.approx(0.1)
        assert found[2][2] <= 0.03


@pytest.mark.parametrize(("worth", "slow"), [(1, 1), (40, 1), (60, 2), (300, 9)])
def test_a_middle_store_cools_again_where_a_longer_cooling_ends_no_lower(
    worth: float, slow: int
) -> None:
    """After the quick one come slow ones of equal length, of about half a minute."""
    found = phases(MIDDLE, worth)
    ends = [share for share, hot, _ in found if hot == 2.0]
    assert len(ends) == 1 + slow
    assert ends[1:] == pytest.approx([0.05 * 0.9 / slow] * slow)
    assert sum(share for share, _, _ in found) == pytest.approx(1.0)


def test_forty_person_days_begin_at_five_and_one_more_at_two() -> None:
    """In units of what one missing person costs in a slot."""
    assert phases(SMALL)[0][1] == 5.0
    assert phases(SMALL + 1)[0][1] == 2.0


def test_a_small_store_cools_to_the_end_again_and_again_from_as_hot() -> None:
    """A sixteenth of the budget ends cold already; the last cooling has a quarter of it."""
    found = phases(SMALL)
    assert sum(share for share, _, _ in found) == pytest.approx(1.0)
    assert [hot for _, hot, _ in found].count(5.0) == len(RESTARTS) == 8
    ends = [k + 1 for k, (_, _, cold) in enumerate(found) if cold <= 0.03]
    assert sum(share for share, _, _ in found[: ends[0]]) == pytest.approx(1 / 16)
    assert sum(share for share, _, _ in found[ends[-2] :]) == pytest.approx(1 / 4)


def test_a_small_budget_is_spent_on_one_cooling() -> None:
    """Below a fifth of a second, or 200,000 moves, there is nothing to share out."""
    assert restarts(SMALL, WORTH_RESTARTS)
    assert not restarts(SMALL, WORTH_RESTARTS - 0.01)
    assert not restarts(SMALL + 1, 60.0)
    assert len(phases(SMALL, WORTH_RESTARTS)) == 8 * len(phases(SMALL, WORTH_RESTARTS - 0.01))
    assert phases(SMALL + 1, WORTH_RESTARTS) == phases(SMALL + 1, WORTH_RESTARTS / 2)
