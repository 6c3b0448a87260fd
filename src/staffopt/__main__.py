"""`python -m staffopt` is the `staffopt` command."""

from __future__ import annotations

from staffopt.cli.entry import run

run()
