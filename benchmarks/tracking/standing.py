"""Where things stand: the newest figures of every instance, out of all rows ever measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tracking.row import Row


@dataclass(frozen=True)
class Figure:
    """A cost and where it was read: our median over seeds, a peer's best."""

    cost: float
    rows: tuple[Row, ...]
    source: str

    @property
    def seeds(self) -> int:
        return len(self.rows)

    @property
    def share(self) -> float | None:
        """The cost as a share of the total, where the checker knows one."""
        total = self.rows[0].part.get("total")
        constant = self.rows[0].part.get("wage_proxy")
        if not total or constant is None:
            return None
        return self.cost / (constant + self.cost)


@dataclass(frozen=True)
class Standing:
    """All rows, oldest first, and the questions that pages ask of them."""

    rows: Sequence[Row]

    def instances(self, suite: str) -> list[str]:
        """The instances that were measured, by number."""
        names = {row.instance for row in self.rows if row.suite == suite}
        return sorted(names, key=lambda name: [int(w) if w.isdigit() else 0 for w in _words(name)])

    def newest(self, suite: str, instance: str, method: str, seconds: float) -> list[Row]:
        """The legal rows of the last sources that ran so long, one a seed.

        A peer searches once on each core: the better of what one run found is its row.
        """
        found = [
            row
            for row in self.rows
            if (row.suite, row.instance, row.method) == (suite, instance, method)
            and row.found
            and not row.violations
            and row.seconds == f"{seconds:g}"
        ]
        last = max(found, key=lambda row: row.date).commit if found else ""
        seeds: dict[int, Row] = {}
        for row in found:
            if row.commit == last:
                seeds[row.seed] = min(seeds.get(row.seed, row), row, key=lambda each: each.cost)
        return [seeds[seed] for seed in sorted(seeds)]

    def figure(
        self, suite: str, instance: str, at: float, method: str = "staffopt"
    ) -> Figure | None:
        """The cost after so many seconds: of runs of that length, else by longer runs' traces."""
        among = median if method == "staffopt" else min
        own = self.newest(suite, instance, method, at)
        if own:
            return Figure(among(row.cost for row in own), tuple(own), f"{at:g} s")
        budgets = {float(r.seconds) for r in self.rows if r.suite == suite and r.seconds}
        for seconds in sorted(each for each in budgets if each > at):
            rows = self.newest(suite, instance, method, seconds)
            costs = [cost for row in rows if (cost := row.at(at)) is not None]
            if costs:
                return Figure(among(costs), tuple(rows), f"trace of {seconds:g} s")
        return None

    def within(self, suite: str, instance: str, at: float) -> list[Figure]:
        """What is reached after so many seconds, by runs of shorter budgets too; the best first."""
        budgets = {float(row.seconds) for row in self.rows if row.suite == suite and row.seconds}
        figures = [
            self.figure(suite, instance, seconds)
            for seconds in sorted({at, *(each for each in budgets if each < at)})
        ]
        return sorted((each for each in figures if each is not None), key=lambda each: each.cost)

    def fruitless(self, instance: str, at: float, method: str) -> bool:
        """Whether a method was run on a store week for so long and never found a roster."""
        about = ("stores", instance, method, f"{at:g}")
        rows = [r for r in self.rows if (r.suite, r.instance, r.method, r.seconds) == about]
        return bool(rows) and not any(row.found for row in rows)

    def methods(self) -> list[str]:
        """Everybody who was measured but us."""
        return sorted({row.method for row in self.rows} - {"staffopt"})


def _words(name: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in name).split()
