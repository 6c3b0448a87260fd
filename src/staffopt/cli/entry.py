"""The command as a process of its own, which ends when its work is done."""

from __future__ import annotations

import os
import sys
import threading
import traceback

import click

from staffopt.cli.exit_codes import BROKEN_PIPE, BUG
from staffopt.cli.group import REPORT_IT, main


def run() -> None:
    """Run the command line; work that nobody waits for any more does not hold up the end.

    A linear program that is being solved cannot be stopped from outside, and Python waits for its
    thread. All files are written and closed by then.
    """
    code = _ended_with()
    others = (each for each in threading.enumerate() if each is not threading.main_thread())
    if not isinstance(code, int) or all(each.daemon for each in others):
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _ended_with() -> str | int | None:
    """Run the command line and return its exit code, which is 1 for broken rules alone."""
    try:
        main()
    except SystemExit as end:
        return BROKEN_PIPE if isinstance(end.__context__, BrokenPipeError) else end.code
    except Exception:  # noqa: BLE001 - whatever it is, we did not expect it
        traceback.print_exc()
        click.echo(REPORT_IT, err=True)
        return BUG
    return 0
