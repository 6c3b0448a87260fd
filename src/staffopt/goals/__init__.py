"""What a plan is paid by: one component a file."""

from __future__ import annotations

from staffopt.catalog import catalog
from staffopt.goals.base import Goal

GOALS: dict[str, type[Goal]] = catalog(__name__, __path__, Goal)
