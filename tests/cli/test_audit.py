"""staffopt audit."""

from __future__ import annotations

import csv
import json

from tests.cli.conftest import HARD, PRICED

import staffopt
from staffopt.formats.violations_table import ViolationsTable


def audit(run, library, monkeypatch, violations, *options):
    """Run the command where the audit finds the given violations."""
    answer = library.answer("audit", violations)
    monkeypatch.setattr(staffopt, "audit", answer, raising=False)
    return run("audit", "roster.csv", "--store", "shop", *options)


def test_a_legal_roster_ends_with_0(run, library, monkeypatch):
    """Nothing found, and said so."""
    result = audit(run, library, monkeypatch, ())
    assert (result.exit_code, result.stdout) == (0, "0 hard, 0 priced.\n")


def test_a_priced_breach_is_no_failure_and_a_hard_one_is(run, library, monkeypatch):
    """Exit code 1 means that a hard rule is broken."""
    assert audit(run, library, monkeypatch, (PRICED,)).exit_code == 0
    assert audit(run, library, monkeypatch, (PRICED, HARD)).exit_code == 1


def test_json_has_the_columns_of_violations_csv(run, library, monkeypatch, illegal, tmp_path):
    """Same columns, same order, same instants as the file of a plan."""
    result = audit(run, library, monkeypatch, illegal.violations, "--json")
    rows = json.loads(result.stdout)
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


def test_hard_breaches_come_first_for_people(run, library, monkeypatch):
    """What must be mended is read first."""
    text = audit(run, library, monkeypatch, (PRICED, HARD)).stdout
    assert text.index("Ann rests 9 h") < text.index("Bo misses 2 h")
    assert text.endswith("1 hard, 1 priced.\n")
