"""staffopt plan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.cli.conftest import SALES, WEEK

import staffopt
from staffopt.domain.packs import AbsentRule, PackChange, PackInForce
from staffopt.domain.spread import POISSON
from staffopt.domain.violation import Violation
from staffopt.errors import DataError, SolverDisagrees
from staffopt.errors import Problem as Trouble
from staffopt.simulation.queue_role import QueueRole
from staffopt.simulation.stress import Weeks, stress

PLAN = ("plan", "shop", "--week", "2026-03-04")


def test_json_is_one_object_in_units_of_the_currency(run, library):
    """What scripts read: status, cost by component, bound, gap, times, violations."""
    result = run(*PLAN, "--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 0
    assert said["status"] == "unmet"
    assert said["costs"] == {"wages": 900.0, "waiting": 59.5, "unmet": 40.5}
    assert (said["cost"], said["bound"], said["gap"]) == (1000.0, 950.0, 0.05)
    assert (said["forced_wages"], said["gap_of_rest"]) == (500.0, 0.1)
    assert (said["seconds"], said["first_roster_s"]) == (1.5, 0.25)
    assert said["wall_seconds"] >= 0
    assert [one["price"] for one in said["violations"]] == [40.5]
    assert (said["notes"], said["edited"]) == ([], [])


def test_notes_are_all_there_for_scripts_and_counted_for_people(run, library):
    """A summary of one screen shows eight."""
    notes = tuple(f"note {n}" for n in range(10))
    library.plan = replace(library.plan, notes=notes)
    assert json.loads(run(*PLAN, "--json").stdout)["notes"] == list(notes)
    text = run(*PLAN).stdout
    assert "Note: note 7\n... and 2 more notes\n" in text
    library.plan = replace(library.plan, notes=notes[:8])
    assert "more note" not in run(*PLAN).stdout


def test_the_summary_fits_80_columns_and_names_what_is_not_met(run, library):
    """Cost, bound, gap, cover, hours, the breach, the training displaced, the folder."""
    result = run(*PLAN)
    assert max(map(len, result.stdout.splitlines())) <= 80
    for text in (
        "Mon 2 Mar to Sun 8 Mar 2026",
        "1,000.00",
        "950.00",
        "gap 5.00%",
        "gap of the rest 10.00%",
        "8.00 paid hours",
        "2 of 10",
        "72.0%",
        "Bo misses 2 h",
        "Ann, Fire safety: no slack",
        "0 of 1 needs held",
        "plans/shop/2026-03-02",
    ):
        assert text in result.stdout


def test_a_legal_plan_says_how_many_slots_are_short(run, library):
    """Nothing has a price that is paid, and still cover is not whole: the first line says so."""
    library.plan = replace(library.plan, violations=())
    first = run(*PLAN).stdout.splitlines()[0]
    assert first == "Mon 2 Mar to Sun 8 Mar 2026: legal; 2 of 10 slots short"


def test_quiet_prints_nothing(run, library):
    """Not a byte, on either stream."""
    result = run(*PLAN, "--quiet")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 0)


def test_a_hard_breach_ends_with_1_after_writing(run, library, illegal):
    """The plan is written all the same: it is what one looks at to see why."""
    library.plan = illegal
    result = run(*PLAN, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["status"] == "illegal"
    assert "write" in library.calls


def test_options_reach_the_library(run, library):
    """Budget, seed, changes, past roster, pay and folder arrive as they were given."""
    run(
        *PLAN,
        *("--seconds", "2.5", "--seed", "9", "--out", "here", "--with-pay"),
        *("--past", "past.csv", "--set", "rules.min_rest.hours=10", "--set", "name=Shop 2"),
    )
    changes = {"rules.min_rest.hours": 10, "name": "Shop 2"}
    assert library.calls["read_store"] == (
        (Path("shop"),),
        {"changes": changes, "past": Path("past.csv")},
    )
    assert library.calls["forecast"] == (
        (SALES, library.store),
        {
            "week": date(2026, 3, 4),
            "weeks": 1,
            "overrides": (Path("forecasts/shop/2026-03-02.override.csv"),),
        },
    )
    assert library.calls["plan"] == (
        ("need", library.store),
        {
            "seconds": 2.5,
            "iterations": None,
            "seed": 9,
            "publish_at": None,
            "on_progress": None,
        },
    )
    assert library.calls["write"] == ((library.plan, Path("here")), {"with_pay": True})


def test_without_options_the_store_decides(run, library):
    """No budget and no seed given: the library is left to take the store's."""
    run(*PLAN)
    assert library.calls["plan"][1]["seconds"] is None
    assert library.calls["plan"][1]["seed"] is None
    assert library.calls["write"][1] == {"with_pay": False}


