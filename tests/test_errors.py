"""Errors say where, what was found and what would do."""

from __future__ import annotations

import pickle

import pytest

from staffopt.errors import (
    ConfigError,
    DataError,
    Problem,
    StaffoptError,
    did_you_mean,
    one_of,
    shown,
)

ROLES = ("floor", "cashier", "returns")


def test_a_problem_is_one_line_with_a_suggestion():
    """The line that the design shows, letter by letter."""
    where = "employees.csv line 14, column 'roles'"
    problem = Problem(where, shown("cahsier"), one_of("cahsier", ROLES))
    assert str(problem) == (
        "employees.csv line 14, column 'roles': found 'cahsier'; "
        "expected one of cashier, floor, returns (did you mean 'cashier'?)"
    )


def test_an_error_prints_all_its_problems_in_order():
    """One run is enough to mend them all."""
    error = DataError(Problem("b.csv line 2", "nothing"), Problem("a.csv line 1", "12", "a name"))
    assert str(error) == "b.csv line 2: found nothing\na.csv line 1: found 12; expected a name"


def test_an_error_survives_a_trip_between_processes():
    """Workers send their errors home."""
    error = ConfigError(Problem("store.yaml:3:7", "'x'", "a number"))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(back) is ConfigError
    assert back.problems == error.problems


def test_an_error_without_a_problem_is_refused():
    """An empty error would print nothing."""
    with pytest.raises(ValueError, match="at least one problem"):
        StaffoptError()


def test_a_long_or_dirty_value_is_shown_short_and_escaped():
    """A gigabyte of one line, or a bell, never reaches the terminal."""
    assert len(shown("x" * 10_000_000)) < 70
    assert shown("a\x07\n") == r"'a\x07\n'"
    assert shown(12) == "12"
    assert shown({"mon": "closed"}) == "{'mon': 'closed'}"
    assert shown({"source": "x" * 60, "zone\n": 1}) == r"the keys source, zone\n"


def test_suggestions_ignore_case_and_stay_silent_when_nothing_is_near():
    """`Cashier` means `cashier`; `zebra` means nothing here."""
    assert did_you_mean("Cashier", ROLES) == " (did you mean 'cashier'?)"
    assert did_you_mean("zebra", ROLES) == ""


def test_one_of_names_at_most_twelve():
    """Of hundreds of names, the first dozen and the count."""
    text = one_of("?", [f"n{k:03}" for k in range(500)])
    assert "n011" in text
    assert "n012" not in text
    assert "(500 in all)" in text
