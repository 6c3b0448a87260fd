"""Whether there is room for a file or a folder: asked before a long search."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from staffopt.errors import ConfigError, Problem, shown

LONGEST_NAME = 255
"""Bytes in a name of a file, as the usual systems have it."""


def beside(target: Path, kind: str) -> Path:
    """Return the hidden name beside a target under which it is made, or its old self kept."""
    return target.parent / f".{target.name}.{kind}-{os.getpid()}"


def shut(fresh: Path, target: Path) -> int:
    """Close what is being made to others; return the mode of its target, else of anything new."""
    mode = stat.S_IMODE((target if target.exists() else fresh).stat().st_mode)
    fresh.chmod(stat.S_IRWXU)
    return mode


def open_as_before(fresh: Path, old: Path) -> None:
    """Give everything in a fresh folder the mode of what has its place in the old one."""
    for path in fresh.rglob("*"):
        before = old / path.relative_to(fresh)
        if before.exists() and not before.is_symlink() and not path.is_symlink():
            shutil.copymode(before, path)


def check_room(target: Path) -> None:
    """Refuse a path under which nothing can be made, or whose change would pull the rug."""
    place = target.absolute()
    for name in (*place.parts[1:-1], beside(place, "new").name):
        if (over := len(os.fsencode(name)) - LONGEST_NAME) > 0:
            raise ConfigError(Problem(shown(name), "too long a name", f"{over} bytes less"))
    place = target.resolve() if target.is_dir() else place
    here = Path.cwd()
    if place in (here, *here.parents):
        found = "the folder you are in, which is replaced as a whole"
        expected = "a folder within it, or to be asked from outside (cd ..)"
        raise ConfigError(Problem(str(target), found, expected))
    above = next(each for each in place.parents if each.exists())
    if not above.is_dir():
        raise ConfigError(Problem(str(above), "a file", "a folder"))
    if not os.access(above, os.W_OK | os.X_OK):
        raise ConfigError(Problem(str(above), "a folder closed to us", "one we may write to"))


def check_readable(folder: Path) -> None:
    """Refuse a folder of which not everything can be carried over."""
    closed = [
        Problem(str(each), "closed to us", "what may be read, or another folder to write to")
        for each in (folder, *sorted(folder.rglob("*")))
        if not each.is_symlink()
        and not os.access(each, os.R_OK | os.X_OK if each.is_dir() else os.R_OK)
    ]
    if closed:
        raise ConfigError(*closed)
