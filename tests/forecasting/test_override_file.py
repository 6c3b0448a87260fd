"""A manager's corrections as a file."""

from __future__ import annotations

from datetime import date

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
