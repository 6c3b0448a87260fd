"""Samples of the rule break_due, and the bugs planted in it."""

from __future__ import annotations

from datetime import time
from typing import Any

from tests.rules.planting import (
    Bug,
    answers,
    checks_on,
    checks_with,
    each,
    later_end,
    later_start,
    sees,
    the_day_before,
)
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid, clock_of_the_first_day, none
from tests.rules.shared_settings import YOUNG

from staffopt.domain.shapes import Ints
from staffopt.rules.break_due import BreakOwed


def _meal(by: float = 0, inclusive: bool = False) -> BreakOwed:
    return BreakOwed(
        over_hours=6, minutes=30, inclusive=inclusive, earliest_hours=1 - by, latest_hours=4 + by
    )


def _rests(by: float, inclusive: bool = False) -> BreakOwed:
    return BreakOwed(
        over_hours=(3, 6),
        minutes=15,
        paid=True,
        inclusive=(inclusive, True),
        latest_hours=(3 + by, 6),
        before_end_hours=0.5 - by,
    )


def _never_long(hours: float) -> BreakOwed:
    return BreakOwed(over_hours=6, minutes=30, longest_stretch_hours=hours)


def _german(by: float = 0) -> BreakOwed:
    return BreakOwed(
        over_hours=(5 + by, 6.5 + by),
        minutes=(30, 15),
        basis="work",
        least_piece_minutes=15,
        not_in_first_hours=0.5,
    )


def _noon(until: str = "14:00", since: str = "12:00", **more: Any) -> BreakOwed:
    return BreakOwed(minutes=30, between=f"{since}-{until}", if_spans="12:00-14:00", **more)


def _second(until: str = "15:30", before: int = 12) -> BreakOwed:
    return BreakOwed(
        minutes=30, between=f"13:00-{until}", start_before=time(before), end_after=time(15)
    )


def _midway(within: float, start_between: str = "13:00-08:00") -> BreakOwed:
    return BreakOwed(
        over_hours=4, minutes=30, start_between=start_between, midway_within_hours=within
    )


def _waived(up_to: float) -> BreakOwed:
    return BreakOwed(
        over_hours=(4, 7), minutes=30, waivable=("waiver",), waivable_up_to_hours=up_to
    )


def _later_if_long(by: float = 0) -> BreakOwed:
    return BreakOwed(
        over_hours=(4, 6),
        up_to_hours=(6, 24),
        minutes=30,
        earliest_hours=(1 - by, 2 - by),
        latest_hours=(3 + by, 5 + by),
        basis="work",
    )


def _half_more(most: Ints) -> Ints:
    return most + 30


SAMPLES: tuple[Sample, ...] = (
    Sample(_meal(), _meal(inclusive=True), _meal(by=0.5)),
    Sample(_meal(), _meal(by=-0.5), BreakOwed(over_hours=7, minutes=30, latest_hours=4)),
    Sample(_rests(0), _rests(0, inclusive=True), _rests(0.5)),
    Sample(BreakOwed(who=YOUNG, over_hours=4, minutes=30), None, None),
    Sample(_never_long(4), _never_long(3.5), _never_long(5)),
    Sample(_german(), _german(-0.5), _german(0.5)),
    Sample(_noon(), _noon("13:30"), _noon("14:30")),
    Sample(_second(), _second(before=13), _second("16:30")),
    Sample(_midway(1), _midway(0.5), _midway(1.5)),
    Sample(
        BreakOwed(over_hours=3, inclusive=True, per_hours=4, minutes=15, paid=True),
        BreakOwed(over_hours=3, inclusive=True, per_hours=3.5, minutes=15, paid=True),
        BreakOwed(over_hours=3, per_hours=4, minutes=15, paid=True),
    ),
    Sample(_waived(6), _waived(5.5), _waived(7)),
    Sample(BreakOwed(who=YOUNG, over_hours=6, minutes=45, least_piece_minutes=15)),
    Sample(_later_if_long(), _later_if_long(-0.5), _later_if_long(0.5)),
)


BUGS = (
    Bug("break_due", "shape", "takes > for >=", sees("breaks", later_end(-1)), 2),
    Bug("break_due", "shape", "is late", each("breaks", latest=lambda at: at + 30)),
    Bug("break_due", "shape", "is early", each("breaks", earliest=lambda at: at - 60)),
    Bug("break_due", "shape", "forgets paid", each("breaks", paid=lambda _: True)),
    Bug("break_due", "check", "takes >= for >", checks_with(inclusive=lambda _: True)),
    Bug("break_due", "check", "counts all as paid", checks_on(roster=breaks_paid)),
    Bug("break_due", "check", "forgets the end", checks_with(before_end_hours=lambda _: 0), 2),
    Bug("break_due", "shape", "forgets stretches", answers("unbroken", lambda _: ()), 4),
    Bug("break_due", "shape", "is half an hour generous", each("unbroken", most=_half_more), 4),
    Bug("break_due", "shape", "measures the span", each("breaks", spared=none), 5),
    Bug("break_due", "shape", "takes no pieces", each("breaks", least_piece=lambda _: 0), 11),
    Bug("break_due", "shape", "reads the clock late", sees("breaks", later_start(1)), 6),
    Bug("break_due", "shape", "takes the day before", sees("breaks", the_day_before), 7),
    Bug("break_due", "shape", "is off the middle", sees("breaks", later_end(60)), 8),
    Bug("break_due", "check", "forgets stretches", checks_with(longest_stretch_hours=none), 4),
    Bug("break_due", "check", "measures the span", checks_with(basis=lambda _: "span"), 5),
    Bug("break_due", "check", "takes no pieces", checks_with(least_piece_minutes=none), 11),
    Bug("break_due", "check", "asks everybody at noon", checks_with(if_spans=none), 6),
    Bug("break_due", "check", "forgets who starts late", checks_with(start_before=none), 7),
    Bug("break_due", "check", "forgets who ends early", checks_with(end_after=none), 7),
    Bug("break_due", "check", "ignores the clock change", checks_on(clock_of_the_first_day), 8),
    Bug("break_due", "check", "forgets starts", checks_with(start_between=none), 8),
    Bug("break_due", "check", "counts full parts", checks_with(major_fraction=lambda _: False), 9),
    Bug("break_due", "shape", "is of all lengths", each("breaks", beyond=none), 12),
    Bug("break_due", "check", "is of all lengths", checks_with(up_to_hours=none), 12),
    Bug("break_due", "check", "forgets consent", checks_with(waivable=lambda _: ()), 10),
)
