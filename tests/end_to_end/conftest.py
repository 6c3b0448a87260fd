"""The example store, a plan of it, and the command line, for tests of the whole way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import staffopt as so
from staffopt.cli import main
from staffopt.inputs.example_store import write_example_store

WEEK = "2026-03-25"
"""A Wednesday of a week that the example store can plan."""
PLANNED = Path("plans/shop/2026-03-23")
"""Where `staffopt plan shop --week 2026-03-25` writes."""

Command = Callable[..., Result]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that `staffopt init` writes; read only."""
    folder = tmp_path_factory.mktemp("example") / "shop"
    write_example_store(folder)
    return folder


@pytest.fixture(scope="session")
def example_need(example: Path) -> so.Requirement:
    """What the example store requires in the week."""
    store = so.read_store(example)
    return so.staffing(so.forecast(so.read_transactions(store), store, week=WEEK), store)


@pytest.fixture(scope="session")
def example_plan(example: Path, example_need: so.Requirement) -> so.Plan:
    """A plan of the example store."""
    return so.plan(example_need, so.read_store(example), iterations=1, seed=1)


@pytest.fixture(scope="session")
def written(example_plan: so.Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a folder; read only."""
    folder = tmp_path_factory.mktemp("written") / "plan"
    so.write(example_plan, folder)
    return folder


@pytest.fixture
def desk(example: Path, written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder of one's own: the example store in `shop`, an earlier plan in its place."""
    shutil.copytree(example, tmp_path / "shop")
    shutil.copytree(written, tmp_path / PLANNED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def staffopt() -> Command:
    """Run a command in the current folder; an error that no user should see fails the test."""

    def run(*args: str) -> Result:
        return CliRunner().invoke(main, list(args), catch_exceptions=False)

    return run


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
