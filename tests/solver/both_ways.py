"""What a program prints with the functions of the search compiled, and as plain Python."""

from __future__ import annotations

import os
import subprocess
import sys


def both_ways(program: str) -> tuple[str, str]:
    """Its output either way; it ends well and prints something."""
    return _printed(program, ""), _printed(program, "1")


def _printed(program: str, interpreted: str) -> str:
    env = {**os.environ, "STAFFOPT_INTERPRETED": interpreted}
    asked = [sys.executable, "-c", program]
    done = subprocess.run(asked, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    return done.stdout
