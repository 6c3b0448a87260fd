"""A CSV file in an encoding that the query engine does not know, as UTF-8, while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from staffopt.errors import DataError, Problem
from staffopt.inputs.transactions.files import PIECE, unpacked
from staffopt.inputs.transactions.settings import TransactionSettings

ENGINES_OWN = ("utf-8", "latin-1")


@contextmanager
def recoded(path: Path, settings: TransactionSettings) -> Iterator[Path | None]:
    """A copy in UTF-8 that goes away afterwards; None where the engine reads the file itself.

    All encodings that are left write a character as one byte, so that any piece of the
    file can be read by itself; what is packed comes out unpacked.
    """
    if path.suffix.lower() == ".parquet" or settings.encoding in ENGINES_OWN:
        yield None
        return
    with TemporaryDirectory(prefix="staffopt-") as folder:
        copy = Path(folder) / "utf-8.csv"
        _recode(path, copy, settings.encoding)
        yield copy


def _recode(path: Path, copy: Path, encoding: str) -> None:
    """Write a file anew in UTF-8, a piece at a time."""
    lines = 1
    try:
        with unpacked(path) as file, copy.open("wb") as target:
            while piece := file.read(PIECE):
                target.write(piece.decode(encoding).encode())
                lines += piece.count(b"\n")
    except UnicodeDecodeError as error:
        line = lines + piece[: error.start].count(b"\n")
        found = f"the byte {piece[error.start]:#04x}, which {encoding} does not have"
        expected = "the `encoding` the file is in (transactions), or UTF-8 text"
        raise DataError(Problem(f"{path} line {line}", found, expected)) from None
