"""The script that measures the forecasters and writes the tables of docs/forecasting.md."""

from __future__ import annotations

import pytest

from forecasts import BEGIN, END, PAGE, table, with_figures


def test_the_page_has_its_marks_and_three_tables_between_them():
    """What stands there came from the script: the goals, every series, the worst weeks."""
    page = PAGE.read_text("utf-8")
    figures = page.split(BEGIN)[1].split(END)[0]
    assert with_figures(page, figures) == page
    assert [line for line in figures.splitlines() if line.startswith("| ---")] != []
    for head in ("| figure | goal |", "| series | min |", "| week of | error |"):
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
