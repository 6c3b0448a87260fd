"""The search as it runs, on a terminal: time, cost, bound and gap on one live line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from staffopt.domain.money import money

if TYPE_CHECKING:
    from staffopt.domain.plan import Progress


@contextmanager
def live_progress(
    seconds: float | None, currency: str, *, show: bool
) -> Iterator[Callable[[Progress], None] | None]:
    """Give a search something to report to: a live line on a terminal, else nothing."""
    if not show or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=12),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("preparing (the first run compiles for half a minute)", total=seconds)

        def report(progress: Progress) -> None:
            bar.update(task, completed=progress.seconds, description=line(progress, currency))

        yield report


def line(progress: Progress, currency: str) -> str:
    """Return `12.3 s  cost 12,345.67 GBP  bound 12,001.00  gap 2.8%  annealing`."""
    bound = f"bound {money(progress.bound)}  gap {progress.gap:.1%}"
    return (
        f"{progress.seconds:.1f} s  cost {money(progress.cost)} {currency}"
        f"  {bound if progress.bound else 'no bound yet'}  {progress.stage}"
    )
