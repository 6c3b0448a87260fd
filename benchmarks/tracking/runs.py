"""Which runs are to be made, how one is made, and where its row is kept."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from tracking.best_known import learned, read_known, write_known
from tracking.document import write_document
from tracking.row import RESULTS, Row, append_row, number, read_rows
from tracking.source import commit, versions
from tracking.suites import HERE, MissingError, Suite, suite


class Asked(argparse.Namespace):
    """What the command line says."""

    files: list[Path]
    suite: str
    instances: Path | None
    seconds: float | None
    iterations: int | None
    seed: list[int] | None
    out: Path | None
    dirty: bool
    rows: Path | None
    jars: Path | None
    results: Path
    best_known: Path


@dataclass(frozen=True)
class Task:
    """One run to make."""

    suite: Suite
    path: Path
    seed: int
    seeds: int
    seconds: float | None
    moves: int | None
    commit: str

    @property
    def row(self) -> Row:
        """The row as far as it is known before the run."""
        return Row(
            suite=self.suite.name,
            instance=self.path.stem,
            seconds="" if self.seconds is None else f"{self.seconds:g}",
            moves="" if self.moves is None else str(self.moves),
            seed=self.seed,
            cost=0,
            violations=0,
            wall_s=0,
            cpu_s=0,
            load=0,
            commit=self.commit,
        )

    def run(self, out: Path, scratch: Path) -> Row | None:
        """Solve in a process of its own and let the checker judge; None when the process fails."""
        out.mkdir(parents=True, exist_ok=True)
        solution = out / self.suite.solution_file(self.path, self.seed, self.seeds)
        report = scratch / "report.json"
        words = [self.suite.name, self.path, solution, report, "--seed", self.seed]
        words += ["--seconds", self.seconds] if self.seconds is not None else []
        words += ["--iterations", self.moves] if self.moves is not None else []
        program = [sys.executable, str(HERE / "measure.py"), *map(str, words)]
        if subprocess.run(program, check=False).returncode:
            return None
        said = json.loads(report.read_text("utf-8"))
        judged = self.suite.judged(self.path, solution)
        return replace(
            self.row,
            **said,
            cost=judged.cost,
            violations=judged.violations,
            parts=" ".join(f"{k}={number(float(v))}" for k, v in judged.parts.items()),
            gap=(judged.cost - said["bound"]) / judged.cost if judged.cost else 0.0,
            versions=versions(),
        )


def tasks(asked: Asked) -> tuple[list[Task], list[Task]]:
    """The runs to make, and those whose row is there already. Raises MissingError."""
    which = suite(asked.suite)
    files = asked.files or which.files(asked.instances)
    absent = [str(path) for path in files if not path.is_file()]
    if absent:
        raise MissingError(f"no such file: {', '.join(absent)}")
    at = commit(which.module)
    if at.endswith("+") and not asked.dirty:
        raise MissingError(f"sources differ from commit {at[:-1]}: commit them, or say --dirty")
    seeds = asked.seed or which.seeds
    seconds = asked.seconds
    if seconds is None and asked.iterations is None:
        seconds = which.seconds
    every = [
        Task(which, path, seed, len(seeds), seconds, asked.iterations, at)
        for path in files
        for seed in seeds
    ]
    known = {row.key for row in read_rows(asked.results) if not row.commit.endswith("+")}
    done = [task for task in every if task.row.key in known]
    return [task for task in every if task not in done], done


def keep(row: Row, asked: Asked) -> None:
    """Write a row and what it teaches. Raises ContradictionError before anything is written."""
    table = learned(read_known(asked.best_known), row)
    append_row(row, asked.results)
    write_known(table, asked.best_known)
    if asked.results == RESULTS:
        write_document()
