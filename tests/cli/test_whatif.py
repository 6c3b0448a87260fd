"""staffopt whatif."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.experiments.sample import fortnights, played_comparison, sample_comparison

import staffopt
from staffopt.experiments.comparison import Comparison
from staffopt.experiments.runs import Step

FILE = """
name: Rest / service
week: 2026-03-05
iterations: 7
seeds: [4, 5]
scenarios: {rest: {rules.min_rest.hours: 12}}
"""


@pytest.fixture
def asked(library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plan, run):
    """An experiment file beside the caller, and a library that answers with the sample."""
    found = sample_comparison()
    monkeypatch.setattr(staffopt, "compare", library.answer("compare", found), raising=False)
    (tmp_path / "rest.yaml").write_text(FILE)
    return run


def test_three_tables_fit_80_columns(asked):
    """Cost with its verdict, the difference by component, service and training; where it lies."""
    result = asked("whatif", "shop", "rest.yaml")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    for text in (
        "Mon 23 Nov to Sun 29 Nov 2026, GBP: seeds 1, 2, 3, 400,000 iterations",
        "base (as it is)    20,000.00",
        "-500.00 cheaper",
        "+600.00 dearer",
        "+40.00 within noise",
        "0.00 same cost",
        "a <b>dear</b> wish",
        "-200.00",
        "90.5%",
        "one person more: takes the roster of base (as it is).",
        "Note: 2026-11-23 is a day like others",
        "Files in comparisons/shop/Rest - service",
    ):
        assert text in result.stdout
    assert Path("comparisons/shop/Rest - service/comparison.html").is_file()


def test_played_plans_have_a_fourth_table(asked, library, monkeypatch):
    """The base's figures, then differences; in brackets what chance could have made."""
    monkeypatch.setattr(staffopt, "compare", library.answer("compare", played_comparison()))
    said = asked("whatif", "shop", "rest.yaml").stdout
    assert max(map(len, said.splitlines())) <= 80
    told = said.split("The same 4 random weeks of customers: more or less than the base\n")[1]
    rows = [line.split() for line in told.splitlines()[1:6]]
    assert rows[0][-3:] == ["80.0%", "30.0", "2.0"]
    assert rows[1][-4:] == ["+3.0", "\u00b10.0", "same", "same"]
    assert rows[2][-4:] == ["(+1.0", "\u00b14.0)", "same", "same"]
    assert "In brackets: within noise" in told


def test_several_weeks_are_runs_and_lose_no_customers_a_week(asked, library, monkeypatch):
    """The table says how often how many weeks were played."""
    monkeypatch.setattr(staffopt, "compare", library.answer("compare", fortnights()))
    said = asked("whatif", "shop", "rest.yaml").stdout
    assert "The same 4 random runs of 2 weeks of customers: more or less than the base\n" in said
    assert "run against the same run" in said
    assert "a week" not in said


def test_large_amounts_and_long_names_fit_80_columns(asked, library, monkeypatch):
    """Six digits before the point, and a name of a grid over four keys."""
    found = sample_comparison()
    dear = [
        replace(
            one,
            label="rules.a_very_long_rule_name.setting=120, roles.cashier.share=[/b], x.y=1",
            plan=replace(one.plan, costs={"wages": 45 * one.cost, "service": 100}),
        )
        for one in found.outcomes
    ]
    big = replace(found, outcomes=tuple(dear))
    monkeypatch.setattr(staffopt, "compare", library.answer("compare", big))
    result = asked("whatif", "shop", "rest.yaml")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "900,001.00" in result.stdout
    assert "\u2026" not in result.stdout
    assert "[/b]" in result.stdout


def test_json_is_the_record_and_where_it_lies(asked):
    """One object on standard output, nothing else."""
    said = json.loads(asked("whatif", "shop", "rest.yaml", "--json", "--out", "here").stdout)
    assert said["out"] == "here"
    assert said["wall_seconds"] >= 0
    assert [one["scenario"] for one in said["scenarios"]][:2] == ["base", "fewer returns"]
    assert said["scenarios"][1]["difference"] == -500.0


def test_quiet_prints_nothing_and_writes(asked):
    """Not a byte, on either stream."""
    result = asked("whatif", "shop", "rest.yaml", "--quiet", "--out", "here")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 0)
    assert Path("here/comparison.csv").is_file()


