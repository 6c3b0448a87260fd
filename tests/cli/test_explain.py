"""staffopt explain."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import staffopt
from staffopt.domain.explanation import Explanation, FreeDay, Obstacle

FOUND = Explanation(
    "Why does not Ann work on Sun 08 Mar?",
    FreeDay("ann", "Ann", date(2026, 3, 8), Obstacle("ann", "Ann", "is on leave", "time_off")),
    ("Ann does not work.", "Ann: is on leave (time_off)."),
    "PLN",
    ("the store has changed since",),
)


@pytest.fixture
def explained(library, plan, monkeypatch):
    """The library, which also explains, for a plan that was made with a change."""
    made = replace(plan, manifest={"changes": {"a": 1, "b": 1}})
    monkeypatch.setattr(staffopt, "read_plan", library.answer("read_plan", made))
    monkeypatch.setattr(staffopt, "explain", library.answer("explain", FOUND), raising=False)
    return library


def test_the_question_reaches_the_library(run, explained):
    """The changes are the plan's and then the command's."""
    asked = ("--person", "Ann", "--day", "sun", "--seeds", "4,5", "--iterations", "9")
    result = run("explain", "plans/shop", "--store", "shop", *asked, "--set", "b=2")
    assert explained.calls["read_store"] == ((Path("shop"),), {"changes": {"a": 1, "b": 2}})
    said = explained.calls["explain"][1]
    assert said["rule"] is None
    assert (said["person"], said["day"], said["seeds"]) == ("Ann", "sun", (4, 5))
    assert said["iterations"] == 9
    assert result.stdout == (
        "Ann does not work.\nAnn: is on leave (time_off).\nNote: the store has changed since\n"
    )


def test_a_wage_that_the_plan_does_not_say_is_left_out_with_a_note(
    run, explained, plan, monkeypatch
):
    """A plan kept without pay hides it; what is printed for scripts stays as it is."""
    made = replace(plan, manifest={"changes": {"people.E1.wage": "(not shown)"}})
    monkeypatch.setattr(staffopt, "read_plan", explained.answer("read_plan", made))
    result = run("explain", "p", "--store", "s", "--rule", "x", "--json")
    assert explained.calls["read_store"] == ((Path("s"),), {"changes": {}})
    assert "Note: the plan was kept without pay" in result.stderr
    assert "sentences" in json.loads(result.stdout)


def test_a_cell_is_asked_for(run, explained):
    """The library finds its customers by itself."""
    run("explain", "p", "--store", "s", "--cell", "Ann sun 10:15")
    assert explained.calls["explain"][1]["cell"] == "Ann sun 10:15"


def test_a_slot_or_a_cell_needs_no_quotes(run, explained):
    """Words after it belong to it; without either they are asked about."""
    run("explain", "p", "--store", "s", "--slot", "Sat", "17:15", "--role", "cashier")
    said = explained.calls["explain"][1]
    assert (said["slot"], said["cell"], said["role"]) == ("Sat 17:15", None, "cashier")
    run("explain", "p", "--store", "s", "--cell", "Ann", "Sat", "17:15")
    said = explained.calls["explain"][1]
    assert (said["slot"], said["cell"]) == (None, "Ann Sat 17:15")
    run("explain", "p", "--store", "s", "--cell", "Ann", "--slot", "Sat")
    said = explained.calls["explain"][1]
    assert (said["slot"], said["cell"]) == ("Sat", "Ann")
    result = run("explain", "p", "17:15", "--store", "s", "--rule", "x")
    assert result.exit_code == 2
    assert "found '17:15' after the plan" in result.stderr


def test_json_is_one_object(run, explained):
    """Question, sentences, notes and the answer's fields."""
    said = json.loads(run("explain", "p", "--store", "s", "--rule", "x", "--json").stdout)
    assert said["answer"]["obstacle"]["rule"] == "time_off"
    assert said["sentences"][1] == "Ann: is on leave (time_off)."


def test_seeds_are_numbers(run, explained):
    """Anything else is bad usage."""
    result = run("explain", "p", "--store", "s", "--rule", "x", "--seeds", "a")
    assert result.exit_code == 2
    assert "expected numbers such as 1,2,3" in result.output


def test_a_plan_with_reasons_is_asked_for(run, library, plan, monkeypatch):
    """`plan --explain` searches for reasons, `plan` does not."""
    asked = library.answer("reasoned", plan)
    monkeypatch.setattr(staffopt, "reasoned", asked, raising=False)
    run("plan", "shop", "--week", "2026-03-02", "-q")
    assert "reasoned" not in library.calls
    run("plan", "shop", "--week", "2026-03-02", "-q", "--explain")
    assert library.calls["reasoned"] == ((plan,), {"store": library.store})
