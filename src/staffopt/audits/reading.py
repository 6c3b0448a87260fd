"""A roster from wherever it is: our files, tables, workbooks and calendars of anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from staffopt.domain.calendar import Horizon
from staffopt.domain.roster import Roster
from staffopt.errors import ConfigError, Problem
from staffopt.formats.folder import files_of
from staffopt.formats.roster_reading import read_roster as read_own
from staffopt.inputs.rosters.calendars import read_calendars
from staffopt.inputs.rosters.columns import ColumnSettings, read_columns
from staffopt.inputs.rosters.sheet_lines import first_of, lines_of
from staffopt.inputs.rosters.table import read_table_roster
from staffopt.inputs.rosters.week_sheet import is_week_book, read_week_book
from staffopt.inputs.store import Store


def read_roster(
    path: str | Path,
    store: Store | None = None,
    *,
    columns: str | Path | Mapping[str, str] | None = None,
    horizon: Horizon | None = None,
) -> Roster:
    """Read a roster from a plan, a table, a workbook or calendars; all faults are told at once.

    A plan's folder or a table with the columns of `roster.csv` needs no store. A `.csv` or `.xlsx`
    of somebody else's is read by `columns`: a column file, or headers by what they hold; a workbook
    of ours by its week sheet; an `.ics` file, or a folder of them, event by event. Names are
    matched exactly, and nothing is guessed.
    """
    if columns is None and _is_own(Path(path)):
        return read_own(path, store, horizon=horizon)
    if store is None:
        raise ConfigError(Problem(str(path), "no store", "the store whose people it names"))
    over = columns if isinstance(columns, Mapping) else None
    settings = read_columns(None if isinstance(columns, Mapping) else columns, over)
    return read_any(path, store, settings if columns is not None else None)[0]


def read_any(
    path: str | Path, store: Store, columns: ColumnSettings | None
) -> tuple[Roster, tuple[str, ...]]:
    """Read a roster of a store; also return what had to be taken as said, in notes."""
    path = Path(path)
    settings = columns or ColumnSettings()
    if path.suffix.lower() == ".ics" or _is_calendars(path):
        return read_calendars(path, store, settings), ()
    if columns is None and _is_own(path):
        return read_own(path, store), ()
    if columns is None and path.suffix.lower() == ".xlsx" and is_week_book(path):
        beside = path.with_name("roster.csv")
        if beside.is_file():
            return read_week_book(path, store, read_own(beside, store))
        found, _ = read_week_book(path, store, None)
        alone = f"no roster.csv beside {path.name}: put it there. "
        alone += "Without it every shift is its first role throughout, without a break"
        return found, (alone,)
    return read_table_roster(path, store, settings), ()


def _is_calendars(path: Path) -> bool:
    """Whether a path is a folder of calendars; a plan's is none, whatever lies in it."""
    ours = (path / "roster.csv").is_file() or files_of(path) is not None
    return not ours and any(path.glob("*.ics"))


def _is_own(path: Path) -> bool:
    """Whether a path is a plan's folder, or a table of blocks with an activity, or no file."""
    if path.suffix.lower() in (".ics", ".xlsx"):
        return False
    if path.is_dir():
        return not _is_calendars(path)
    if not path.is_file():
        return True
    head = first_of(lines_of(path, ColumnSettings()), path.name)
    return "activity" in [head.cell(at) for at in range(len(head.cells))]
