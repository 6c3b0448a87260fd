"""The error tree: where the trouble is, what was found there, and what would do.

StaffoptError
├── ConfigError        store.yaml, experiments, options: what the user decided
├── DataError          transactions, tables, rosters, plans: what the user measured or wrote down
└── SolverDisagrees    our own bug: the model allowed what the audit forbids

An error holds *all* problems that were found, so that one run is enough to mend them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_SHOWN = 60
MOST_NAMES = 12
OTHER_MARKS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What spreadsheets put between columns where the comma is the decimal mark."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input: where it is, what was found, what would do.

    `where` is `store.yaml:3:7`, `employees.csv line 14, column 'roles'` or a dotted key.
    `found` and `expected` are text as it will be printed; see `shown` and `one_of`.
    """

    where: str
    found: str
    expected: str = ""

    def __str__(self) -> str:
        wanted = f"; expected {self.expected}" if self.expected else ""
        return f"{self.where}: found {self.found}{wanted}"


class StaffoptError(Exception):
    """What went wrong, as problems; printed one line each, in the order found."""

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError(f"a {type(self).__name__} needs at least one problem")
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ConfigError(StaffoptError):
    """A decision of the user's that cannot be followed: a key, a value, an option, a path."""


class DataError(StaffoptError):
    """A fact of the user's that cannot be right: a row, a file, a roster."""


class SolverDisagrees(StaffoptError):  # noqa: N818 - it is not the user who erred
    """The audit forbids what our own model allowed: a bug in staffopt, never in the input."""


def shown(value: object) -> str:
    """Return the value as an error shows it: quoted, control characters escaped, never long.

    Of a long mapping only the keys are shown.
    """
    head = value[: LONGEST_SHOWN + 1] if isinstance(value, str | bytes) else value
    text = repr(head)
    if isinstance(value, Mapping) and len(text) > LONGEST_SHOWN:
        text = f"the keys {repr(', '.join(map(str, value)))[1:-1]}"
    if len(text) <= LONGEST_SHOWN + 2:
        return text
    return f"{text[:LONGEST_SHOWN]}..."


def did_you_mean(found: object, known: Iterable[str]) -> str:
    """Return ` (did you mean 'cashier'?)` when a known name is near, else an empty text."""
    by_lower = {name.lower(): name for name in sorted(known)}
    near = get_close_matches(str(found)[:LONGEST_SHOWN].lower(), by_lower, n=1)
    return f" (did you mean {by_lower[near[0]]!r}?)" if near else ""


def one_of(found: object, known: Iterable[str]) -> str:
    """Return `one of cashier, floor, returns`, with the nearest of them where one is near."""
    names = sorted(set(known))
    if not names:
        return "nothing here: no names are known"
    listed = ", ".join(names[:MOST_NAMES])
    more = f", ... ({len(names)} in all)" if len(names) > MOST_NAMES else ""
    only = "one of " if len(names) > 1 else ""
    return f"{only}{listed}{more}{did_you_mean(found, names)}"


def parted_otherwise(header: Sequence[str], known: Collection[str]) -> tuple[str, str] | None:
    """Return what was found and what would do, where no comma parts the columns of a table."""
    for mark, called in OTHER_MARKS.items():
        if len(header) == 1 and len({*header[0].split(mark)} & {*known}) > 1:
            return f"columns parted by {called}", "commas: CSV, comma delimited"
    return None
