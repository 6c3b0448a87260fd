"""The process ends with its command."""

from __future__ import annotations

import subprocess
import sys

import pytest

LEAVES_A_THREAD = """
import threading
from staffopt.cli import entry

def main():
    threading.Thread(target=threading.Event().wait, args=(600,)).start()
    print("written", flush=False)
    raise SystemExit({code})

entry.main = main
entry.run()
"""

LEAVES_NONE = """
import atexit
from staffopt.cli import entry

def main():
    atexit.register(print, "at the end")
    raise SystemExit(2)

entry.main = main
entry.run()
"""


@pytest.mark.parametrize("code", [0, 130])
def test_a_thread_that_works_on_does_not_hold_up_the_end(code: int) -> None:
    """Ten minutes of work are left behind; what was said and the exit status are not."""
    words = [sys.executable, "-c", LEAVES_A_THREAD.format(code=code)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (code, "written\n")


def test_otherwise_python_ends_as_ever() -> None:
    """Without such a thread, whatever is registered for the end of the process runs."""
    words = [sys.executable, "-c", LEAVES_NONE]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "at the end\n")
