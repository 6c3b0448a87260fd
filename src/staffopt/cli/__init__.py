"""The `staffopt` command: one file per command, each imported only when it is asked for."""

from __future__ import annotations

from staffopt.cli.group import main

__all__ = ["main"]
