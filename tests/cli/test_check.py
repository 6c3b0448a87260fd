"""staffopt check: what a plan would note of rules and packs is told before anything is planned."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

import staffopt as so
from staffopt.cli.group import main

WARSAW = Path(__file__).parents[2] / "configs" / "warsaw"
TWICE = ("--set", "people.E1.hours_min=20")
SHORTER = ("--set", "rules.pl/daily_rest={hours: 12, reason: our agreement}")


def checked(*options: str) -> str:
    """What the command prints, on one line."""
    result = CliRunner().invoke(main, ["check", str(WARSAW), *options])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_the_same_hours_asked_for_twice_are_noted_as_in_the_plan():
    """Pl/hours_due asks for what is due; who has hours_min beside it would owe an hour twice."""
    note = "Note: pl/hours_due: 1 of 8 people have hours_min as well"
    assert note in checked(*TWICE, "--week", "2026-12-14")
    assert note in checked(*TWICE)
    assert note not in checked()
    said = json.loads(checked(*TWICE, "--json"))["notes"]
    store = so.read_store(WARSAW, changes={"people.E1.hours_min": 20})
    demand = so.read_demand(WARSAW / "demand.csv", store)
    plan = so.plan(so.staffing(demand, store), store, iterations=1, reasons=False)
    assert said == [note for note in plan.notes if note.startswith("pl/")]


def test_the_laws_and_what_the_store_changes_in_them_are_named():
    """As the plan says it, but for the report that there is not yet."""
    text = checked(*SHORTER)
    assert "Law: pl; not modelled:" in text
    assert "points, listed by staffopt rules --pack" in text
    assert "- pl/daily_rest: hours 12 instead of 11 (our agreement)" in text
    assert json.loads(checked("--json"))["packs"][0]["name"] == "pl"
