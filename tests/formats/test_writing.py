"""A plan goes whole into its place."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.formats.sample import sample_plan, tiny_plan

from staffopt.domain.plan import Plan
from staffopt.domain.shared_changes import whole_changes
from staffopt.errors import ConfigError
from staffopt.formats.manifest_file import file_hashes
from staffopt.formats.place import beside
from staffopt.formats.plan_file import without_pay
from staffopt.formats.plan_reading import read_plan
from staffopt.formats.writing import check_target, write

WHOLE = {
    "roster.csv",
    "shifts.csv",
    "coverage.csv",
    "training.csv",
    "violations.csv",
    "premiums.csv",
    "employee_history.csv",
    "plan.json",
    "manifest.json",
    "report.html",
    "roster.xlsx",
    "calendars/E1.ics",
}


def test_a_folder_gets_everything(tmp_path: Path):
    """All files of the contract and nothing else, in a folder made on the way."""
    write(tiny_plan(), tmp_path / "plans" / "week")
    found = file_hashes(tmp_path / "plans" / "week")
    assert set(found) == WHOLE
    assert [path.name for path in (tmp_path / "plans").iterdir()] == ["week"]


def test_the_manifest_knows_every_other_file(tmp_path: Path):
    """With its hash, beside seed, bound, gap and costs in units of the currency."""
    write(tiny_plan(), tmp_path / "week")
    record = json.loads((tmp_path / "week" / "manifest.json").read_text("utf-8"))
    assert set(record["files"]) == WHOLE - {"manifest.json"}
    assert record["files"]["roster.csv"] == file_hashes(tmp_path / "week")["roster.csv"]
    assert record["costs"] == {"wages": 90, "service": 30}
    assert (record["cost"], record["bound"], record["gap"]) == (120, 114, 0.05)
    assert record["run"]["seconds"] == 0.5
    assert record["horizon"]["zone"] == "Europe/London"


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("week.html", b"<!doctype html>"),
        ("week.xlsx", b"PK"),
        ("week.csv", b"employee_id,name,shift_id,start,"),
        ("week.ics", b"BEGIN:VCALENDAR"),
        ("week.json", b'{"schema": "staffopt plan"'),
        ("shifts.csv", b"employee_id,name,shift_id,date,"),
        ("coverage.csv", b"role,start,demand_p50"),
        ("WEEK.HTML", b"<!doctype html>"),
    ],
)
def test_a_suffix_picks_one_format(name: str, starts: bytes, tmp_path: Path):
    """And the name of a file of the plan folder picks that file."""
    write(tiny_plan(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(starts)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_unknown_suffix_is_refused(tmp_path: Path):
    """With what would do; a date or a version is no suffix."""
    with pytest.raises(ConfigError, match=r"'\.pdf'; expected one of \.csv, \.html"):
        write(tiny_plan(), tmp_path / "week.pdf")
    with pytest.raises(ConfigError, match=r"'\.parquet'; expected"):
        write(tiny_plan(), tmp_path / "week.parquet")
    check_target(tmp_path / "2026-11-23")
    check_target(tmp_path / "v1.2")


def test_a_folder_may_be_called_as_one_in_a_plan(tmp_path: Path):
    """`calendars` is no file of a plan's folder: a plan of that name is whole."""
    write(tiny_plan(), tmp_path / "calendars")
    assert set(file_hashes(tmp_path / "calendars")) == WHOLE


def test_pay_that_was_not_kept_is_not_told(tmp_path: Path):
    """A plan read from files without pay knows no wages: no column of zeros."""
    with pytest.raises(ConfigError, match=r"kept without pay; .*plan it with --with-pay"):
        write(without_pay(tiny_plan()), tmp_path / "shifts.csv", with_pay=True)
    assert not (tmp_path / "shifts.csv").exists()
    write(tiny_plan(), tmp_path / "shifts.csv", with_pay=True)


@pytest.mark.parametrize("with_pay", [False, True])
def test_wages_and_birth_dates_of_changes_are_told_with_pay_only(with_pay: bool, tmp_path: Path):
    """The manifest says what a plan was made with; `read_plan` gives `without_pay` of it back."""
    added = {"name": "New", "wage": 31.25, "birth_date": date(1999, 1, 2)}
    changes = {"people.E1.wage": 31.25, "people.E9": added, "people.E1.hours_max": 30, "name": "X"}
    plan = replace(tiny_plan(), manifest={"store": "shop", "changes": changes})
    write(plan, tmp_path / "week", with_pay=with_pay)
    text = (tmp_path / "week" / "manifest.json").read_text("utf-8")
    assert ("31.25" in text, "1999" in text) == (with_pay, with_pay)
    told = read_plan(tmp_path / "week").manifest
    assert told == (json_like(plan) if with_pay else without_pay(plan)).manifest
    assert told["changes"]["people.E1.hours_max"] == 30
    kept = {"people.E1.hours_max", "name"}
    assert whole_changes(told["changes"]).keys() == (changes.keys() if with_pay else kept)


