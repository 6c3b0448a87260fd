"""A plan folder that is replaced as a whole or not at all."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from staffopt.errors import ConfigError, Problem
from staffopt.formats.carrying import carry_over
from staffopt.formats.manifest_file import (
    MANIFEST_SCHEMA,
    ManifestFile,
    file_hash,
    write_record,
)
from staffopt.formats.place import beside, check_readable, open_as_before, shut

_AT_FDCWD = -100
_EXCHANGE = 2
_LEFTOVER = re.compile(r"\.(?P<name>.+)\.(?P<kind>new|old)-(?P<process>\d+)")


@contextmanager
def swap_in(target: Path, own: Mapping[str, str | None] | None = None) -> Iterator[Path]:
    """Give an empty folder to fill; when that went well, put it in the target's place.

    What others laid into the old folder or changed there is carried over: all but its `own` files,
    as in `files_of`, which names those of a plan folder. What was closed to others stays closed.
    Where the system can exchange two names at once, the target is whole at every instant; elsewhere
    there is a moment between two renames in which the old folder has another name, and the next
    write mends that.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    tidy(target)
    fresh = beside(target, "new")
    fresh.mkdir()
    mode = shut(fresh, target)
    try:
        yield fresh
        if target.is_dir():
            carry_over(target, fresh, (files_of(target) or {}) if own is None else own)
        _flush(fresh)
        open_as_before(fresh, target)
        fresh.chmod(mode)
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_folder(target: Path, *, ours: bool = False) -> None:
    """Refuse to replace what is not a plan folder, unless it is known to be `ours`."""
    if not target.exists():
        return
    if not target.is_dir():
        raise ConfigError(Problem(str(target), "a file", "a folder, or a name with a known suffix"))
    if not ours and any(target.iterdir()) and files_of(target) is None:
        found = "a folder that holds other things than a plan"
        raise ConfigError(Problem(str(target), found, "an empty, new or plan folder"))
    check_readable(target)


def files_of(folder: Path) -> dict[str, str | None] | None:
    """Return the files a plan folder's manifest names, with their hashes; None for another folder.

    The manifest is one of them, and knows no hash of itself.
    """
    try:
        record = json.loads((folder / ManifestFile.file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.get("schema") != MANIFEST_SCHEMA:
        return None
    named = record.get("files")
    return {**(named if isinstance(named, dict) else {}), ManifestFile.file: None}


def is_edited(path: Path) -> bool:
    """Whether a file of a plan folder is known to have changed since it was written."""
    written = (files_of(path.parent) or {}).get(path.name)
    return written is not None and path.is_file() and file_hash(path) != written


def keep_true(path: Path) -> None:
    """Let the manifest of a plan folder know one of its files that was written anew."""
    manifest = path.with_name(ManifestFile.file)
    if path == manifest or path.name not in (files_of(path.parent) or {}):
        return
    record = json.loads(manifest.read_text(encoding="utf-8"))
    record["files"][path.name] = file_hash(path)
    fresh = beside(manifest, "new")
    write_record(record, fresh)
    shutil.copymode(manifest, fresh)
    fresh.replace(manifest)


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


def _flush(folder: Path) -> None:
    """Make sure that what was written is on the disk before it counts."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as handle:
                os.fsync(handle.fileno())


def _swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the target's place; the old one lies at `fresh` afterwards."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = beside(target, "old")
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
