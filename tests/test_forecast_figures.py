"""The script that measures the forecasters and writes the tables of docs/forecasting.md."""

from __future__ import annotations

from datetime import date, time, timedelta

import numpy as np
import pytest

from forecasts import BEGIN, END, PAGE, table, with_figures
from missed_figures import knowing, lagged
from staffopt.domain.opening import Opening
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import Past


def test_the_page_has_its_marks_and_three_tables_between_them():
    """What stands there came from the script: the goals, every series, the worst weeks."""
    page = PAGE.read_text("utf-8")
    figures = page.split(BEGIN)[1].split(END)[0]
    assert with_figures(page, figures) == page
    assert [line for line in figures.splitlines() if line.startswith("| ---")] != []
    for head in ("| figure | goal |", "| series | min |", "| week of | ratio |"):
        assert figures.count(head) == 1


def test_new_figures_take_the_place_of_old_ones():
    """And of nothing else; a page without marks is refused."""
    page = f"before\n{BEGIN}old\n{END}after\n"
    assert with_figures(page, "new\n") == f"before\n{BEGIN}new\n{END}after\n"
    with pytest.raises(SystemExit, match="has lost its marks"):
        with_figures("before\nafter\n", "new\n")


def test_a_table_is_markdown():
    """A row of heads, a row of dashes, then the rows."""
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |\n"


FIRST = date(2011, 1, 3)
ALWAYS = Opening({day: ((time(0), time(0)),) for day in range(7)})


def flat(days: int, customers: float) -> Past:
    """So many customers every quarter of an hour of so many days."""
    return Past(FIRST, np.full((days, 96), customers), np.ones((days, 96), bool))


def test_who_is_told_a_days_total_deals_it_out_as_before():
    """Ten times the customers of its past on the Tuesday that is told; no other day changes."""
    truth = flat(42, 1.0)
    truth.counts[36] = 10.0
    dates = [FIRST + timedelta(days=k) for k in range(35, 42)]
    rows, _ = knowing(truth, dates[1:2]).expect(truth.until(dates[0]), dates, {})
    assert rows[1].sum() == pytest.approx(960)
    assert np.delete(rows, 1, axis=0) == pytest.approx(np.ones((6, 96)), rel=1e-3)


def test_lagged_returns_follow_the_sales_of_the_weeks_before():
    """Sales of four doubled three weeks ago, returns are a tenth of the last two weeks' average."""
    sales = flat(56, 4.0)
    sales.counts[35:] = 8.0
    past, dates = flat(56, 0.4), [FIRST + timedelta(days=k) for k in range(56, 63)]
    past.counts[35:42], past.counts[42:] = 0.6, 0.8
    rows, _ = lagged(sales, ALWAYS, 2, 5).expect(past, dates, {})
    coming = Gam().expect(sales, dates, {})[0].mean()
    assert rows.mean() == pytest.approx(0.1 * (8.0 + coming) / 2, rel=0.01)
