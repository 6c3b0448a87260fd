"""A manager's corrections as a file."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.errors import ConfigError
from staffopt.inputs.override_file import read_overrides

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
HEAD = "driver,start,end,mean,factor,author,reason,at\n"


@pytest.mark.parametrize(
    ("start", "end", "slots"),
    [
        ("2011-05-03", "", (24, 48)),
        ("2011-05-03", "2011-05-04", (24, 72)),
        ("2011-05-03T10:00:00+01:00", "", (34, 35)),
        ("2011-05-03T10:00", "2011-05-03T12:00", (34, 36)),
        ("2011-05-03T09:00:00+00:00", "2011-05-03T12:00:00+01:00", (34, 36)),
        ("2011-04-01", "2011-05-02", (0, 24)),
    ],
)
def test_days_and_moments(tmp_path, start, end, slots):
    """A day is meant whole, its end day too; a moment alone is one slot; no offset: our clock."""
    path = tmp_path / "w.override.csv"
    path.write_text(HEAD + f"sales,{start},{end},,2,Ann,fair,2011-04-20T08:00\n")
    (found,) = read_overrides(path, WEEK, ["sales"])
    first, last = slots
    mask = WEEK.mask(found.span)
    assert mask[first:last].all()
    assert mask.sum() == last - first
    assert (found.author, found.reason, found.factor, found.mean) == ("Ann", "fair", 2.0, None)


def test_like_a_past_date(tmp_path, make_history):
    """Tuesday like a Sunday of 30 an hour, half as much again; Wednesday like the Monday after it

    with 10; a factor may be left out; the past from the week on is not looked at.
    """
    history = make_history(
        date(2011, 4, 4), 60, lambda day, _hour: 30 if day.weekday() == 6 else 10
    )
    path = tmp_path / "w.override.csv"
    head = "driver,start,end,factor,like,author,reason,at\n"
    row = "sales,2011-05-03,2011-05-04,1.5,2011-04-24,Ann,fair,2011-04-20\n"
    path.write_text(head + row + row.replace("1.5", ""))
    half_more, same = read_overrides(path, WEEK, ["sales"], history)
    hourly = half_more.applied(np.zeros(WEEK.slots), WEEK.mask(half_more.span))
    assert hourly[[23, 24, 47, 48, 71, 72]] == pytest.approx([0, 45, 45, 15, 15, 0], rel=0.01)
    assert same.factor == 1
    assert "like 2011-04-24 times 1.5 by Ann" in half_more.note(WEEK)
    path.write_text(
        head + row.replace("2011-04-24", "2011-05-02") + row.replace("sales", "returns")
    )
    with pytest.raises(ConfigError) as caught:
        read_overrides(path, WEEK, ["sales", "returns"], history)
    assert [problem.where for problem in caught.value.problems] == [
        "w.override.csv line 2, column 'like'",
        "w.override.csv line 3, column 'like'",
    ]
    assert "nothing known of sales on 2011-05-02" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("sale,2011-05-03,,,2,Ann,fair,2011-04-20", "line 2, column 'driver'"),
        ("sales,2011-05-03,,1,2,Ann,fair,2011-04-20", "either a mean or a factor"),
        ("sales,2011-05-03,,,,Ann,fair,2011-04-20", "either a mean or a factor"),
        ("sales,2011-05-03,,-1,,Ann,fair,2011-04-20", "column 'mean'"),
        ("sales,2011-05-03,,1,,,fair,2011-04-20", "no 'author'"),
        ("sales,2011-05-03,,1,,Ann,,2011-04-20", "no 'reason'"),
        ("sales,2011-05-03,,1,,Ann,fair,", "no 'at'"),
        ("sales,2011-05-13,,1,,Ann,fair,2011-04-20", "a time from 2011-05-02 to 2011-05-08"),
        ("sales,2011-05-03,2011-05-02,1,,Ann,fair,2011-04-20", "an end after 2011-05-03"),
        (
            "sales,2011-05-03T10:00,2011-05-03T10:30,1,,Ann,fair,2011-04-20",
            "whole 60-minute slots",
        ),
    ],
)
def test_mistakes_are_placed(tmp_path, row, said):
    """Each mistake is found with its line and column."""
    path = tmp_path / "w.override.csv"
    path.write_text(HEAD + row + "\n")
    with pytest.raises(ConfigError) as caught:
        read_overrides(path, WEEK, ["sales"])
    assert "w.override.csv line 2" in str(caught.value)
    assert said in str(caught.value)
