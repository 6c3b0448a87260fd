"""Which sources a result belongs to, and what they ran on."""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("numba", "numpy", "ortools", "scipy")
SEARCHED = tuple(
    f"src/staffopt/{each}"
    for each in (
        "auditor.py",
        "catalog.py",
        "domain",
        "errors.py",
        "goals",
        "inspection.py",
        "planning.py",
        "rules",
        "solver",
    )
)
"""What a search runs; the rest of the product may change and no result grows old by it."""


def commit(adapter: str) -> str:
    """The last commit that changed what a search runs; a `+` where files differ from it.

    Results are kept in the same repository: committing them does not make a new version to measure.
    """
    paths = [*SEARCHED, "requirements.lock", f"benchmarks/{adapter}.py"]
    if adapter == "peers":
        paths = ["benchmarks/peers"]
    last = _git("log", "-1", "--format=%h", "--abbrev=10", "--", *paths)
    changed = _git("status", "--porcelain", "--", *paths)
    return (last or "unknown") + ("+" if changed or not last else "")


def versions() -> str:
    """Python and the packages whose version can change a result."""
    found = [f"python {platform.python_version()}"]
    return ", ".join([*found, *(f"{name} {version(name)}" for name in PACKAGES)])


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
