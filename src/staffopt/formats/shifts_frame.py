"""The shifts of a plan as a pandas table, for a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.domain.plan import Plan
from staffopt.formats.shifts_table import ShiftsTable

if TYPE_CHECKING:
    import pandas as pd


def shifts_frame(plan: Plan) -> pd.DataFrame:
    """Return the rows of `shifts.csv` without pay, `start` and `end` as times on the store's clock.

    A plan without shifts gives the same columns.
    """
    import pandas as pd

    table = ShiftsTable()
    frame = pd.DataFrame(table.rows(plan, with_pay=False), columns=list(table.columns))
    for column in ("start", "end"):
        instants = pd.to_datetime(frame[column], utc=True)
        frame[column] = instants.dt.tz_convert(plan.roster.horizon.zone)
    return frame
