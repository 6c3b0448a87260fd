"""The process ends with its command."""

from __future__ import annotations

import subprocess
import sys

import pytest

from staffopt.cli import entry

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


@pytest.mark.parametrize("code", [0, 130])
def test_a_thread_that_works_on_does_not_hold_up_the_end(code: int) -> None:
    """Ten minutes of work are left behind; what was said and the exit status are not."""
    words = [sys.executable, "-c", LEAVES_A_THREAD.format(code=code)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (code, "written\n")


def test_otherwise_python_ends_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit is handed on, so that whatever is registered for it runs."""

    def leave() -> None:
        raise SystemExit(2)

    monkeypatch.setattr(entry, "main", leave)
    with pytest.raises(SystemExit) as end:
        entry.run()
    assert end.value.code == 2
