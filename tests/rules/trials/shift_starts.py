"""Samples of the rule shift_starts, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

from tests.rules.planting import Bug, checks_on, checks_with, later_start, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later, clock_of_the_first_day
from tests.rules.shared_settings import ANYBODY, YOUNG

from staffopt.rules.base import Selector
from staffopt.rules.shift_starts import ShiftStarts, StartRange


def _starts(*hours: tuple[float, float], who: Selector = ANYBODY) -> ShiftStarts:
    windows = (tuple(time(int(at), round(at % 1 * 60)) for at in pair) for pair in hours)
    return ShiftStarts(who=who, windows=tuple(StartRange(since=a, until=b) for a, b in windows))


SAMPLES: tuple[Sample, ...] = (
    Sample(_starts((6, 9), (12, 18)), _starts((6.5, 8.5), (12, 18)), _starts((6, 10), (12, 18))),
    Sample(_starts((0, 4), (7, 16), (21, 23.5), who=YOUNG), _starts((7, 14), who=YOUNG)),
)


BUGS = (
    Bug("shift_starts", "shape", "is half an hour early", sees("allows", later_start(1))),
    Bug("shift_starts", "shape", "is half an hour late", sees("allows", later_start(-1))),
    Bug("shift_starts", "check", "knows one window", checks_with(windows=lambda w: w[:1])),
    Bug("shift_starts", "check", "is a birthday late", checks_on(born_later(1)), 1),
    Bug("shift_starts", "check", "ignores the clock change", checks_on(clock_of_the_first_day)),
)
