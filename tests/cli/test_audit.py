"""staffopt audit."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from rich.console import Console
from tests.cli.conftest import HARD, PRICED, WEEK
from tests.formats.sample import played_plan, tiny_plan

import staffopt
from staffopt.audits import reading, roster_audit, weekly_need
from staffopt.cli.audit_tables import print_audit
from staffopt.domain.demand import Demand
from staffopt.domain.side_by_side import SideBySide
from staffopt.domain.violation import PayClaim, Violation
from staffopt.formats import roster_reading
from staffopt.formats.violations_table import ViolationsTable


def audit(run, library, monkeypatch, violations, *options, **others):
    """Run the command where the audit finds the given violations."""
    found = replace(library.plan, violations=tuple(violations), **others)
    monkeypatch.setattr(staffopt, "audited", library.answer("audited", found), raising=False)
    read = library.answer("read_any", (library.plan.roster, ("as said",)))
    monkeypatch.setattr(reading, "read_any", read)
    return run("audit", "roster.csv", "--store", "shop", "--no-coverage", *options)


def test_a_legal_roster_ends_with_0(run, library, monkeypatch):
    """Nothing found, and said so, with what the roster costs."""
    result = audit(run, library, monkeypatch, ())
    assert result.exit_code == 0
    assert "Mon 2 Mar to Sun 8 Mar 2026: 1 shift of 1 person\n0 hard, 0 priced.\n" in result.stdout
    assert "1,000.00" in result.stdout


def test_a_priced_breach_is_no_failure_and_a_hard_one_is(run, library, monkeypatch):
    """Exit code 1 means that a hard rule is broken."""
    assert audit(run, library, monkeypatch, (PRICED,)).exit_code == 0
    assert audit(run, library, monkeypatch, (PRICED, HARD)).exit_code == 1


def test_what_was_switched_off_is_not_said_to_be_unknown(run, library, monkeypatch):
    """`--no-coverage` is named as the reason that cover is not judged."""
    text = audit(run, library, monkeypatch, (), notes=(roster_audit.NO_NEED,)).stdout
    assert "Note: cover and service are not judged, as asked\n" in text
    assert "nothing is known" not in text


def test_the_same_reason_is_given_once(run, library, monkeypatch):
    """A second breach refers to the first."""
    two = [replace(PRICED, message=f"Bo misses {n} h", why="Bo is on leave") for n in (2, 3)]
    text = audit(run, library, monkeypatch, two).stdout
    whys = [line.strip() for line in text.splitlines() if "why: " in line]
    assert whys == ["why: Bo is on leave", "why: as for: Bo misses 2 h"]


def test_breaches_that_are_not_listed_are_somewhere(run, library, monkeypatch):
    """A screen of them, and where the rest is."""
    many = [replace(PRICED, message=f"Bo misses {n} h") for n in range(15)]
    text = audit(run, library, monkeypatch, many).stdout
    assert "... and 3 more, all in --json\n" in text


def test_json_has_the_columns_of_violations_csv(run, library, monkeypatch, illegal, tmp_path):
    """Same columns, same order, same instants as the file of a plan."""
    result = audit(run, library, monkeypatch, illegal.violations, "--json")
    told = json.loads(result.stdout)
    rows = told["violations"]
    ViolationsTable().write(illegal, tmp_path / "violations.csv")
    with (tmp_path / "violations.csv").open(encoding="utf-8", newline="") as handle:
        written = list(csv.DictReader(handle))
    assert [list(row) for row in rows] == [list(row) for row in written]
    for row, line in zip(rows, written, strict=True):
        assert (row["start"], row["end"], row["message"]) == (
            line["start"],
            line["end"],
            line["message"],
        )
    assert [(row["hard"], row["price"]) for row in rows] == [(False, 40.5), (True, None)]
    assert rows[1]["start"] == "2026-03-02T00:00:00+01:00"
    assert (told["hard"], told["priced"], told["status"]) == (1, 1, "illegal")
    assert (told["cost"], told["coverage"], told["against"]) == (1000.0, [], None)


def test_hard_breaches_come_first_for_people(run, library, monkeypatch):
    """What must be mended is read first."""
    text = audit(run, library, monkeypatch, (PRICED, HARD)).stdout
    assert text.index("Ann rests 9 h") < text.index("Bo misses 2 h")
    assert "1 hard, 1 priced.\n" in text


def test_what_would_mend_a_breach_is_said(run, library, monkeypatch):
    """Under the breach, with the law."""
    breach = Violation("min_rest", "Ann rests 9 h", "ann", citation="Art. 132", mend="2 h later")
    text = audit(run, library, monkeypatch, (breach,)).stdout
    assert text.index("by Art. 132") < text.index("to mend: 2 h later")


def test_extra_pay_is_listed(run, library, monkeypatch):
    """Who, how much and why, for people and for scripts."""
    claim = PayClaim("overtime", "ann", WEEK.start, WEEK.end, 1234, "Ann: 2 h of overtime")
    text = audit(run, library, monkeypatch, (), claims=(claim,)).stdout
    assert "12.34" in text
    assert "Ann: 2 h of overtime" in text
    result = audit(run, library, monkeypatch, (), "--json", claims=(claim,))
    (row,) = json.loads(result.stdout)["owed"]
    assert (row["employee_id"], row["amount"]) == ("ann", 12.34)


def test_a_plan_is_laid_beside(run, library, monkeypatch):
    """The plan is read and billed by the same call; both costs stand side by side."""
    result = audit(run, library, monkeypatch, (), "--against", "plan")
    assert library.calls["read_plan"][0][0].name == "plan"
    assert "the plan" in result.stdout
    assert result.stdout.count("1,000.00") == 2


def test_a_plan_beside_is_not_judged_where_cover_is_switched_off(run, library, monkeypatch):
    """Without a word both are held to the plan's need; with `--no-coverage` neither is."""
    told = json.loads(audit(run, library, monkeypatch, (), "--against", "plan", "--json").stdout)
    assert (told["coverage"], told["against"]["coverage"]) == ([], [])
    assert "audited_like" not in library.calls
    library.store.transactions = None
    run("audit", "roster.csv", "--store", "shop", "--against", "plan")
    assert "audited_like" in library.calls


