"""Which decisions a model leaves open; all others stay as in the incumbent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = tuple[str, int]
"""A person's id and a day of the horizon."""


@dataclass(frozen=True)
class Free:
    """A day of a person in which shift, breaks and roles are open.

    `rows` are the candidate rows to choose from (None: all of the day's), `off` allows a free day.
    `own` allows only the incumbent's shift, breaks and roles, or a free day: the model with nothing
    to choose, which tells whether the incumbent is accepted.
    """

    rows: tuple[int, ...] | None = None
    off: bool = True
    own: bool = False


@dataclass(frozen=True)
class Pieces:
    """A day of a person in which the shift is fixed and the roles of its pieces of work are open.

    Breaks may move by up to `slack` slots; a piece has at most `switches` (0 to 2) role changes.
    """

    slack: int = 0
    switches: int = 1


@dataclass(frozen=True)
class Sessions:
    """A course whose sessions are open: first slots to choose from (None: all allowed)."""

    starts: tuple[int, ...] | None = None
    own: bool = False


@dataclass(frozen=True)
class Scope:
    """The open decisions: by cell, and by course."""

    cells: Mapping[Cell, Free | Pieces] = field(default_factory=dict)
    courses: Mapping[str, Sessions] = field(default_factory=dict)
