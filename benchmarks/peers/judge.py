"""The store weeks' own checker, asked about a solution: the only source of residuals here."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peers.answer import Instance, Shifts

CHECKER = Path(__file__).parent.parent / "instances" / "check_store.py"


@dataclass(frozen=True)
class Verdict:
    """Broken hard rules, and the objective by component."""

    broken: tuple[str, ...]
    parts: dict[str, int]

    @property
    def share(self) -> float:
        """Residual over total, in per cent."""
        return 100 * self.parts["residual"] / self.parts["total"]


def solution(instance: Instance, shifts: Shifts) -> dict[str, Any]:
    """A store-week solution file."""
    return {
        "format": "store-week-solution",
        "version": 1,
        "instance": instance["name"],
        "shifts": shifts,
    }


def judged(instance: Instance, shifts: Shifts) -> Verdict:
    """What the checker says."""
    spec = importlib.util.spec_from_file_location("check_store", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    broken, parts = checker.check(instance, solution(instance, shifts))
    return Verdict(tuple(broken), parts)
