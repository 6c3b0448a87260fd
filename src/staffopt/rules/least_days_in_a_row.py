"""Least days of work in a row."""

from __future__ import annotations

from staffopt.rules._least_days import LeastDays


class LeastDaysInARow(LeastDays):
    """Who comes to work works at least `least_days` dates in a row.

    Why: a single day of work between days off is no week for anybody.
    Example: with `least_days: 2`, a shift on Tuesday, none on Monday and Wednesday, is a day short
    and costs the price; it is then a violation, as hours below a contract are. Shifts before and
    after the planned days lengthen a run; on a side of the plan where the person has none, or with
    `edges: open` on both, a run that reaches the edge is long enough.
    """

    name = "least_days_in_a_row"
    worked = True
    done = "works"
