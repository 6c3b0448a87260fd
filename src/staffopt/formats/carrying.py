"""What others laid into a folder or changed there, carried over when the folder is made anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from itertools import count
from pathlib import Path, PurePosixPath

from staffopt.formats.manifest_file import file_hash

EDITED = ".edited"


def carry_over(old: Path, fresh: Path, own: Mapping[str, str | None]) -> None:
    """Copy what lies in the old folder and is not as we wrote it; links stay links.

    `own` names what we wrote, with its hash where that is known. Who changed such a file, or laid
    one where we now write, finds it under another name: `roster.edited.xlsx`.
    """
    ours = {str(above) for name in own for above in PurePosixPath(name).parents}
    for path in sorted(old.rglob("*")):
        inside = path.relative_to(old)
        if path.is_dir() and not path.is_symlink():
            if inside.as_posix() not in ours and not any(path.iterdir()):
                (fresh / inside).mkdir(parents=True, exist_ok=True)
        elif not _as_written(path, inside.as_posix(), own):
            changed = inside.as_posix() in own or os.path.lexists(fresh / inside)
            place = fresh / (_other_name(inside, old, fresh) if changed else inside)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place, follow_symlinks=False)


def set_apart(path: Path, own: Mapping[str, str | None]) -> None:
    """Copy a file of ours that somebody changed to another name, before it is written anew."""
    name = Path(path.name)
    if path.name in own and os.path.lexists(path) and not _as_written(path, path.name, own):
        kept = path.with_name(str(_other_name(name, path.parent, path.parent)))
        shutil.copy2(path, kept, follow_symlinks=False)


def edited_files(folder: Path) -> list[Path]:
    """Return the files of a folder that were once set apart as changed by others."""
    return sorted(folder.rglob(f"*{EDITED}*"))


def _as_written(path: Path, name: str, own: Mapping[str, str | None]) -> bool:
    """Whether a file is ours as it was, as far as is known."""
    if name not in own:
        return False
    known = own[name]
    return known is None or (not path.is_symlink() and file_hash(path) == known)


def _other_name(inside: Path, old: Path, fresh: Path) -> Path:
    """Return the first name for a changed file that nothing has yet."""
    tails = (EDITED if number == 1 else f"{EDITED}-{number}" for number in count(1))
    names = (inside.with_name(f"{inside.stem}{tail}{inside.suffix}") for tail in tails)
    return next(
        each for each in names if not any(os.path.lexists(top / each) for top in (old, fresh))
    )
