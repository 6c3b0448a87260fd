"""Short ways of reading a cell say what the long ones do."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffopt.inputs.transactions import TransactionSettings, filling
from staffopt.inputs.transactions.read import open_database
from staffopt.inputs.transactions.scans import Scan

STAMPS = [
    *("2025-01-06 08:10:00", "2025-01-06T08:10:59", "2025-02-30 08:10:00", "0099-01-06 08:10:00"),
    *("2025-01-06 24:00:00", "2025-01-06 08:10:60", "2025-01-06 08:1x:00", "2025-01-06 08:10:5Z"),
    *("2025-01-06 08:10:+1", "2025-01-06 08:10:-5", "2025-01-06 08:10:+0", "2025-01-06 08:-5:00"),
    *("2025-01-06 +8:10:00", "2025-01-06 -8:10:00", " 025-01-06 08:10:00", "2025-01-06  8:10:00"),
    *("2025-01-06 08:10:0 ", "2025-01-06 08:10+00", "2025-01-06 08:10-00", "2025-01-06 08:10:5z"),
    *("+025-01-06 08:10:00", "-025-01-06 08:10:00", "2025-01-06 08:10", "2025-01-06 08:10:00+00"),
    *("2025-01-06 08:10:00.5", "2025-01-06 08:10:00 UTC", "2025-01-06", "infinity", "", None),
    *(
        "2025-01-06T08:10:00Z",
        "2025-01-06 08:10:00-05",
        "2025- 1-06 08:10:00",
        "2025-1--06 08:10:00",
    ),
]
TEXTS = [
    "a b",
    " a",
    "a ",
    " a ",
    "a\u00a0",
    "\u3000a",
    "\ta",
    "a\t",
    "é",
    "aé ",
    "",
    " ",
    "7",
    None,
]


def scan(kind: str) -> Scan:
    """A file with stamps and tickets' numbers; CSV has no types of its own."""
    columns = {"time": "raw", "id": "raw"}
    if kind == "csv":
        return Scan(Path("a.csv"), "", columns, {}, {}, ",")
    return Scan(Path("a.parquet"), "", columns, {}, dict.fromkeys(columns, "VARCHAR"))


def answers(cells: list[str | None], *parts: str) -> list[tuple[object, ...]]:
    """What SQL says of each cell."""
    query = f"SELECT {', '.join(parts)} FROM (SELECT unnest(?::VARCHAR[]) AS raw)"  # noqa: S608
    with open_database() as database:
        return database.execute(query, [cells]).fetchall()


def test_a_plain_stamp_is_what_it_is_with_its_offset_asked_for(monkeypatch: pytest.MonkeyPatch):
    """Good and bad stamps, with and without offsets, many as long as a plain one."""
    settings = TransactionSettings(
        source="a.csv", zone="Europe/Warsaw", columns={"time": "raw", "id": "raw"}
    )

    def read() -> list[tuple[object, ...]]:
        wall, aware = filling._wall(scan("csv"), settings), filling._aware(scan("csv"), settings)
        return answers(STAMPS, wall, f"CASE WHEN {wall} IS NOT NULL THEN {aware} END")

    short = read()
    assert sum(aware is False for _, aware in short) >= 4
    monkeypatch.setattr(filling, "PLAIN", "false")
    assert short == read()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_text_is_trimmed_as_trim_does(kind: str):
    """Spaces of any alphabet are cut off, tabs are not; of Parquet, nothing is no text."""
    long = "trim(raw)" if kind == "csv" else "nullif(trim(raw), '')"
    found = answers(TEXTS, filling._field(scan(kind), "id"), long)
    assert [short for short, _ in found] == [wanted for _, wanted in found]
    assert [short for short, _ in found][:5] == ["a b", "a", "a", "a", "a"]