def test_the_page_has_the_plan_beside(run, library, monkeypatch):
    """What is written knows the plan; without one nothing lies beside."""
    audit(run, library, monkeypatch, (), "--against", "plan", "--out", "audit.html")
    assert library.calls["write"][1]["beside"].other.cost == 100_000
    audit(run, library, monkeypatch, (), "--out", "audit.html")
    assert library.calls["write"][1]["beside"] is None


def test_a_place_that_cannot_be_written_is_said_before_anything_is_read(run, library, tmp_path):
    """A roster of many weeks is not played for a page that has no place to go."""
    (tmp_path / "taken").write_text("a file")
    result = run("audit", "roster.csv", "--store", "shop", "--out", "taken/audit.html")
    assert result.exit_code == 2
    assert "taken" in result.stderr
    assert library.calls == {}


def test_columns_are_given_one_by_one(run, library, monkeypatch):
    """A header for each part; what had to be taken as said is a note."""
    options = ("--column", "start=From", "--column", "person=Who works")
    result = audit(run, library, monkeypatch, (), *options)
    settings = library.calls["read_any"][0][2]
    assert settings.columns == {"start": "From", "person": "Who works"}
    assert "Note: as said" in result.stdout
    wrong = audit(run, library, monkeypatch, (), "--column", "form=From")
    assert wrong.exit_code == 2
    assert "form" in wrong.stderr


def test_every_week_of_a_foreign_roster_is_played(run, library, monkeypatch):
    """Two weeks are forecast each by itself, and the customers of both meet the roster."""
    long = replace(library.plan.roster, horizon=replace(WEEK, days=14))
    later = replace(WEEK, first=WEEK.first + timedelta(days=7))
    closed = np.zeros(WEEK.slots, bool)
    weeks = [Demand(each, {}, WEEK.first, closed) for each in (WEEK, later)]
    monkeypatch.setattr(reading, "read_any", library.answer("read_any", (long, ())))
    monkeypatch.setattr(roster_reading, "at_store", library.answer("at_store", long))
    monkeypatch.setattr(weekly_need, "weekly_demand", library.answer("weekly_demand", weeks))
    monkeypatch.setattr(weekly_need, "need_of", library.answer("need_of", "need"))
    assert run("audit", "own.csv", "--store", "shop", "--stress-weeks", "3").exit_code == 0
    played, needed = (library.calls[name][0] for name in ("stress_tested", "need_of"))
    assert played[1].horizon == long.horizon
    assert needed[1] == weeks


@pytest.mark.parametrize("option", ["--demand", "--requirement"])
def test_a_file_of_ones_own_is_of_eight_weeks_at_most(run, library, monkeypatch, option):
    """Nine are refused with the roster's name and the options, not with a number of weeks."""
    long = replace(library.plan.roster, horizon=replace(WEEK, days=63))
    monkeypatch.setattr(reading, "read_any", library.answer("read_any", (long, ())))
    monkeypatch.setattr(roster_reading, "at_store", library.answer("at_store", long))
    result = run("audit", "roster.csv", "--store", "shop", option, "own.csv")
    assert result.exit_code == 2
    said = (
        "roster.csv: found a roster of 9 weeks; expected at most 8 with --demand or --requirement"
    )
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(("days", "said"), [(7, ["lost", "a", "week"]), (14, ["lost"])])
def test_customers_lost_in_several_weeks_are_not_of_one(days, said):
    """The table beside a plan says what its figures are for."""
    made = played_plan(tiny_plan(), ("cashier",))
    roster = replace(made.roster, horizon=replace(made.roster.horizon, days=days))
    plan = replace(made, roster=roster)
    out = io.StringIO()
    print_audit(Console(file=out, width=100), plan, SideBySide(plan, plan), judged=False)
    head = next(line for line in out.getvalue().splitlines() if "over the plan" in line)
    assert head.split("wait s")[1].split() == said
