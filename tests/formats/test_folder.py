"""A killed process leaves the old plan whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.formats.sample import sample_plan, tiny_plan

from staffopt.formats import folder as folders
from staffopt.formats.carrying import edited_files
from staffopt.formats.folder import swap_in, tidy
from staffopt.formats.manifest_file import file_hashes
from staffopt.formats.plan_reading import read_plan
from staffopt.formats.writing import write

ENDLESS = """
import sys
from dataclasses import replace
from staffopt.formats.plan_reading import read_plan
from staffopt.formats.writing import write
plan = read_plan(sys.argv[1])
while True:
    write(plan, sys.argv[1])
    print("written", flush=True)
"""
NOBODY = 2**22 + 7
"""A process number above what Linux gives out."""


def test_killed_while_writing(root: Path, tmp_path: Path):
    """Killed twice at different moments of an endless rewriting: whole each time."""
    target = tmp_path / "week"
    write(tiny_plan(), target)
    for wait in (0.0, 0.021):
        writer = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(target)], cwd=root, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        hashes = file_hashes(target)
        del hashes["manifest.json"]
        record = (target / "manifest.json").read_text("utf-8")
        assert all(one in record for one in hashes.values())
        assert len(read_plan(target).roster.shifts) == 1
    write(tiny_plan(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


def test_killed_between_two_renames(tmp_path: Path):
    """Where names cannot be exchanged, the next look puts the old folder back."""
    target, old = tmp_path / "week", tmp_path / f".week.old-{NOBODY}"
    write(tiny_plan(), target)
    target.rename(old)
    (tmp_path / f".week.new-{NOBODY}").mkdir()
    tidy(target)
    assert len(read_plan(target).roster.shifts) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


def test_without_an_exchange_of_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two renames do the same."""
    monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    target = tmp_path / "week"
    for size in ("one", "two"):
        with swap_in(target) as fresh:
            (fresh / size).write_text(size)
            (fresh / "manifest.json").write_text(
                f'{{"schema": "staffopt manifest", "files": {{"{size}": null}}}}'
            )
    assert sorted(path.name for path in target.iterdir()) == ["manifest.json", "two"]
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


def test_what_a_running_process_writes_is_left_alone(tmp_path: Path):
    """Only what dead processes left is removed."""
    living, dead = tmp_path / f".week.new-{os.getppid()}", tmp_path / f".week.new-{NOBODY}"
    other = tmp_path / f".weekend.new-{NOBODY}"
    for left in (living, dead, other):
        left.mkdir()
    tidy(tmp_path / "week")
    assert (living.exists(), dead.exists(), other.exists()) == (True, False, True)


def test_links_and_empty_folders_of_others_stay(tmp_path: Path):
    """Links to folders and files, broken ones too, stay links; our own calendars go."""
    target, photos = tmp_path / "week", tmp_path / "photos"
    photos.mkdir()
    (photos / "cat.jpg").write_bytes(b"cat")
    write(sample_plan(), target)
    links = {"photos": photos, "cat.jpg": photos / "cat.jpg", "gone": tmp_path / "nothing"}
    for name, to in links.items():
        (target / name).symlink_to(to)
    (target / "for later").mkdir()
    write(tiny_plan(), target)
    assert {name: (target / name).readlink() for name in links} == links
    assert list((target / "for later").iterdir()) == []
    assert [path.name for path in (target / "calendars").iterdir()] == ["E1.ics"]
    assert (photos / "cat.jpg").read_bytes() == b"cat"


def test_a_file_of_ours_that_was_edited_is_kept_under_another_name(tmp_path: Path):
    """Twice, without overwriting the first; what was not edited, or is no edit, goes."""
    target = tmp_path / "week"
    write(sample_plan(), target)
    for edit in ("first", "second"):
        (target / "roster.xlsx").write_text(edit)
        write(tiny_plan(), target)
    (target / "shifts.csv").unlink()
    (target / "shifts.csv").symlink_to("roster.csv")
    write(tiny_plan(), target)
    assert (target / "roster.edited.xlsx").read_text() == "first"
    assert (target / "roster.edited-2.xlsx").read_text() == "second"
    assert (target / "shifts.edited.csv").readlink() == Path("roster.csv")
    assert len(edited_files(target)) == 3
    assert (target / "roster.xlsx").read_bytes().startswith(b"PK")


def test_a_file_of_others_where_we_now_write_is_kept_under_another_name(tmp_path: Path):
    """A calendar laid in by hand for somebody who works in the next plan."""
    target = tmp_path / "week"
    write(tiny_plan(), target)
    (target / "calendars" / "E02.ics").write_text("mine")
    write(sample_plan(), target)
    assert (target / "calendars" / "E02.edited.ics").read_text() == "mine"
    assert (target / "calendars" / "E02.ics").read_text().startswith("BEGIN:VCALENDAR")


def test_a_report_written_again_is_no_edit(tmp_path: Path):
    """The manifest knows the hash of a file of ours that was written anew."""
    target = tmp_path / "week"
    write(tiny_plan(), target)
    write(sample_plan(), target / "report.html")
    record = json.loads((target / "manifest.json").read_text("utf-8"))
    assert record["files"]["report.html"] == file_hashes(target)["report.html"]
    write(tiny_plan(), target)
    assert edited_files(target) == []


def test_an_edited_file_that_alone_is_written_again_is_kept(tmp_path: Path):
    """As it is when the whole folder is; what lies in no plan's folder is replaced."""
    target = tmp_path / "week"
    write(tiny_plan(), target)
    for edit in ("first", "second"):
        for file in (target / "roster.xlsx", tmp_path / "roster.xlsx"):
            file.write_text(edit)
            write(tiny_plan(), file)
    assert [path.name for path in edited_files(tmp_path)] == [
        "roster.edited-2.xlsx",
        "roster.edited.xlsx",
    ]
    assert (target / "roster.edited.xlsx").read_text() == "first"
    assert (target / "roster.xlsx").read_bytes().startswith(b"PK")


def test_what_was_closed_stays_closed(tmp_path: Path):
    """A folder, files of ours and others' folders in it, a file alone; the rest is as any new."""
    target, alone = tmp_path / "week", tmp_path / "week.html"
    (tmp_path / "new").mkdir()
    for path in (target, alone):
        write(tiny_plan(), path)
    assert target.stat().st_mode == (tmp_path / "new").stat().st_mode
    (target / "mine").mkdir()
    (target / "mine" / "note.txt").write_text("private")
    own, files = (target, target / "mine"), (target / "plan.json", target / "manifest.json")
    closed = dict.fromkeys(own, 0o700) | dict.fromkeys((*files, alone), 0o600)
    for path, mode in closed.items():
        path.chmod(mode)
    for path in (target, target / "report.html", alone):
        write(tiny_plan(), path, with_pay=True)
    assert {path: path.stat().st_mode & 0o777 for path in closed} == closed
    others = (target / "calendars", target / "shifts.csv")
    assert all(path.stat().st_mode & 0o044 for path in others)
