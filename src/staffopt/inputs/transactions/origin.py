"""Where rows come from, in the words of the report and of errors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from staffopt.inputs.transactions.quality import MOST_EXAMPLES


@dataclass(frozen=True)
class Origin:
    """`names` is what the report calls the sources, `where` what an error calls them together."""

    names: tuple[str, ...]
    where: str


def origin_of(files: tuple[Path, ...]) -> Origin:
    """Return the origin of rows that stand in files."""
    names = tuple(path.name for path in files)
    where = str(files[0]) if len(files) == 1 else f"{files[0].parent} ({len(files)} files)"
    if len(names) > MOST_EXAMPLES:
        return Origin((f"{len(names)} files ({names[0]} to {names[-1]})",), where)
    return Origin(names, where)
