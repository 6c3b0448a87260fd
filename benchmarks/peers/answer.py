"""What a peer is asked for, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

Instance = dict[str, Any]
"""A store-week instance as read from its file."""
Shifts = dict[str, list[Any]]
"""Who works when: the `shifts` of a store-week solution file."""


@dataclass(frozen=True)
class Ask:
    """How a peer is to work: search seconds by the clock, seed, cores, and a folder to work in."""

    seconds: float
    seed: int
    cores: int
    folder: Path
    jars: Path | None = None
    cpu: bool = False
    """Whether the seconds are those of a core instead of the clock, where the peer can tell."""


@dataclass(frozen=True)
class Answer:
    """One run of one peer. `shifts` is None where it found nothing; `note` says why, or how.

    `bound` is a lower bound on the residual that the peer itself proved. CPU seconds are those of
    all processes and threads, building the model included; wall seconds likewise.
    """

    peer: str
    seed: int
    shifts: Shifts | None
    wall_s: float
    cpu_s: float
    bound: float | None = None
    note: str = ""


class CannotRunError(Exception):
    """A peer is missing something here, or its model cannot say what the instance says."""
