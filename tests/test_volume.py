"""The volume benchmark runs, small: its rows are told in full, and it prints what it measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import volume
import volume_rows


def test_the_same_seed_writes_the_same_rows(tmp_path: Path):
    """Rows, stores and repeats are as asked for; another seed writes others."""
    sums = []
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        files = volume_rows.write(tmp_path / folder, 3000, 4, seed)
        assert len(files) == 52
        query = (
            "SELECT count(*), count(DISTINCT store), sum(amount)::DECIMAL(12, 2), "  # noqa: S608
            f"count(DISTINCT id) FROM '{tmp_path / folder}/*.parquet'"
        )
        with duckdb.connect() as database:
            sums += database.execute(query).fetchall()
    assert sums[0] == sums[1]
    assert sums[0] != sums[2]
    assert sums[0][0] == pytest.approx(3000, rel=0.1)
    assert sums[0][1] == 4
    assert 0 <= sums[0][0] - sums[0][3] <= 12


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_small_run(tmp_path: Path, kind: str):
    """Every row of the chain is read, nearly all are kept, and forecasts are made of them."""
    folder = tmp_path / kind
    volume_rows.write(folder, 3000, 3, csv=kind == "csv")
    found = volume.measured(folder, 3, kind == "csv", 2)
    assert found["rows"] == pytest.approx(3000, rel=0.1)
    assert 0.97 < found["kept"] / found["rows"] < 1
    assert found["mb"] > 0
    assert found["f_cpu"] >= 0


def test_the_command_prints_a_row(tmp_path: Path):
    """One line of figures for each number of rows."""
    command = [sys.executable, volume.__file__, str(tmp_path), "--rows", "900", "--stores", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    head, row = done.stdout.splitlines()
    assert head.split()[:2] == ["rows", "stores"]
    assert row.split()[1] == "2"