def json_like(plan: Plan) -> Plan:
    """The plan with dates of its changes as text."""
    return replace(plan, manifest=json.loads(json.dumps(plan.manifest, default=str)))


def test_what_is_no_plan_folder_is_left_alone(tmp_path: Path):
    """A folder with other things is refused and keeps them."""
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"cat")
    with pytest.raises(ConfigError, match="other things than a plan"):
        write(tiny_plan(), folder)
    assert [path.name for path in folder.iterdir()] == ["cat.jpg"]


@pytest.mark.parametrize("manifest", ["{}", "no json", '{"schema": "webpack"}'])
def test_another_programs_manifest_is_no_plan(manifest: str, tmp_path: Path):
    """It takes more than the name of a file to be ours."""
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(ConfigError, match="other things than a plan"):
        check_target(tmp_path)


def test_a_file_in_the_way_is_refused(tmp_path: Path):
    """As the folder itself, and above it."""
    (tmp_path / "week").write_text("a note")
    for target in (tmp_path / "week", tmp_path / "week" / "plan", tmp_path / "week" / "a.html"):
        with pytest.raises(ConfigError, match="found a file; expected a folder"):
            check_target(target)


def test_an_old_plan_is_replaced_and_notes_beside_it_stay(tmp_path: Path):
    """The calendar of somebody who left goes; the manager's note stays."""
    folder = tmp_path / "week"
    write(sample_plan(), folder)
    (folder / "note.txt").write_text("ask Ann about Friday")
    write(tiny_plan(), folder)
    assert set(file_hashes(folder)) == WHOLE | {"note.txt"}
    write(tiny_plan(), folder)
    assert (folder / "note.txt").read_text() == "ask Ann about Friday"


def test_an_error_while_writing_leaves_the_old_plan(tmp_path: Path):
    """Bytes unchanged, nothing left beside."""
    folder = tmp_path / "week"
    write(tiny_plan(), folder)
    before = file_hashes(folder)
    torn = replace(tiny_plan(), costs={"wages": None})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        write(torn, folder)
    assert file_hashes(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


@pytest.mark.parametrize("name", ["week", "week.html", "deep/week.html"])
def test_a_closed_folder_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """For a file as for a folder: before a search."""
    monkeypatch.setattr(os, "access", lambda place, _: Path(place) != tmp_path)
    with pytest.raises(ConfigError, match="found a folder closed to us; expected one we may write"):
        check_target(tmp_path / name)


def test_a_file_in_the_way_further_up_is_refused(tmp_path: Path):
    """Not only as the parent."""
    (tmp_path / "note").write_text("a note")
    with pytest.raises(ConfigError, match="note: found a file; expected a folder"):
        check_target(tmp_path / "note" / "sub" / "week.html")


@pytest.mark.parametrize("suffix", ["", ".html"])
def test_a_name_too_long_for_the_one_beside_it_is_refused(suffix: str, tmp_path: Path):
    """Everything is written under a longer name first; the longest that fits is written."""
    over = len(beside(Path("x"), "new").name) - 1
    longest = "é" * 100 + "x" * (255 - over - len(suffix) - 200) + suffix
    with pytest.raises(ConfigError, match="found too long a name; expected 1 bytes less"):
        check_target(tmp_path / f"x{longest}")
    with pytest.raises(ConfigError, match="too long a name"):
        check_target(tmp_path / ("x" * 256) / f"week{suffix}")
    write(tiny_plan(), tmp_path / longest)
    assert [path.name for path in tmp_path.iterdir()] == [longest]


@pytest.mark.parametrize("target", [".", "..", "../week", "../../up"])
def test_the_folder_one_is_in_is_refused(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It would be another folder afterwards, and the shell's would be gone."""
    here = tmp_path / "up" / "week"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    with pytest.raises(ConfigError, match=r"the folder you are in, .*; expected a folder within"):
        check_target(target)
    check_target("plan")
    check_target("week.html")


def test_a_folder_of_which_not_all_can_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What cannot be carried over would be lost, or the plan."""
    write(tiny_plan(), tmp_path / "week")
    (tmp_path / "week" / "private").mkdir()
    monkeypatch.setattr(os, "access", lambda place, _: Path(place).name != "private")
    with pytest.raises(ConfigError, match="private: found closed to us"):
        check_target(tmp_path / "week")
