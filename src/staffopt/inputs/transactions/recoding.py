"""A CSV file that the query engine does not read: in UTF-8 while it is read, all lines alike."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import IncrementalNewlineDecoder
from pathlib import Path
from tempfile import TemporaryDirectory

from staffopt.errors import DataError, Problem
from staffopt.inputs.transactions.files import PIECE, unpacked
from staffopt.inputs.transactions.settings import TransactionSettings

ENGINES_OWN = ("utf-8", "latin-1")


@contextmanager
def recoded(
    path: Path, settings: TransactionSettings, *, always: bool = False
) -> Iterator[Path | None]:
    """A copy in UTF-8 that goes away afterwards; None where the engine reads the file itself.

    In the copy every line ends alike, and what is packed comes out unpacked.
    """
    own = settings.encoding in ENGINES_OWN and not always
    if path.suffix.lower() == ".parquet" or own:
        yield None
        return
    with TemporaryDirectory(prefix="staffopt-") as folder:
        copy = Path(folder) / "utf-8.csv"
        _recode(path, copy, settings.encoding)
        yield copy


def _recode(path: Path, copy: Path, encoding: str) -> None:
    """Write a file anew in UTF-8, a piece at a time."""
    before = 0
    decoder = codecs.getincrementaldecoder(encoding)()
    text = IncrementalNewlineDecoder(decoder, translate=True)
    try:
        with unpacked(path) as file, copy.open("wb") as target:
            while piece := file.read(PIECE):
                target.write(text.decode(piece).encode())
                before += piece.count(b"\n")
            target.write(text.decode(b"", final=True).encode())
    except UnicodeDecodeError as error:
        line = 1 + before + error.object[: error.start].count(b"\n")
        found = f"the byte {error.object[error.start]:#04x}, which {encoding} does not have"
        expected = "the `encoding` the file is in (transactions), or UTF-8 text"
        raise DataError(Problem(f"{path} line {line}", found, expected)) from None
