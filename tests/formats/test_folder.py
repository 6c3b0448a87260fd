"""A killed process leaves the old plan whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.formats.sample import tiny_plan

from staffopt.formats import folder as folders
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
                f'{{"schema": "staffopt manifest", "files": {{"{size}": ""}}}}'
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
