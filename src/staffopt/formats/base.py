"""What a format is: a plan in, files out."""

from __future__ import annotations

import csv
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from staffopt.domain.plan import Plan


class Format(ABC):
    """One way to write a plan down.

    A subclass sits in its own file. `file` is its place in a plan folder; `suffix` is what picks it
    for a single file, if it is the format `alone` for that suffix. The bytes depend on the plan
    only: what a clock showed goes to the manifest and nowhere else.
    """

    name: ClassVar[str]
    suffix: ClassVar[str]
    file: ClassVar[str]
    alone: ClassVar[bool] = True

    @abstractmethod
    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write one file. Wages, birth dates and reasons for absence only `with_pay`."""

    def write_into(self, plan: Plan, folder: Path, *, with_pay: bool = False) -> None:
        """Write this format's part of a plan folder."""
        self.write(plan, folder / self.file, with_pay=with_pay)


class Table(Format):
    """A CSV table with a fixed header; UTF-8, one line a row, cells exactly as in the plan."""

    suffix = ".csv"
    alone = False
    columns: ClassVar[tuple[str, ...]]

    @abstractmethod
    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """The rows, cells in the order of the columns."""

    def header(self, *, with_pay: bool) -> tuple[str, ...]:
        """The columns, those about pay included where they are asked for."""
        return self.columns

    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write the table."""
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(self.header(with_pay=with_pay))
            for row in self.rows(plan, with_pay=with_pay):
                writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> object:
    """Return a value as the tables show it: nothing for None, `true` and `false`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
