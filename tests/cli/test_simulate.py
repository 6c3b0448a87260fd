"""staffopt simulate."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.cli.conftest import WEEK

import staffopt
from staffopt.cli.stress_tables import share_text
from staffopt.domain.spread import POISSON
from staffopt.formats.cells import wait_text
from staffopt.simulation.queue_role import QueueRole
from staffopt.simulation.stress import Weeks, stress


@pytest.fixture
def found():
    """One till of the week, nobody there on Friday from 10 to 11; nothing else at risk."""
    mean = np.zeros((7, 24))
    mean[:5, 9:17] = 20.0
    role = QueueRole("till", "sales", "sales", mean.ravel(), POISSON, 60.0, 1.0, 60.0, 0.8, 900.0)
    people = np.full((7, 24), 5)
    people[4, 10] = 0
    played = stress({"till": people.ravel()}, [role], Weeks(WEEK, 20, 7))
    return replace(played, notes=("not played, no line of customers: floor",))


@pytest.fixture
def simulated(library, monkeypatch, found):
    """The library, which also simulates."""
    monkeypatch.setattr(staffopt, "simulate", library.answer("simulate", found), raising=False)
    return library


def test_plan_store_and_settings_reach_the_library(run, simulated, plan, monkeypatch):
    """The week is the plan's, the changes are the plan's and then the command's."""
    simulated.plan = replace(plan, manifest={"changes": {"a": 1, "b": 1}})
    monkeypatch.setattr(staffopt, "read_plan", simulated.answer("read_plan", simulated.plan))
    options = ("--weeks", "20", "--seed", "7", "--service-cv", "0.5", "--set", "b=2", "-q")
    more = ("--call-outs", "0.02")
    result = run("simulate", "plans/shop", "--store", "shop", *options, *more)
    assert (result.exit_code, result.stdout) == (0, "")
    assert simulated.calls["read_store"] == ((Path("shop"),), {"changes": {"a": 1, "b": 2}})
    assert simulated.calls["forecast"][1]["week"] == WEEK.first
    settings = {"weeks": 20, "seed": 7, "service_cv": 0.5, "call_outs": 0.02}
    assert simulated.calls["simulate"] == ((simulated.plan, "demand", simulated.store), settings)


@pytest.mark.parametrize("quiet", [False, True])
def test_changes_that_the_plan_does_not_say_are_left_out_with_a_note(
    run, simulated, plan, monkeypatch, quiet
):
    """A plan kept without pay does not say wages; who says them again hears nothing."""
    hidden = {"people.E1.wage": "(not shown)", "people.E9": {"name": "N", "wage": "(not shown)"}}
    made = replace(plan, manifest={"changes": {"a": 1, "people.E2": False, **hidden}})
    monkeypatch.setattr(staffopt, "read_plan", simulated.answer("read_plan", made))
    words = ("simulate", "plans/shop", "--store", "shop", *(["-q"] if quiet else []))
    result = run(*words, "--set", "people.E9={name: N, wage: 9}")
    laid = {"a": 1, "people.E2": False, "people.E9": {"name": "N", "wage": 9}}
    assert simulated.calls["read_store"] == ((Path("shop"),), {"changes": laid})
    note = "kept without pay, and does not say all of people.E1.wage; left as the store has it"
    assert (note in result.stderr) == (not quiet)
    assert "E9" not in result.stderr


def test_ones_own_demand_wins(run, simulated):
    """`--demand FILE` is read as `plan` reads it."""
    run("simulate", "plans/shop", "--store", "shop", "--demand", "mine.csv", "-q")
    assert simulated.calls["simulate"][0][1] == "own demand"
    assert "forecast" not in simulated.calls


def test_the_screen_names_the_bottleneck_in_80_columns(run, simulated, monkeypatch):
    """Week, days, what is at risk and why; no line is longer."""
    monkeypatch.setenv("COLUMNS", "80")
    said = run("simulate", "plans/shop", "--store", "shop").stdout
    assert max(map(len, said.splitlines())) <= 80
    assert said.startswith("Mon 2 Mar to Sun 8 Mar 2026: 20 random weeks, seed 7\n")
    assert "till by day; wanted: 80% within 60 s" in said
    assert "Fri 6 Mar" in said
    assert "\n50%, 80%, 95%: in so many of the weeks the day is at least as good.\n" in said
    assert "Sat 7 Mar" not in said.split("by day")[1]
    assert "Bottleneck: till, Fri 10:00 to 11:00: " in said
    assert "With one more person there 3.4 would be late." in " ".join(said.split())
    assert said.endswith("Note: not played, no line of customers: floor\n")


def test_json_is_everything_on_one_line(run, simulated, found):
    """Instants carry the store's offset."""
    said = json.loads(run("simulate", "plans/shop", "--store", "shop", "--json").stdout)
    assert said["bottleneck"]["start"] == "2026-03-06T10:00:00+01:00"
    assert said["bottleneck_text"].startswith("till, Fri 10:00 to 11:00")
    assert said["roles"]["till"]["customers"] == pytest.approx(found.roles["till"].customers)
    assert len(said["roles"]["till"]["slots"]) == 40


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0:00"), (59.7, "1:00"), (1100.0, "18:20"), (5400.0, "90:00")]
)
def test_waits_are_minutes_and_seconds(seconds, text):
    """Rounded to seconds; an hour is sixty minutes."""
    assert wait_text(seconds) == text


def test_shares_have_one_decimal():
    """In percent."""
    assert (share_text(0.8125), share_text(1.0)) == ("81.2%", "100.0%")
