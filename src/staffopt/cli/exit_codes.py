"""How a command ends, for scripts."""

from __future__ import annotations

HARD_VIOLATION = 1
BAD_INPUT = 2
BUG = 70
"""As `EX_SOFTWARE` of sysexits.h."""
INTERRUPTED = 130
BROKEN_PIPE = 141
"""As a shell says it of what SIGPIPE ended: nobody read on."""
