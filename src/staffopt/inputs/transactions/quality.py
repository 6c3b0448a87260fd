"""What was kept, what was dropped and why, and what looks odd in a transaction history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Dropped:
    """Rows that are not counted, for one reason."""

    reason: str
    rows: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something a person should know about the data; `code` is stable, `text` is for reading."""

    code: str
    text: str
    count: int = 0
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text + _such_as(self.examples)


@dataclass(frozen=True)
class DataQuality:
    """The report on a history: `rows == folded + sum of kept + sum of dropped`, always.

    `folded` counts rows that were lines of a ticket already counted. `kept` maps sale and return to
    tickets; `visits` to customers, after tickets split by one customer were merged. `zone` is the
    store's; `first` and `last` are the earliest and latest kept stamps by the store's clock.
    """

    sources: tuple[str, ...]
    rows: int
    folded: int
    kept: Mapping[str, int]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]
    visits: Mapping[str, int]
    first: datetime
    last: datetime
    zone: str
    whole_weeks: int = 0
    closed: frozenset[date] = frozenset()
    missing: frozenset[date] = frozenset()
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def dropped_rows(self) -> int:
        """How many rows are not counted, whatever the reason."""
        return sum(drop.rows for drop in self.dropped)

    def found(self, code: str) -> Finding | None:
        """The finding of a code, None where there is nothing to say."""
        return next((finding for finding in self.findings if finding.code == code), None)

    def lines(self) -> tuple[str, ...]:
        """The report as text, one line a fact."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        yield (
            f"Read {many(self.rows, 'row')} from {', '.join(self.sources)}: {stamp(self.first)} to "
            f"{stamp(self.last)} ({self.zone}), {many(self.whole_weeks, 'whole week')}."
        )
        if self.folded:
            yield f"Folded {many(self.folded, 'further line')} into their tickets."
        kinds = ", ".join(f"{n:,} {kind}" for kind, n in self.kept.items())
        yield f"Kept {sum(self.kept.values()):,}: {kinds}."
        for drop in self.dropped:
            yield f"Dropped {drop.rows:,}: {drop.reason}{_such_as(drop.examples)}."
        for finding in self.findings:
            yield f"{finding}."


def stamp(moment: datetime) -> str:
    """A moment as text: 9 Dec 2011 12:50."""
    return f"{day(moment.date())} {moment:%H:%M}"


def day(moment: date) -> str:
    """A date as text: 9 Dec 2011."""
    return f"{moment.day} {moment:%b %Y}"


def days(dates: frozenset[date] | set[date]) -> str:
    """Dates as text, runs as ranges: `24 Dec 2010 to 3 Jan 2011, 29 Apr 2011`."""
    runs: list[list[date]] = []
    for one in sorted(dates):
        if runs and (one - runs[-1][-1]).days == 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    shown = [day(run[0]) if len(run) == 1 else f"{day(run[0])} to {day(run[-1])}" for run in runs]
    more = f", ... ({len(shown)} periods in all)" if len(shown) > 2 * MOST_EXAMPLES else ""
    return ", ".join(shown[: 2 * MOST_EXAMPLES]) + more


def many(number: float, thing: str) -> str:
    """A number of things as text: `1 row`, `2,102 rows`."""
    return f"{number:,.0f} {thing}" + ("" if round(number) == 1 else "s")


def _such_as(examples: tuple[str, ...]) -> str:
    return f" ({'; '.join(examples)})" if examples else ""
