"""A plan folder that is replaced as a whole or not at all."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from staffopt.errors import ConfigError, Problem
from staffopt.formats.manifest_file import MANIFEST_SCHEMA, ManifestFile

_AT_FDCWD = -100
_EXCHANGE = 2
_LEFTOVER = re.compile(r"\.(?P<name>.+)\.(?P<kind>new|old)-(?P<process>\d+)")


@contextmanager
def swap_in(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; when that went well, put it in the target's place.

    What others laid into the old folder is carried over. Where the system can exchange two names
    at once, the target is whole at every instant; elsewhere there is a moment between two renames
    in which the old folder has another name, and the next write mends that.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    tidy(target)
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    fresh.mkdir()
    try:
        yield fresh
        _carry_over(target, fresh)
        _flush(fresh)
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_folder(target: Path) -> None:
    """Refuse to replace what is not a plan folder."""
    for above in target.absolute().parents:
        if above.exists():
            if not above.is_dir():
                raise ConfigError(Problem(str(above), "a file", "a folder"))
            if not os.access(above, os.W_OK | os.X_OK):
                raise ConfigError(
                    Problem(str(above), "a folder closed to us", "one we may write to")
                )
            break
    if not target.exists():
        return
    if not target.is_dir():
        raise ConfigError(Problem(str(target), "a file", "a folder, or a name with a known suffix"))
    if any(target.iterdir()) and files_of(target) is None:
        found = "a folder that holds other things than a plan"
        raise ConfigError(Problem(str(target), found, "an empty, new or plan folder"))


def files_of(folder: Path) -> frozenset[str] | None:
    """Return the files a plan folder's manifest names; None for another folder."""
    try:
        record = json.loads((folder / ManifestFile.file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.get("schema") != MANIFEST_SCHEMA:
        return None
    named = record.get("files")
    return frozenset({*(named if isinstance(named, dict) else ()), ManifestFile.file})


def tidy(target: Path) -> None:
    """Mend what a killed process left: put an old folder back, remove unfinished ones."""
    for left in sorted(target.parent.glob(f".{target.name}.*-*")):
        match = _LEFTOVER.fullmatch(left.name)
        if match is None or match["name"] != target.name or _is_running(int(match["process"])):
            continue
        if match["kind"] == "old" and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    """Return whether another process with this number runs."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True  # asking would end it there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _carry_over(old: Path, fresh: Path) -> None:
    """Copy what lies in the old folder and is not the plan's own."""
    if not old.is_dir():
        return
    own = files_of(old) or frozenset()
    for path in sorted(old.rglob("*")):
        inside = path.relative_to(old)
        if path.is_file() and inside.as_posix() not in own and not (fresh / inside).exists():
            (fresh / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, fresh / inside)


def _flush(folder: Path) -> None:
    """Make sure that what was written is on the disk before it counts."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as handle:
                os.fsync(handle.fileno())


def _swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the target's place; the old one lies at `fresh` afterwards."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = target.with_name(f".{target.name}.old-{os.getpid()}")
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; return whether the system could."""
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        done: int = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
        return done == 0
    return False
