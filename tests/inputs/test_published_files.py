"""past_roster.csv and roster_changes.csv are written both or neither; nothing in them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import staffopt as so
from staffopt.inputs.published_files import CHANGE_COLUMNS, past_table, write_published

STORE = """
zone: Europe/Warsaw
currency: PLN
opening: {week: {mon: 09:00-17:00}}
roles: {till: {method: minimum_crew, minimum: 0, missing_price: 5}}
"""
PEOPLE = """employee_id,name,hours_min,hours_target,hours_max,wage,roles
ann,Ann,0,20,40,20.00,till
"""
PAST = (
    "employee_id,shift_id,start,end,activity,role,state\n"
    "ann,a,2026-06-08T09:00,2026-06-08T12:00,work,till,published\n"
)
HEADER = ",".join(CHANGE_COLUMNS)
OLD = "2026-06-01T10:00:00+02:00,ann,2026-06-07,09:00-17:00,,,change_premium,80.00"
CHANGE = dict(
    zip(CHANGE_COLUMNS, ("now", "ann", "2026-06-08", "", "", "", "", "0.00"), strict=True)
)
NEW = "now,ann,2026-06-08,,,,,0.00"


@pytest.fixture
def store(tmp_path: Path) -> so.Store:
    for name, text in (("store.yaml", STORE), ("employees.csv", PEOPLE), ("past_roster.csv", PAST)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return so.read_store(tmp_path)


def written(store: so.Store) -> None:
    """Write an empty past roster and one change."""
    write_published(store, [], [CHANGE])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, f"{HEADER}\n{NEW}\n"),
        (f"{HEADER}\n{OLD}\n", f"{HEADER}\n{OLD}\n{NEW}\n"),
        (f"{HEADER}\r\n{OLD}", f"{HEADER}\r\n{OLD}\n{NEW}\n"),
        (
            f"\ufeffpaid_on,{HEADER}\n9 July,{OLD}\n",
            f"\ufeffpaid_on,{HEADER}\n9 July,{OLD}\n,{NEW}\n",
        ),
    ],
)
def test_changes_are_added_below_those_that_are_there(
    store: so.Store, before: str | None, after: str
) -> None:
    """They stay to the byte, with the columns that people added, in whatever order."""
    log = store.folder / "roster_changes.csv"
    if before is not None:
        log.write_bytes(before.encode())
    written(store)
    assert log.read_bytes() == after.encode()
    assert past_table(store).rows == ()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (HEADER.replace(",", ";").encode(), "line 1: found columns parted by semicolons"),
        (HEADER.replace("owed", "paid").encode(), "line 1: found no column 'owed'"),
        (f"{HEADER},owed\n".encode(), "line 1: found column 'owed' twice"),
        (f"{HEADER}\n{OLD},x\n".encode(), "line 2: found 9 cells"),
        (f'{HEADER}\n"{OLD}\n'.encode(), "line 2: found no CSV"),
        (f"{HEADER}\n\u00e9\n".encode("latin-1"), r"line 2: found b'\xe9\n'; expected UTF-8"),
    ],
)
def test_where_changes_cannot_be_added_nothing_is_written(
    store: so.Store, content: bytes, fault: str
) -> None:
    """Else the past roster would say that nothing had changed, and what is owed be lost."""
    log = store.folder / "roster_changes.csv"
    log.write_bytes(content)
    with pytest.raises(so.ConfigError) as told:
        written(store)
    assert str(told.value.problems[0]).startswith(f"roster_changes.csv {fault}")
    assert log.read_bytes() == content
    assert (store.folder / "past_roster.csv").read_text(encoding="utf-8") == PAST


def test_what_could_not_be_read_again_is_not_written(store: so.Store) -> None:
    """A hole in a shift would keep every command from reading the store."""
    row = dict(zip(*(line.split(",") for line in PAST.splitlines()), strict=True))
    later = row | {"start": "2026-06-15T09:00", "end": "2026-06-15T12:00"}
    fault = r"the plan in past_roster\.csv line 3.*: found a block of shift 'a' that leaves a hole"
    with pytest.raises(so.ConfigError, match=fault):
        write_published(store, [row, later], [CHANGE])
    assert (store.folder / "past_roster.csv").read_text(encoding="utf-8") == PAST
    names = {each.name for each in store.folder.iterdir()}
    assert names == {"store.yaml", "employees.csv", "past_roster.csv"}


@pytest.mark.parametrize("before", [None, f"{HEADER}\n{OLD}\n".encode()])
def test_changes_are_taken_back_where_the_roster_stays(
    store: so.Store, before: bytes | None
) -> None:
    """A folder stands where the past roster would: what was told did not change."""
    log, past = store.folder / "roster_changes.csv", store.folder / "past_roster.csv"
    if before is not None:
        log.write_bytes(before)
    past.unlink()
    past.mkdir()
    with pytest.raises(OSError, match=r"past_roster\.csv"):
        written(store)
    assert (log.read_bytes() if log.exists() else None) == before
