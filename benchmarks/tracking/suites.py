"""The suites: one adapter file each, found by name.

An adapter is a module of this folder with

    read(path) -> instance
    problem(instance) -> (problem, rules, goals)
    solution(instance, roster) -> text, or a dict written as JSON
    judge(path, solution_path) -> {"cost": ..., "violations": ..., component: ...}

and, where the defaults below do not fit, the constants FILES, HOME, WHERE, SUFFIX, SECONDS, SEEDS
and MONEY. An adapter with a search of its own also has

    solve(instance, *, seconds, iterations, seed, on_progress) -> Plan
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
ADAPTERS = {"stores": "store_weeks", "masp": "masp", "nrp": "nrp", "wtv": "wtv"}
"""Suite -> module."""
FIGURES = {"cost", "violations"}
"""What a judge must say; all else it says is a component."""


class MissingError(Exception):
    """Something that a run needs is not there; the message says what to do."""


@dataclass(frozen=True)
class Judged:
    """What a checker says of a solution; the cost is in units of the instance."""

    cost: float
    violations: int
    parts: Mapping[str, float]


@dataclass(frozen=True)
class Suite:
    """One set of instances with its adapter."""

    name: str
    module: str

    @cached_property
    def adapter(self) -> Any:
        """The adapter's module."""
        try:
            return importlib.import_module(self.module)
        except ModuleNotFoundError as error:
            if error.name != self.module:
                raise
            raise MissingError(
                f"suite {self.name}: benchmarks/{self.module}.py is not there"
            ) from error

    @property
    def seconds(self) -> float:
        """The long run of the suite."""
        return float(getattr(self.adapter, "SECONDS", 600))

    @property
    def seeds(self) -> tuple[int, ...]:
        return tuple(getattr(self.adapter, "SEEDS", (1,)))

    @property
    def money(self) -> int:
        """Hundredths of the currency that are one unit of the instances' cost."""
        return int(getattr(self.adapter, "MONEY", 100))

    def files(self, folder: Path | None) -> list[Path]:
        """The suite's own instances, in `folder` or where the repository keeps them."""
        home = folder or getattr(self.adapter, "HOME", None)
        pattern = getattr(self.adapter, "FILES", "*")
        found = sorted(home.glob(pattern), key=_by_number) if home else []
        if not found:
            place = f"no {pattern} in {home}" if home else f"no folder given for {pattern}"
            where = getattr(self.adapter, "WHERE", "name files, or a folder with --instances DIR")
            raise MissingError(f"suite {self.name}: {place}; {where}")
        return found

    def solution_file(self, path: Path, seed: int, seeds: int) -> str:
        """The name of a solution: that of its instance, with the seed where there are several."""
        suffix = getattr(self.adapter, "SUFFIX", ".json")
        return path.stem + (f"-{seed}" if seeds > 1 else "") + suffix

    def write(self, instance: Any, roster: Any, path: Path) -> None:
        """Write a roster as a solution file."""
        made = self.adapter.solution(instance, roster)
        path.write_text(made if isinstance(made, str) else json.dumps(made), encoding="utf-8")

    def judged(self, path: Path, solution: Path) -> Judged:
        """What the suite's checker says."""
        said = self.adapter.judge(path, solution)
        parts = {k: v for k, v in said.items() if k not in FIGURES and _is_number(v)}
        return Judged(said["cost"], int(said["violations"]), parts)


def suite(name: str) -> Suite:
    """The suite of a name."""
    return Suite(name, ADAPTERS[name])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _by_number(path: Path) -> list[tuple[int, str]]:
    """2 before 10: the numbers in a name count as such."""
    words = "".join(c if c.isdigit() else " " + c + " " for c in path.stem).split()
    return [(int(word), "") if word.isdigit() else (-1, word) for word in words]
