"""Every schedule spends the whole budget and only cools; small stores begin hotter."""

from __future__ import annotations

import pytest

from staffopt.solver.cooling import SMALL, phases


@pytest.mark.parametrize("person_days", [1, SMALL, SMALL + 1, 1400])
def test_shares_sum_to_the_budget_and_each_phase_goes_on_where_the_last_ended(
    person_days: int,
) -> None:
    """Shares sum to one; a phase's last temperature is the next one's first."""
    found = phases(person_days)
    assert sum(share for share, _, _ in found) == pytest.approx(1.0)
    assert all(first > last for _, first, last in found)
    ends = [last for _, _, last in found[:-1]]
    assert ends == [first for _, first, _ in found[1:]]


def test_forty_person_days_begin_at_five_and_one_more_at_two() -> None:
    """In units of what one missing person costs in a slot."""
    assert phases(SMALL)[0][1] == 5.0
    assert phases(SMALL + 1)[0][1] == 2.0
