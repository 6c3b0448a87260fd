"""One run as one row of the results file."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass, fields
from math import inf
from pathlib import Path

RESULTS = Path(__file__).resolve().parent.parent / "results.csv"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One run: what was solved, what came of it by the checker, what it took.

    Costs and bounds are in units of the instance. `parts` is `name=amount` and `trace` is
    `second:best cost`, both separated by blanks. `seconds` is empty where the budget was `moves`.
    `gap` is (cost - bound) / cost. `rate` is moves per CPU second while annealing, over all
    searches. The cost of a run that found no roster is `inf`. `commit` is the last one that changed
    the sources; `+` marks changes on top of it.
    """

    suite: str
    instance: str
    method: str = "staffopt"
    seconds: str = ""
    moves: str = ""
    seed: int = 1
    cost: float
    violations: int
    parts: str = ""
    own_cost: float | None = None
    bound: float | None = None
    bound_by: str = ""
    gap: float | None = None
    trace: str = ""
    first_roster_s: float | None = None
    search_s: float | None = None
    wall_s: float
    cpu_s: float
    cores: int = 2
    load: float
    iterations: int | None = None
    rate: int | None = None
    memory_mb: int | None = None
    stopped: str = ""
    versions: str = ""
    commit: str = ""
    date: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two runs the same run."""
        budget = (self.seconds, self.moves, str(self.seed))
        return (self.suite, self.instance, self.method, *budget, self.commit)

    @property
    def found(self) -> bool:
        """Whether there is a roster at all."""
        return self.cost < inf

    @property
    def part(self) -> dict[str, float]:
        """The cost by component."""
        return {k: float(v) for k, v in (each.split("=") for each in self.parts.split())}

    @property
    def points(self) -> list[tuple[float, float]]:
        """The best cost by second."""
        return [(float(s), float(c)) for s, c in (each.split(":") for each in self.trace.split())]

    def at(self, second: float) -> float | None:
        """The best cost after so many seconds, as the trace tells; None when it does not."""
        if self.points and second > max(self.points[-1][0], float(self.seconds or 0)):
            return None
        known = [cost for at, cost in self.points if at <= second]
        return known[-1] if known else None


NAMES = [field.name for field in fields(Row)]
WHOLE = {"seed", "violations", "cores", "iterations", "rate", "memory_mb"}
FLOAT = {
    "cost",
    "own_cost",
    "bound",
    "gap",
    "first_roster_s",
    "search_s",
    "wall_s",
    "cpu_s",
    "load",
}


def read_rows(path: Path = RESULTS) -> list[Row]:
    """All rows of a results file, oldest first; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return [Row(**_typed(line)) for line in csv.DictReader(handle)]  # type: ignore[arg-type] # _typed


def append_row(row: Row, path: Path = RESULTS) -> None:
    """Add a row at the end of a results file."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, NAMES, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow({name: _written(value) for name, value in asdict(row).items()})


def _typed(line: dict[str, str]) -> dict[str, object]:
    """The cells of a line as what they are."""
    return {name: _cell(name, text) for name, text in line.items()}


def _cell(name: str, text: str) -> object:
    if name in WHOLE:
        return int(text) if text else None
    if name in FLOAT:
        return float(text) if text else None
    return text


def _written(value: object) -> str:
    if value is None:
        return ""
    return number(value) if isinstance(value, float) else str(value)


def number(value: float) -> str:
    """A number with as many decimals as it needs, four at most."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
