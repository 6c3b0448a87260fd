"""The command as a process of its own, which ends when its work is done."""

from __future__ import annotations

import os
import sys
import threading

from staffopt.cli.group import main


def run() -> None:
    """Run the command line; work that nobody waits for any more does not hold up the end.

    A linear program that is being solved cannot be stopped from outside, and Python waits for its
    thread. All files are written and closed by then.
    """
    try:
        main()
    except SystemExit as end:
        others = (each for each in threading.enumerate() if each is not threading.main_thread())
        if not isinstance(end.code, int) or all(each.daemon for each in others):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)
