"""The whole way through the commands, on the store that init writes, with nothing replaced."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from staffopt.cli import main

pytestmark = pytest.mark.slow

WEEK = "2026-03-23"
"""What the page says of overtime and premiums."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the example store, which the commands run in."""
    here, folder = Path.cwd(), tmp_path_factory.mktemp("shop")
    os.chdir(folder)
    assert run("init", "shop").exit_code == 0
    yield folder
    os.chdir(here)


@pytest.fixture(scope="module")
def said(folder: Path) -> dict[str, Any]:
    """What `plan --json` says of a short search."""
    result = run("plan", "shop", "--week", WEEK, "--iterations", "30000", "--seed", "2", "--json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def run(*args: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, args, catch_exceptions=False)


def test_the_plan_is_legal_and_its_parts_sum_up(said):
    """No hard breach; components sum to the cost, which is not below the bound."""
    assert said["status"] in {"feasible", "unmet", "optimal"}
    assert not any(one["hard"] for one in said["violations"])
    assert round(sum(said["costs"].values()), 2) == said["cost"]
    assert said["bound"] <= said["cost"]
    assert said["first_roster_s"] <= said["seconds"] <= said["wall_seconds"]


def test_the_plan_folder_has_every_file(said, folder):
    """Where it says they are."""
    names = {path.name for path in (folder / said["out"]).iterdir()}
    assert {
        "roster.csv",
        "shifts.csv",
        "coverage.csv",
        "training.csv",
        "violations.csv",
        "plan.json",
        "manifest.json",
        "report.html",
        "roster.xlsx",
        "calendars",
    } <= names


def test_audit_agrees_with_the_plan(said):
    """The roster read back breaks, costs and covers exactly what the plan says, but for reasons."""
    result = run("audit", f"{said['out']}/roster.csv", "--store", "shop", "--json")
    assert result.exit_code == 0, result.stdout
    found = json.loads(result.stdout)
    assert found["violations"] == [{**each, "why": ""} for each in said["violations"]]
    for key in ("cost", "costs", "coverage"):
        assert found[key] == said[key]


def test_the_stress_test_plays_the_plan(said):
    """A hundred random weeks: somebody comes in every slot, and people are those of the plan."""
    result = run("simulate", said["out"], "--store", "shop", "--weeks", "100", "--json")
    assert result.exit_code == 0, result.stderr
    played = json.loads(result.stdout)
    cover = {one["role"]: one for one in said["coverage"]}
    for name, role in played["roles"].items():
        assert 0 <= role["left"] <= 1 - role["in_time"] <= 1
        hours = sum(slot["people"] for slot in role["slots"]) / 4
        assert hours == pytest.approx(cover[name]["scheduled_hours"], abs=3)


def test_a_stricter_store_finds_hard_breaches(said):
    """The same roster under a rest of thirty hours ends with 1."""
    roster = f"{said['out']}/roster.csv"
    assert (
        run("audit", roster, "--store", "shop", "--set", "rules.min_rest.hours=30").exit_code == 1
    )


def test_the_same_iterations_give_the_same_files(said, folder):
    """Every file but the manifest, byte by byte."""
    again = ("--iterations", "30000", "--seed", "2", "--out", "again", "--quiet")
    assert run("plan", "shop", "--week", WEEK, *again).exit_code == 0
    first, second = folder / said["out"], folder / "again"
    files = sorted(p.relative_to(first) for p in first.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert [
        str(name)
        for name in files
        if name.name != "manifest.json"
        and (first / name).read_bytes() != (second / name).read_bytes()
    ] == []


def test_the_page_can_be_written_again(said, folder):
    """From the plan's own files the same page, with what is owed on top of wages."""
    page = (folder / said["out"] / "report.html").read_text("utf-8")
    assert run("report", said["out"], "--out", "again.html").exit_code == 0
    assert (folder / "again.html").read_text("utf-8") == page
    assert "<p>On top of wages: " in page


def test_a_corrected_forecast_is_planned_with(said, folder):
    """The file that `forecast` writes can be changed and handed to `plan`."""
    assert run("forecast", "shop", "--week", WEEK, "--out", "mine.csv").exit_code == 0
    with (folder / "mine.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        row.update(dict.fromkeys(("mean", "p50", "p80", "p90", "p95"), "0"))
    with (folder / "quiet.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    budget = ("--iterations", "2000", "--json", "--out", "quiet")
    quiet = json.loads(run("plan", "shop", "--week", WEEK, "--demand", "quiet.csv", *budget).stdout)
    assert quiet["costs"]["service"] < said["costs"]["service"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_ctrl_c_keeps_the_best_plan(said, folder):
    """Interrupted while costs run over the terminal: 0, a plan on disk, and the word for it."""
    import pty

    command = ("plan", "shop", "--week", WEEK, "--seconds", "300", "--json", "--out", "stopped")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "staffopt", *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    ) as started:
        os.close(theirs)
        shown = b""
        while b"cost " not in shown:
            shown += os.read(ours, 4096)
        started.send_signal(signal.SIGINT)
        out = read_all(started, ours)
    assert started.returncode == 0
    assert json.loads(out)["stopped"] == "interrupted"
    assert (folder / "stopped" / "roster.csv").exists()


def read_all(started: subprocess.Popen[str], terminal: int) -> str:
    """What a process says until it ends, its terminal kept empty so that it never waits for us."""

    def drain() -> None:
        with contextlib.suppress(OSError):  # the far end is closed
            while os.read(terminal, 4096):
                pass
        os.close(terminal)

    reader = threading.Thread(target=drain)
    reader.start()
    out, _ = started.communicate(timeout=120)
    reader.join()
    return out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("plan", "nowhere", "--week", WEEK), "nowhere: found no folder"),
        (("plan", "shop", "--week", "1999-01-04"), "transactions before"),
        (("plan", "shop", "--week", WEEK, "--set", "rules.min_rst.hours=3"), "min_rest"),
        (("plan", "shop", "--week", WEEK, "--demand", "none.csv"), "none.csv: found no file"),
        (("plan", "shop", "--week", WEEK, "--past", "none.csv"), "none.csv: found no file"),
        (("audit", "none.csv", "--store", "shop"), "none.csv"),
        (("report", "nowhere"), "nowhere"),
        (("simulate", "nowhere", "--store", "shop"), "nowhere"),
        (("check", "nowhere"), "nowhere: found no folder"),
        (("init", "shop"), "a new or empty folder"),
    ],
)
def test_bad_input_is_said_in_one_line_and_ends_with_2(folder, command, said):
    """No traceback, nothing on standard output, and the place named."""
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
