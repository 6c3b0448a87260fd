"""The group of commands, and how errors end."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

import staffopt
from staffopt.cli.group import COMMANDS, main
from staffopt.errors import DataError, Problem
from staffopt.inputs import histories

HEAVY = {"numpy", "pandas", "ortools", "numba", "scipy", "duckdb", "pydantic", "rich", "jinja2"}


def test_every_command_has_a_file_and_every_file_its_place():
    """The list of commands and the folder agree: whatever defines a command is listed."""
    folder = Path(import_module("staffopt.cli").__path__[0])
    files = {path.stem for path in folder.glob("*.py") if "@click.command" in path.read_text()}
    assert files == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run, name):
    """`--help` works for each and names the command."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: main {name}" in result.stdout


def test_short_helps_are_not_cut_off(run):
    """Each command's line in the group's help is whole."""
    assert "..." not in run("--help").stdout.split("Commands:")[1]


def test_help_loads_nothing_heavy_and_is_quick():
    """Counted in processor time, which a busy machine does not change much: 0.3 s."""
    code = (
        "import sys, time\n"
        "from staffopt.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), time.process_time())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy, seconds = found.stdout.splitlines()[-1].rsplit(" ", 1)
    assert heavy == "[]"
    assert float(seconds) < 0.3


def test_python_m_staffopt_is_the_same_command():
    """And it knows its version."""
    command = [sys.executable, "-m", "staffopt", "--version"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.strip().endswith("0.1.0")


def test_bad_input_is_lines_on_stderr_and_2(run, library, monkeypatch):
    """All problems, one line each, no traceback, nothing on standard output."""
    error = DataError(Problem("a.csv line 2", "nothing", "a name"), Problem("b.csv", "nothing"))
    monkeypatch.setattr(staffopt, "read_store", library.answer("read_store", error), raising=False)
    result = run("plan", "shop", "--week", "2026-03-04")
    assert result.exit_code == 2
    assert result.stderr == "a.csv line 2: found nothing; expected a name\nb.csv: found nothing\n"
    assert result.stdout == ""


def test_a_folder_that_cannot_be_written_is_bad_input(run, library, monkeypatch):
    """The system's own words, with the path."""
    error = PermissionError(13, "Permission denied", "plans/shop")
    monkeypatch.setattr(staffopt, "write", library.answer("write", error), raising=False)
    result = run("plan", "shop", "--week", "2026-03-04")
    assert result.exit_code == 2
    assert result.stderr == "plans/shop: Permission denied\n"


def test_ctrl_c_before_there_is_a_plan_says_so(run, library, monkeypatch):
    """Outside the search there is nothing to keep."""
    stop = library.answer("read_own", KeyboardInterrupt())
    monkeypatch.setattr(histories, "read_own", stop)
    result = run("plan", "shop", "--week", "2026-03-04")
    assert result.exit_code == 130
    assert result.stderr == "Interrupted; nothing was written.\n"


def test_ctrl_c_while_a_compiled_module_loads_is_ctrl_c(run, library, monkeypatch):
    """Such a module fails with an ImportError of its own; any other one is a fault."""
    error = ImportError("initialization failed")
    monkeypatch.setattr(staffopt, "plan", library.answer("plan", error), raising=False)
    with pytest.raises(ImportError):
        run("plan", "shop", "--week", "2026-03-04")
    error.__context__, error.__cause__ = None, KeyboardInterrupt()
    result = run("plan", "shop", "--week", "2026-03-04")
    assert result.exit_code == 130
    assert result.stderr == "Interrupted; nothing was written.\n"


def test_an_unknown_command_is_bad_input(run):
    """Said by the command line, with the nearest of those there are."""
    result = run("plam")
    assert result.exit_code == 2
    assert "No such command 'plam'. (did you mean 'plan'?)" in result.stderr


def test_completion_behind_an_unknown_command_is_no_error():
    """The shell is offered the commands, as anywhere."""
    shell = ShellComplete(main, {}, "staffopt", "_STAFFOPT_COMPLETE")
    assert [each.value for each in shell.get_completions(["plam"], "pl")] == ["plan"]