def test_several_weeks_are_asked_for_with_the_corrections_of_each(run, library):
    """Three weeks: three files of corrections, one a week, and three weeks of one's own need."""
    run(*PLAN, "--weeks", "3")
    asked = library.calls["forecast"][1]
    assert asked["weeks"] == 3
    names = ("2026-03-02", "2026-03-09", "2026-03-16")
    wanted = tuple(Path(f"forecasts/shop/{name}.override.csv") for name in names)
    assert asked["overrides"] == wanted
    run(*PLAN, "--weeks", "3", "--requirement", "mine.csv")
    assert library.calls["read_requirement"][1] == {"week": date(2026, 3, 4), "weeks": 3}


def test_a_demand_of_your_own_replaces_the_forecast(run, library):
    """Entering midway: the forecaster is not asked; the history says what a customer brings."""
    run(*PLAN, "--demand", "mine.csv")
    assert library.calls["staffing"][0][0] == "own demand"
    assert library.calls["read_demand"][1] == {
        "week": date(2026, 3, 4),
        "weeks": 1,
        "history": "counts",
        "overrides": Path("mine.override.csv"),
    }
    assert "forecast" not in library.calls


def test_a_demand_of_your_own_needs_no_transactions(run, library):
    """A store without a history can plan from its own figures."""
    library.store.transactions = None
    run(*PLAN, "--demand", "mine.csv")
    assert not {"read_transactions", "read_own"} & set(library.calls)
    assert library.calls["plan"][0][0] == "need"


def test_a_requirement_of_your_own_replaces_staffing_too(run, library):
    """Entering one step later."""
    run(*PLAN, "--requirement", "mine.csv")
    assert library.calls["plan"][0][0] == "own need"
    assert "staffing" not in library.calls


def test_a_week_that_is_no_date_is_bad_input(run, library):
    """Said by the command line itself, before anything is read."""
    result = run("plan", "shop", "--week", "2026-13-01")
    assert result.exit_code == 2
    assert "expected a date such as 2011-11-14" in result.stderr
    assert library.calls == {}


def test_our_own_bug_is_called_one(run, library, monkeypatch):
    """A solver that disagrees with the audit ends with 70 and asks for a report."""
    bug = SolverDisagrees(Trouble("min_rest", "a breach in our own roster"))
    monkeypatch.setattr(staffopt, "plan", library.answer("plan", bug), raising=False)
    result = run(*PLAN)
    assert result.exit_code == 70
    assert "bug in staffopt" in result.stderr


def test_a_target_that_cannot_be_written_is_said_before_the_search(run, library, tmp_path):
    """A minute of search is not spent on a plan that has no place to go."""
    (tmp_path / "taken").write_text("a file")
    result = run(*PLAN, "--out", "taken/plan")
    assert result.exit_code == 2
    assert "taken" in result.stderr
    assert "plan" not in library.calls


def test_a_name_with_a_suffix_is_one_file(run, library, monkeypatch):
    """The summary names the file; of a folder it says that the files are in it."""
    assert "Files in plans/shop/2026-03-02" in run(*PLAN).stdout
    monkeypatch.setattr(staffopt, "write", lambda _, path, **__: path.write_text(""))
    said = run(*PLAN, "--out", "week.html").stdout
    assert "Written to week.html" in said
    assert "Files in" not in said
    help_text = " ".join(run("plan", "--help").stdout.split())
    assert "or a file: its suffix picks the format" in help_text


def test_the_finished_roster_is_played_against_the_forecast(run, library):
    """By default with as many weeks as the library thinks right, or with as many as are asked."""
    run(*PLAN)
    asked = {"demand": "demand", "store": library.store, "weeks": None}
    assert library.calls["stress_tested"] == ((library.plan,), asked)
    run(*PLAN, "--stress-weeks", "50", "--demand", "mine.csv")
    asked |= {"demand": "own demand", "weeks": 50}
    assert library.calls["stress_tested"] == ((library.plan,), asked)


def test_a_requirement_says_nothing_of_customers(run, library):
    """It is planned and not played; who asks for both is told before the search."""
    assert run(*PLAN, "--requirement", "mine.csv").exit_code == 0
    assert "stress_tested" not in library.calls
    library.calls.clear()
    result = run(*PLAN, "--requirement", "mine.csv", "--stress-weeks", "10")
    assert result.exit_code == 2
    assert "says nothing of customers" in " ".join(result.stderr.split())
    assert "plan" not in library.calls


