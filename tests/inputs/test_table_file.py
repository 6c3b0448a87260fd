"""Tables are read row by row, whatever program has written them."""

from __future__ import annotations

from pathlib import Path

from staffopt.inputs.findings import Findings
from staffopt.inputs.table_file import read_table


def test_a_spreadsheets_table_is_read(tmp_path: Path):
    """A byte-order mark, DOS line ends, quoted commas and line ends, empty lines: all are fine."""
    path = tmp_path / "t.csv"
    path.write_bytes('\ufeffid,name\r\n1,"Smith, Ann"\r\n\r\n2,"two\r\nlines"\r\n3,\r\n'.encode())
    findings = Findings()
    rows = list(read_table(path, ("id",), ("name",), findings))
    assert [row.cells for row in rows] == [
        {"id": "1", "name": "Smith, Ann"},
        {"id": "2", "name": "two\r\nlines"},
        {"id": "3"},
    ]
    assert [row.line for row in rows] == [2, 5, 6]
    assert len(findings) == 0


def test_reading_stops_at_the_first_unreadable_line(tmp_path: Path):
    """Rows before a zero byte are kept, the line is noted, nothing after it is read."""
    path = tmp_path / "t.csv"
    path.write_bytes(b"id\n1\n2\0\n3\n")
    findings = Findings()
    *before, last = read_table(path, ("id",), (), findings)
    assert [row.cells["id"] for row in before] == ["1"]
    assert (last.torn, last.cells, last.line) == (True, {}, 3)
    assert len(findings) == 1
