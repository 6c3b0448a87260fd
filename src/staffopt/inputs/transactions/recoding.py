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
    lines = 1
    decoder = codecs.getincrementaldecoder(encoding)()
    ends = IncrementalNewlineDecoder(None, translate=True)
    try:
        with unpacked(path) as file, copy.open("wb") as target:
            last = False
            while not last:
                last = not (piece := file.read(PIECE))
                text = ends.decode(decoder.decode(piece, last), last)
                target.write(text.encode())
                lines += text.count("\n")
    except UnicodeDecodeError as error:
        # What was decoded may begin with bytes that the last piece left over.
        sound = error.object[: error.start].decode(encoding, "replace")
        line = lines + ends.decode(sound, final=True).count("\n")
        found = f"the byte {error.object[error.start]:#04x}, which {encoding} does not have"
        expected = "the `encoding` the file is in (transactions), or UTF-8 text"
        raise DataError(Problem(f"{path} line {line}", found, expected)) from None
