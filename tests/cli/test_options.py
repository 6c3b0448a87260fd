"""Options that several commands share."""

from __future__ import annotations

import pytest

from staffopt.cli.options import _yaml_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("11", 11),
        ("2.5", 2.5),
        ("true", True),
        ("no", "no"),
        ("09:30", "09:30"),
        ("[10, 11]", [10, 11]),
        ("2026-03-04", "2026-03-04"),
        ("2026-02-31", "2026-02-31"),
        ("", None),
        ("a: b: c", "a: b: c"),
    ],
)
def test_a_value_is_read_as_yaml_1_2_reads_it(text, value):
    """`no` stays a word, a time and a date stay text, broken YAML is text."""
    assert _yaml_value(text) == value


def test_a_change_without_a_value_is_refused(run, library):
    """`--set rules.min_rest.hours` says nothing."""
    result = run("plan", "shop", "--week", "2026-03-04", "--set", "rules.min_rest.hours")
    assert result.exit_code == 2
    assert "expected key=value" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--week", "2026-03-04", "--seconds", "abc"), "'abc' is not a valid number"),
        (("--week", "2026-03-04", "--seed", "abc"), "'abc' is not a valid whole number"),
        ((), "Missing option '--week'. Any date in the week, YYYY-MM-DD."),
    ],
)
def test_an_option_that_is_wrong_or_missing_says_what_would_do(run, library, arguments, said):
    """In words of the command, not of its program."""
    result = run("plan", "shop", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "command",
    [("forecast", "shop", "--week", "2026-03-04", "--out"), ("backtest", "shop", "--page")],
)
def test_a_folder_where_one_file_is_written_is_refused(run, library, tmp_path, command):
    """By its name, and before anything is reckoned."""
    result = run(*command, str(tmp_path))
    assert result.exit_code == 2
    assert f"File '{tmp_path}' is a directory." in result.stderr
    assert not library.calls


@pytest.mark.parametrize("flags", [("--demand", "--requirement"), ("--requirement", "--demand")])
@pytest.mark.parametrize(
    "command", [("plan", "shop", "--week", "2026-03-04"), ("audit", "r.csv", "--store", "shop")]
)
def test_a_demand_beside_a_requirement_is_refused(run, library, command, flags):
    """The requirement stands in for what the demand would give: its file would not be read."""
    result = run(*command, flags[0], "one.csv", flags[1], "other.csv")
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert "found --demand and --requirement; expected one of them" in said
    assert not library.calls


@pytest.mark.parametrize("flags", [("--seconds", "--iterations"), ("--iterations", "--seconds")])
def test_seconds_beside_iterations_are_refused(run, library, flags):
    """A search by the clock does not end after so many moves, nor is it the same again."""
    result = run("plan", "shop", "--week", "2026-03-04", flags[0], "7", flags[1], "8")
    assert result.exit_code == 2
    assert "found --seconds and --iterations; expected one of them" in result.stderr
    assert not library.calls
