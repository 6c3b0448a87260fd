"""How a command ends, for scripts."""

from __future__ import annotations

HARD_VIOLATION = 1
BAD_INPUT = 2
INTERRUPTED = 130
