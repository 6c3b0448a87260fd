"""employee_history.csv: the digest for next week's plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from staffopt.domain.history import History
from staffopt.domain.plan import Plan
from staffopt.formats.base import Table
from staffopt.formats.cells import stamp


class HistoryTable(Table):
    """What the next plan must know of everybody, in the columns of a store's employee_history.csv.

    Put it into the store's folder, and the next week goes on with the same balances.
    """

    name = "history"
    file = "employee_history.csv"
    columns: ClassVar[tuple[str, ...]] = (
        "employee_id",
        "as_of",
        "shifts",
        "week_minutes",
        "period_start",
        "period_minutes",
        "period_neutral_days",
        "period_known_from",
        "sundays_off_last_52",
        "overtime_minutes_year",
        "compensatory_rest_due",
        "last_short_rest",
    )

    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """One row a person."""
        for person, history in sorted(plan.carried.items()):
            kept = dict(history.kept)
            yield (
                person,
                history.as_of.isoformat(),
                _shifts(plan, history),
                ";".join(
                    f"{week.first}={week.minutes}" + (f"+{week.leave_days}" * bool(week.leave_days))
                    for week in history.weeks
                ),
                ";".join(str(period.first) for period in history.periods),
                ";".join(str(period.minutes) for period in history.periods),
                ";".join(str(period.leave_days) for period in history.periods),
                ";".join(str(period.known_from or period.first) for period in history.periods),
                *(kept.get(column, "") for column in self.columns[8:]),
            )


def _shifts(plan: Plan, history: History) -> str:
    """The shifts of the last weeks, in order of time."""
    horizon = plan.roster.horizon
    return ";".join(
        f"{stamp(horizon, each.start)}/{stamp(horizon, each.end)}/{each.paid_minutes}"
        for each in history.shifts
    )
