"""Least days off in a row."""

from __future__ import annotations

from staffopt.rules._least_days import LeastDays


class LeastDaysOff(LeastDays):
    """Who has days off has at least `least_days` of them in a row.

    Why: a single day off between days of work is hardly rest.
    Example: with `least_days: 2`, shifts on Monday and Wednesday, none on Tuesday, are a day short
    and cost the price; it is then a violation, as hours below a contract are. Shifts before and
    after the planned days lengthen a run; on a side of the plan where the person has none, or with
    `edges: open` on both, a run that reaches the edge is long enough.
    """

    name = "least_days_off"
    worked = False
    done = "is off for"
