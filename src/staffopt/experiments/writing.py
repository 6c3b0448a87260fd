"""A comparison into its folder: the table, the record, the page, all at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

from staffopt.errors import ConfigError, Problem, shown
from staffopt.experiments.comparison import Comparison
from staffopt.experiments.page import page_text
from staffopt.experiments.record import SCHEMA, record
from staffopt.experiments.table import csv_text
from staffopt.formats.folder import check_folder, files_of, swap_in
from staffopt.formats.place import check_room
from staffopt.formats.writing import LIKE_A_SUFFIX, write

TABLE, RECORD, PAGE, PLANS = "comparison.csv", "comparison.json", "comparison.html", "plans"
LONGEST_NAME = 60


def write_comparison(comparison: Comparison, folder: str | Path, *, plans: bool = False) -> None:
    """Write comparison.csv, comparison.json and comparison.html into a folder, all or none.

    With `plans`, every scenario's plan goes to `plans/<its place and name>` inside. An earlier
    comparison in the folder is replaced, with its plans; what others laid beside it or into them,
    or changed in them, stays.
    """
    folder = Path(folder)
    check_place(folder)
    texts = {
        TABLE: csv_text(comparison),
        RECORD: json.dumps(record(comparison), ensure_ascii=False, indent=2) + "\n",
        PAGE: page_text(comparison),
    }
    with swap_in(folder, _written_earlier(folder)) as fresh:
        for name, text in texts.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")
        for place, outcome in enumerate(comparison.outcomes if plans else ()):
            write(outcome.plan, fresh / PLANS / f"{place:03d} {_safe(outcome.label)}".strip())


def check_place(folder: str | Path) -> None:
    """Raise a ConfigError where `write_comparison` would: ask before a long search."""
    folder = Path(folder)
    check_room(folder)
    ours = _holds_comparison(folder)
    if not ours and files_of(folder) is not None:
        raise ConfigError(Problem(str(folder), "a plan", "another folder for a comparison"))
    if LIKE_A_SUFFIX.fullmatch(folder.suffix) and not folder.is_dir():
        expected = f"a folder, for {TABLE}, {RECORD} and {PAGE}"
        raise ConfigError(Problem(str(folder), f"the suffix {shown(folder.suffix)}", expected))
    check_folder(folder, ours=ours)


def _written_earlier(folder: Path) -> dict[str, str | None]:
    """What an earlier comparison wrote into the folder, with hashes where they are known."""
    own: dict[str, str | None] = dict.fromkeys((TABLE, RECORD, PAGE))
    for plan in (folder / PLANS).glob("*"):
        files = files_of(plan) or {}
        own |= {f"{PLANS}/{plan.name}/{name}": digest for name, digest in files.items()}
    return own


def _safe(name: str) -> str:
    """A scenario's name as part of a folder's."""
    return re.sub(r"[^\w =-]+", "-", name)[:LONGEST_NAME].strip(" -")


def _holds_comparison(folder: Path) -> bool:
    try:
        known = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and known.get("schema") == SCHEMA
