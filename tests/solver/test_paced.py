"""How often a search reports."""

from __future__ import annotations

from staffopt.domain.plan import Progress
from staffopt.solver.paced import Paced


def test_a_report_prints_as_a_line():
    """Money in units, the gap in percent: 500.00 over 450.00 is 10 %; a bound of 0 is none yet."""
    found = Progress(2.46, 1000, 500_00, 450_00, "annealing")
    assert str(found) == "2.5 s: cost 500.00, bound 450.00, gap 10.0%, annealing"
    assert str(progress(1.0)) == "1.0 s: cost 500.00, no bound yet, annealing"


def progress(seconds: float) -> Progress:
    """A report so many seconds after the start."""
    return Progress(seconds, round(1000 * seconds), 500_00, 0, "annealing")


def test_the_first_the_last_and_one_each_half_second_are_passed_on():
    """Of twelve, an eighth of a second apart: the 1st, 5th, 9th, and the 12th in the end."""
    heard: list[float] = []
    paced = Paced(lambda each: heard.append(each.seconds))
    for eighth in range(1, 13):
        paced(progress(eighth / 8))
    assert heard == [1 / 8, 5 / 8, 9 / 8]
    paced.end()
    paced.end()
    assert heard == [1 / 8, 5 / 8, 9 / 8, 12 / 8]
