"""Bad input ends with plain words and exit code 2, and touches nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.end_to_end.bad_files import BAD_FILES
from tests.end_to_end.bad_stores import BAD_STORES
from tests.end_to_end.conftest import PLANNED, Command, bytes_of

BAD_INPUTS = {**BAD_STORES, **BAD_FILES}


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file and folder, with its length and when it was last written."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {name: (status.st_size, status.st_mtime_ns) for name, status in found.items()}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_bad_input_is_named_and_nothing_is_touched(name: str, desk: Path, staffopt: Command):
    """The message says where, what was found and what would do; every file stays as it was."""
    bad = BAD_INPUTS[name]
    for spoil in bad.spoil:
        spoil(desk)
    before, plan = state(desk), bytes_of(desk / PLANNED)
    result = staffopt(*bad.command.split())
    assert result.exit_code == 2, result.output
    for piece in bad.said:
        assert piece in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert state(desk) == before
    assert bytes_of(desk / PLANNED) == plan


def test_all_problems_of_a_store_come_at_once(desk: Path, staffopt: Command):
    """Three files spoilt make three lines."""
    for name in ("a wrong type", "an unknown role", "overlapping time off"):
        for spoil in BAD_INPUTS[name].spoil:
            spoil(desk)
    result = staffopt("check", "shop")
    assert result.exit_code == 2
    starts = [line.partition(":")[0].split()[0] for line in result.stderr.splitlines()]
    assert starts == ["store.yaml", "employees.csv", "time_off.csv"]
