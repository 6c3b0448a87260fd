"""Ways to spoil what a command is given, and what must be said then."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Spoil = Callable[[Path], None]
"""Spoils something; it is given the folder in which `shop` lies."""

PLAN = "plan shop --week 2026-03-25 --iterations 1"


@dataclass(frozen=True)
class Bad:
    """One bad input: the command line, what is done before it, and pieces of the message."""

    said: tuple[str, ...]
    spoil: tuple[Spoil, ...] = ()
    command: str = PLAN


def edit(file: str, old: str, new: str) -> Spoil:
    """Replace a text in a file of the store."""

    def spoil(desk: Path) -> None:
        text = (desk / "shop" / file).read_text("utf-8")
        assert old in text
        (desk / "shop" / file).write_text(text.replace(old, new), "utf-8")

    return spoil


def put(file: str, content: str | bytes, *, length: int = 0) -> Spoil:
    """Write a file; `length` stretches it with a hole, which takes no place on the disk."""

    def spoil(desk: Path) -> None:
        (desk / file).parent.mkdir(parents=True, exist_ok=True)
        with (desk / file).open("wb") as handle:
            handle.write(content.encode() if isinstance(content, str) else content)
            if length:
                handle.truncate(length)

    return spoil


def append(file: str, line: str) -> Spoil:
    """Add a line to a file of the store."""

    def spoil(desk: Path) -> None:
        with (desk / "shop" / file).open("a", encoding="utf-8") as handle:
            handle.write(f"{line}\n")

    return spoil


def link(file: str, target: str) -> Spoil:
    """Put a link in a file's place."""

    def spoil(desk: Path) -> None:
        (desk / file).unlink(missing_ok=True)
        (desk / file).symlink_to(target)

    return spoil


def edit_plan(place: str, old: str, new: str) -> Spoil:
    """Copy plan.json of the earlier plan into `torn`, and change it at one place."""

    def spoil(desk: Path) -> None:
        text = (desk / "plans/shop/2026-03-23/plan.json").read_text("utf-8")
        assert place in text
        (desk / "torn").mkdir()
        torn = text.replace(place, place.replace(old, new))
        (desk / "torn/plan.json").write_text(torn, "utf-8")

    return spoil


def packed(share: float) -> Spoil:
    """Pack the transactions, and lose the end of the file."""

    def spoil(desk: Path) -> None:
        whole = gzip.compress((desk / "shop/transactions.csv").read_bytes())
        (desk / "shop/sales.csv.gz").write_bytes(whole[: int(len(whole) * share)])

    return spoil


def source(name: str) -> Spoil:
    """Let the store read its transactions elsewhere."""
    return edit("store.yaml", "source: transactions.csv ", f"source: {name} ")
