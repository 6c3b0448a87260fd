"""A comparison as it runs, on a terminal: how many searches are done, and what the last found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from staffopt.domain.money import money

if TYPE_CHECKING:
    from staffopt.experiments.runs import Step

LONGEST_NAME = 30


@contextmanager
def scenario_progress(*, show: bool) -> Iterator[Callable[[Step], None] | None]:
    """Give a comparison something to report to: a live line on a terminal, else nothing."""
    if not show or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=12),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("first search ...", total=None)

        def report(step: Step) -> None:
            bar.update(task, completed=step.done, total=step.total, description=line(step))

        yield report


def line(step: Step) -> str:
    """Return `12,345.67  twelve hours of rest, seed 2`."""
    name = step.scenario
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 3]}..."
    return f"{money(step.cost)}  {short}, seed {step.seed}"