@pytest.mark.parametrize("step", ["stress_tested", "reasoned"])
@pytest.mark.parametrize(
    ("end", "why"),
    [
        (KeyboardInterrupt(), "stopped by Ctrl-C"),
        (DataError(Trouble("a", "one"), Trouble("b", "two")), "a: found one; b: found two"),
        (SolverDisagrees(Trouble("a", "a breach")), "a: found a breach"),
    ],
)
def test_what_ends_after_the_search_keeps_the_plan(run, library, monkeypatch, step, end, why):
    """A minute of search is not thrown away for the sake of a second of play; a note says why."""
    monkeypatch.setattr(staffopt, "reasoned", lambda plan, **_: plan, raising=False)
    monkeypatch.setattr(staffopt, step, library.answer(step, end), raising=False)
    library.plan = replace(library.plan, notes=tuple(f"note {n}" for n in range(9)))
    result = run(*PLAN, "--explain")
    assert result.exit_code == 0
    note = f"no {'stress test' if step == 'stress_tested' else 'reasons searched for'}: {why}"
    written = library.calls["write"][0][0]
    assert written == replace(library.plan, notes=(note, *library.plan.notes))
    assert f"Note: {note}" in result.stdout


def test_the_stress_test_is_at_most_two_lines_of_the_summary(run, library):
    """Share in time of two roles, and the bottleneck; scripts get every role's figures."""
    found = lines_of_three_roles()
    library.plan = replace(library.plan, stress_test=found)
    said = run(*PLAN).stdout
    assert max(map(len, said.splitlines())) <= 80
    told = [line.rstrip() for line in said.splitlines() if "in time " in line or "bottl" in line]
    assert len(told) == 2
    assert told[0].startswith("in time           till 100% (wanted 80%), desk ")
    assert told[0].endswith(" and 1 more")
    assert told[1].startswith("bottleneck        desk, Fri 10:00 to 11:00: ")
    told = json.loads(run(*PLAN, "--json").stdout)["stress_test"]
    assert (told["weeks"], told["seed"], list(told["roles"])) == (20, 7, ["till", "desk", "third"])
    assert told["roles"]["till"]["in_time"] == 1.0
    assert told["bottleneck"].startswith("desk, Fri 10:00 to 11:00")


def lines_of_three_roles():
    """A till, a desk with nobody there on Friday from 10 to 11, and a third without a gap."""
    mean = np.zeros((7, 24))
    mean[:5, 9:17] = 20.0
    people = np.full((7, 24), 50)
    gap = people.copy()
    gap[4, 10] = 0
    there = {"till": people.ravel(), "desk": gap.ravel(), "third": people.ravel()}
    roles = [
        QueueRole(name, "sales", "sales", mean.ravel(), POISSON, 60.0, 1.0, 60.0, 0.8, 900.0)
        for name in there
    ]
    return stress(there, roles, Weeks(WEEK, 20, 7))


def test_a_plan_names_its_laws_and_what_was_changed_in_them(run, library):
    """Names, changes with reasons, rules that are off; what is not modelled is counted."""
    changes = (PackChange("far/rest", "hours 11 instead of 10", "our policy"),)
    absent = (AbsentRule("far/row", "its source is doubtful"),)
    pack = PackInForce("far", "Farland", ("Far 9", "Far 10"), changes, absent)
    library.plan = replace(library.plan, packs=(pack,))
    lines = run(*PLAN).stdout.splitlines()
    at = lines.index("Law: far; not modelled: 2 points, listed in the report")
    assert lines[at + 1 : at + 3] == [
        "- far/rest: hours 11 instead of 10 (our policy)",
        "- 1 rule of far does not hold: row: its source is doubtful",
    ]
    said = json.loads(run(*PLAN, "--json").stdout)
    assert said["packs"][0]["changes"][0]["reason"] == "our policy"


def test_what_was_edited_by_hand_is_named(run, library, monkeypatch, tmp_path):
    """Who changed a file of an earlier plan reads where it is now; scripts do, too."""
    assert "Edited" not in run(*PLAN, "--out", "week").stdout
    for name in ("week", "other"):
        (tmp_path / name).mkdir()

    def keep(_plan, place, **_options):
        (place / "roster.edited.xlsx").write_text("mine")

    monkeypatch.setattr(staffopt, "write", keep)
    said = run(*PLAN, "--out", "week").stdout
    assert "Edited by hand, kept: week/roster.edited.xlsx" in said
    told = json.loads(run(*PLAN, "--out", "other", "--json").stdout)
    assert told["edited"] == ["other/roster.edited.xlsx"]


def test_brackets_in_words_of_users_are_brackets(run, library):
    """Names, reasons, roles: what looks like markup neither vanishes nor ends the command."""
    names = ("Jo [/temp]", "Jo [temp] :tada:")
    changes = tuple(PackChange("far/rest", "hours 11 instead of 10", name) for name in names)
    breaches = tuple(Violation("wish", f"{name} works", "bo", price=1, why=name) for name in names)
    packs = (PackInForce("far", "Far", (), changes, (AbsentRule("far/row", "off [/row]"),)),)
    library.plan = replace(library.plan, violations=breaches, packs=packs, notes=names)
    said = run(*PLAN).stdout
    for name in names:
        for text in (f"{name} works", f"why: {name}", f"({name})", f"Note: {name}"):
            assert text in said
    assert "row: off [/row]" in said
