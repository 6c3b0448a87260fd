"""A process that is killed or interrupted leaves a whole plan behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from tests.end_to_end.conftest import PLANNED, WEEK, Command, bytes_of

import staffopt as so
from staffopt.domain.plan import Progress
from staffopt.inspection import TOLERANCE
from staffopt.solver.bounds.bound import Bound

STOPS_AT = """
import signal, sys, time
from {package} import {module}
from staffopt.cli import main

def stop(*args, **kwargs):
    print("stopped", flush=True)
    time.sleep(600)

{module}.{name} = stop
main(sys.argv[1:])
"""
PLAN = f"plan shop --week {WEEK} --iterations 1 --seed 2 --quiet"


@pytest.mark.long
@pytest.mark.parametrize("name", ["_carry_over", "_swap"])
def test_a_kill_while_writing_leaves_the_plan_before(name: str, desk: Path, staffopt: Command):
    """Killed with all files written and not yet in place; the next plan clears up and takes it."""
    before = bytes_of(desk / PLANNED)
    program = STOPS_AT.format(package="staffopt.formats", module="folder", name=name)
    with subprocess.Popen(
        [sys.executable, "-c", program, *PLAN.split()], cwd=desk, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"stopped\n"
        process.send_signal(signal.SIGKILL)
    assert bytes_of(desk / PLANNED) == before
    assert len(list(PLANNED.parent.iterdir())) == 2
    assert staffopt(*PLAN.split()).exit_code == 0
    assert list(PLANNED.parent.iterdir()) == [PLANNED]
    assert bytes_of(desk / PLANNED) != before


@pytest.mark.parametrize("seconds", [None, 600])
def test_ctrl_c_in_the_search_keeps_the_best_so_far(
    example: Path, example_need: so.Requirement, seconds: float | None
):
    """Pressed at the third report: a whole and legal plan that says why it ended."""
    reports: list[Progress] = []

    def press(report: Progress) -> None:
        reports.append(report)
        if len(reports) == 3:
            raise KeyboardInterrupt

    moves = None if seconds else 10**9
    store = so.read_store(example)
    plan = so.plan(example_need, store, seconds=seconds, iterations=moves, on_progress=press)
    assert plan.run.stopped == "interrupted"
    assert plan.run.seconds < 300
    rounded = TOLERANCE * (len(plan.costs) + len(plan.violations) + 1)  # each by itself in a bill
    assert plan.cost <= reports[-1].cost + rounded
    assert plan.roster.shifts
    assert so.audit(plan.roster, store) == plan.violations
    assert not [violation for violation in plan.violations if violation.hard]


@pytest.mark.parametrize(
    ("asked", "compiling"), [("stays_of", "compile_all"), ("days_pay", "warm_up")]
)
def test_ctrl_c_while_the_search_is_compiled_keeps_the_first_roster(
    example: Path,
    example_need: so.Requirement,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    compiling: str,
):
    """Pressed before the seconds of a long search begin: there is a plan, at once."""

    def press(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"staffopt.solver.solve.{asked}", lambda *_given: True)
    monkeypatch.setattr(f"staffopt.solver.solve.{compiling}", press)
    plan = so.plan(example_need, so.read_store(example), seconds=600)
    assert plan.run.stopped == "interrupted"
    assert plan.run.seconds < 300
    assert plan.roster.shifts


def test_ctrl_c_while_the_bound_is_awaited_keeps_the_plan(
    example: Path, example_need: so.Requirement, monkeypatch: pytest.MonkeyPatch
):
    """The search is over and only its proof is missing: both are there in the end."""
    waited = Future.result
    pressed: list[bool] = []

    def press(future: Future[object], timeout: float | None = None) -> object:
        found = waited(future, timeout)
        here = current_thread() is main_thread()
        if here and isinstance(found, Bound) and not pressed:
            pressed.append(True)
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(Future, "result", press)
    plan = so.plan(example_need, so.read_store(example), iterations=1)
    assert pressed
    assert plan.run.stopped == "interrupted"
    assert plan.bound > 0


def test_ctrl_c_while_the_roster_is_checked_keeps_the_plan(
    example: Path, example_need: so.Requirement, monkeypatch: pytest.MonkeyPatch
):
    """The search is over: CP-SAT's word and the bill are asked for again, and the plan says so."""
    pressed: list[str] = []

    def press_once(place: str, name: str) -> None:
        work = getattr(import_module(place), name)

        def cut_short(*args: object) -> object:
            if name not in pressed:
                pressed.append(name)
                raise KeyboardInterrupt
            return work(*args)

        monkeypatch.setattr(f"{place}.{name}", cut_short)

    for place, name in (("staffopt.solver.solve", "accepts"), ("staffopt.planning", "bill")):
        press_once(place, name)
        plan = so.plan(example_need, so.read_store(example), iterations=1)
        assert pressed[-1] == name
        assert plan.run.stopped == "interrupted"
        assert plan.roster.shifts
        monkeypatch.undo()


def test_ctrl_c_is_left_to_python(example: Path, example_need: so.Requirement):
    """CP-SAT, which takes part in every plan, does not keep the signal for itself."""
    before = signal.getsignal(signal.SIGINT)
    so.plan(example_need, so.read_store(example), iterations=1)
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize(
    ("package", "module", "name"),
    [
        ("staffopt.formats", "folder", "_swap"),
        ("staffopt.solver", "solve", "prepare"),
        ("staffopt.solver.search", "Search", "from_seed"),
    ],
)
def test_ctrl_c_without_a_roster_leaves_the_plan_before(
    desk: Path, package: str, module: str, name: str
):
    """Pressed while writing or before the first roster: exit code 130, nothing half-written."""
    before = bytes_of(desk / PLANNED)
    program = STOPS_AT.format(package=package, module=module, name=name)
    with subprocess.Popen(
        [sys.executable, "-c", program, *PLAN.split()],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"stopped\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"Interrupted; nothing was written.\n")
    assert bytes_of(desk / PLANNED) == before
    assert list((desk / PLANNED).parent.iterdir()) == [desk / PLANNED]


def test_an_error_while_writing_leaves_the_plan_before(
    desk: Path, staffopt: Command, monkeypatch: pytest.MonkeyPatch
):
    """A disk that is full ends with plain words and 2."""
    before = bytes_of(desk / PLANNED)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "roster.csv")

    monkeypatch.setattr("staffopt.formats.folder._flush", full)
    result = staffopt(*PLAN.split())
    assert (result.exit_code, result.stderr) == (2, "roster.csv: No space left on device\n")
    assert bytes_of(desk / PLANNED) == before
    assert list(PLANNED.parent.iterdir()) == [PLANNED]
