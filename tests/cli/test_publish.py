"""staffopt publish."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import WEEK

import staffopt
from staffopt.formats.writing import write
from staffopt.publishing import Change, Publication

TOLD = datetime(2026, 2, 27, 12, tzinfo=UTC)


def publish(run, library, plan, monkeypatch, notes, *options):
    """Run the command where one shift of Ann's is published as cancelled."""
    library.store.folder, library.store.people = Path("shop"), plan.problem.people
    (shift,) = plan.roster.shifts
    change = Change("ann", WEEK.first, (shift,), (), "", "change_premium", 4_000)
    done = Publication(TOLD, 1, (change,), notes)
    monkeypatch.setattr(staffopt, "publish", library.answer("publish", done), raising=False)
    return run("publish", "week", "--store", "shop", *options)


def test_what_was_published_and_what_is_owed_is_said(run, library, plan, monkeypatch):
    """Shifts, notes, then each changed day with its price and rule."""
    result = publish(run, library, plan, monkeypatch, ("notice is missed",))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1 shift published in shop/past_roster.csv",
        "Note: notice is missed",
        "1 changed day, 40.00 PLN owed; see roster_changes.csv",
        "  Ann Mon 02 Mar: cancelled, 40.00 PLN (change_premium)",
    ]


def test_json_is_for_scripts(run, library, plan, monkeypatch):
    """The same in one object."""
    result = publish(run, library, plan, monkeypatch, (), "--json")
    told = {"told_at": "2026-02-27T12:00:00+00:00", "shifts": 1, "changes": 1, "notes": []}
    assert json.loads(result.stdout) == {**told, "owed": 40, "currency": "PLN"}


def test_instant_and_lateness_are_passed_on(run, library, plan, monkeypatch):
    """An instant needs its offset."""
    publish(run, library, plan, monkeypatch, (), "--publish-at", "2026-02-27T13:00+01:00", "--late")
    _, said = library.calls["publish"]
    assert said == {"at": TOLD, "late": True}
    result = publish(run, library, plan, monkeypatch, (), "--publish-at", "2026-02-27T13:00")
    assert result.exit_code == 2
    assert "expected an instant such as" in result.output


def test_an_edited_roster_is_not_passed_over(run, library, plan, monkeypatch, tmp_path: Path):
    """A plan's folder whose roster.csv somebody changed is refused, and the way out is told."""
    write(plan, tmp_path / "week")
    roster = tmp_path / "week" / "roster.csv"
    roster.write_text(roster.read_text().replace("T09:00", "T02:00"))
    result = publish(run, library, plan, monkeypatch, ())
    assert result.exit_code == 2
    assert result.stderr == (
        "week/roster.csv: found another roster than the plan was written with; expected "
        "`staffopt audit week --store shop --out DIR`, then `staffopt publish DIR --store shop`\n"
    )
    assert "publish" not in library.calls


def test_a_roster_that_is_no_plan_is_told_how_it_becomes_one(run, tmp_path: Path):
    """The table, the workbook and the calendar of a roster are audited first."""
    for name in ("roster.csv", "Roster.XLSX", "ann.ics"):
        (tmp_path / name).touch()
        result = run("publish", name, "--store", "shop")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{name}: found a roster, which is no plan; expected ")
        assert f"`staffopt audit {name} --store shop --out DIR`" in result.stderr
