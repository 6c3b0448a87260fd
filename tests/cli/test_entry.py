"""The process ends with its command."""

from __future__ import annotations

import os
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

FAILS = """
import sys
import staffopt
from staffopt.cli import entry

def read_store(*args, **kwargs):
    raise {fault}

staffopt.read_store = read_store
sys.argv = ["staffopt", "check", "shop"]
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


@pytest.mark.parametrize("fault", ["RuntimeError('odd')", "EOFError('odd')", "MemoryError('odd')"])
def test_a_fault_of_ours_does_not_end_with_1(fault: str) -> None:
    """It keeps its traceback, asks for a report and has a code of its own."""
    words = [sys.executable, "-c", FAILS.format(fault=fault)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 70
    assert done.stderr.startswith("Traceback")
    assert "Error: odd\n" in done.stderr
    assert done.stderr.endswith("\nThis is a bug in staffopt; please report it.\n")


@pytest.mark.parametrize("words", [["rules"], ["rules", "--packs", "--json"]])
def test_a_reader_that_has_gone_is_no_broken_rule(words: list[str]) -> None:
    """As in `staffopt rules | head -1`, which ends before all is printed."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "staffopt", *words]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (done.stderr, done.returncode) == (b"", 141)
