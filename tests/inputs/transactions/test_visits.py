"""Split tickets: one customer, one visit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from staffopt.inputs.transactions import Sales

Read = Callable[..., Sales]

ROWS = (
    "2024-05-06 10:00,1,sale,5,ann",
    "2024-05-06 10:12,2,sale,5,ann",
    "2024-05-06 10:25,3,sale,5,ann",
    "2024-05-06 10:13,4,sale,5,bob",
    "2024-05-06 10:14,5,return,5,ann",
    "2024-05-06 11:00,6,sale,5,ann",
    "2024-05-06 11:00,7,sale,5,",
    "2024-05-06 11:01,8,sale,5,",
)


@pytest.mark.parametrize(("minutes", "visits"), [(0, 7), (11, 7), (12, 6), (13, 5), (35, 4)])
def test_tickets_near_the_last_one_join_its_visit(read: Read, minutes: int, visits: int):
    """Ann's gaps are 12, 13 and 35 minutes; Bob, her return and the unnamed stay apart."""
    sales = read(*ROWS, visit_minutes=minutes)
    assert sales.counts.series["sales"].sum() == visits
    assert sales.counts.series["returns"].sum() == 1
    assert sales.counts.extra["sales.tickets"].sum() == 7
    assert (sales.quality.kept["sale"], sales.quality.visits["sale"]) == (7, visits)


def test_the_visit_is_counted_where_it_began(read: Read):
    """Ann's visit of 10:00 to 10:25 counts once, at 10:00."""
    series = read(*ROWS[:3], visit_minutes=15).counts.series["sales"]
    assert series[40] == 1
    assert series.sum() == 1