def test_the_experiment_decides_and_options_win(asked, library):
    """Week, budget and seeds; a manager's corrections lie where `plan` looks for them."""
    asked("whatif", "shop", "rest.yaml")
    (args, said) = library.calls["compare"]
    assert args == (library.store, {"rest": {"rules.min_rest.hours": 12}})
    assert said == {
        "week": date(2026, 3, 5),
        "weeks": 1,
        "seconds": None,
        "iterations": 7,
        "seeds": (4, 5),
        "workers": None,
        "overrides": (Path("forecasts/shop/2026-03-02.override.csv"),),
        "stress_weeks": None,
        "name": "Rest / service",
        "on_progress": None,
    }
    options = ("--week", "2026-03-12", "--seconds", "2.5", "--seeds", "1,2,3", "--workers", "2")
    more = ("--set", "lead_days=7", "--stress-weeks", "9", "--weeks", "2")
    asked("whatif", "shop", "rest.yaml", *options, *more)
    said = library.calls["compare"][1]
    assert (said["week"], said["seconds"], said["iterations"]) == (date(2026, 3, 12), 2.5, None)
    assert (said["seeds"], said["workers"], said["stress_weeks"]) == ((1, 2, 3), 2, 9)
    assert (said["weeks"], len(said["overrides"])) == (2, 2)
    assert library.calls["read_store"][1] == {"changes": {"lead_days": 7}}


def test_an_experiment_may_leave_the_week_to_the_option(asked, library):
    """Only where neither says one is it missed, and the error names both."""
    Path("any.yaml").write_text(FILE.replace("week: 2026-03-05\n", ""))
    assert asked("whatif", "shop", "any.yaml", "--week", "2026-03-12").exit_code == 0
    assert library.calls["compare"][1]["week"] == date(2026, 3, 12)
    result = asked("whatif", "shop", "any.yaml")
    assert result.exit_code == 2
    wanted = "any date in the planned week, here or as `--week`"
    assert result.stderr == f"any.yaml:1:1, key 'week': found no 'week'; expected {wanted}\n"


def test_a_hard_breach_ends_with_1_after_writing(asked, library, monkeypatch):
    """The comparison is written all the same, and says how many."""
    found = sample_comparison()
    hard = replace(found.outcomes[1], totals=replace(found.outcomes[1].totals, hard=2))
    broken: Comparison = replace(found, outcomes=(found.outcomes[0], hard))
    monkeypatch.setattr(staffopt, "compare", library.answer("compare", broken))
    result = asked("whatif", "shop", "rest.yaml", "--out", "here")
    assert result.exit_code == 1
    assert "2 hard" in result.stdout
    assert Path("here/comparison.csv").is_file()


@pytest.mark.parametrize("seeds", ["one", "1,,2", ""])
def test_seeds_that_are_no_numbers_are_bad_input(asked, library, seeds: str):
    """Said by the command line itself."""
    result = asked("whatif", "shop", "rest.yaml", "--seeds", seeds)
    assert result.exit_code == 2
    assert "numbers such as 1,2,3" in result.stderr
    assert "compare" not in library.calls


def test_a_folder_of_something_else_is_said_before_the_search(asked, library, tmp_path: Path):
    """Hours of search are not spent on a comparison that has no place to go."""
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "one.txt").write_text("mine")
    result = asked("whatif", "shop", "rest.yaml", "--out", "thesis")
    assert result.exit_code == 2
    assert "compare" not in library.calls


def test_all_bad_keys_of_all_scenarios_are_said_at_once(run, tmp_path: Path):
    """Exit code 2, one line a problem, nothing searched and nothing written."""
    from staffopt.inputs.example_store import write_example_store

    write_example_store(tmp_path / "shop")
    (tmp_path / "bad.yaml").write_text(
        "week: 2026-03-23\nscenarios:\n"
        "  typo: {rules.min_rst.hours: 12}\n"
        "  nobody: {people.E77: false}\n"
        "  share: {roles.cashier.served_share: 7}\n"
    )
    result = run("whatif", "shop", "bad.yaml")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "scenario 'typo'",
        "scenario 'nobody'",
        "scenario 'share'",
    ]
    assert not Path("comparisons").exists()


def test_the_live_line_names_the_scenario():
    """Long names are cut so that the line fits a terminal."""
    from staffopt.cli.scenario_progress import line

    step = Step(3, 18, "rules.min_rest.hours=12, roles.cashier.served_share=0.9", 2, 524_336)
    assert line(step) == "5,243.36  rules.min_rest.hours=12, ro..., seed 2"
