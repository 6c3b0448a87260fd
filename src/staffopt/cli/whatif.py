"""staffopt whatif: the same week under other decisions, side by side."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from staffopt.cli.exit_codes import HARD_VIOLATION
from staffopt.cli.options import (
    Number,
    WholeNumber,
    any_week_option,
    iterations_option,
    json_option,
    quiet_option,
    set_option,
    store_argument,
    weeks_option,
)
from staffopt.cli.screen import screen

if TYPE_CHECKING:
    from staffopt.experiments.comparison import Comparison
    from staffopt.inputs.experiment_file import Experiment
    from staffopt.inputs.store import Store


def _seeds(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[int, ...] | None:
    """Return `1,2,3` as numbers."""
    if value is None:
        return None
    try:
        return tuple(int(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"found {value!r}; expected numbers such as 1,2,3") from None


@click.command("whatif")
@store_argument
@click.argument("experiment", type=click.Path(path_type=Path))
@any_week_option
@weeks_option
@click.option(
    "--seconds",
    type=Number(min=0),
    help="Search of each run, measured on the store as it is. [default: the experiment's]",
)
@iterations_option
@click.option(
    "--seeds",
    callback=_seeds,
    metavar="1,2,3",
    help="Seeds that every scenario is planned with. [default: the experiment's]",
)
@click.option(
    "--workers", type=WholeNumber(min=1), help="Searches side by side. [default: all cores]"
)
@click.option(
    "--stress-weeks",
    type=WholeNumber(0, 10_000),
    help="Random weeks of customers that every plan is played against; 0: none. "
    "[default: 200, fewer in a very large store]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the comparison. [default: comparisons/<store>/<experiment>]",
)
@click.option("--plans", is_flag=True, help="Write every scenario's plan too, into OUT/plans.")
@set_option
@json_option
@quiet_option
def command(
    store: Path,
    experiment: Path,
    week: date | None,
    weeks: int,
    seconds: float | None,
    iterations: int | None,
    seeds: tuple[int, ...] | None,
    workers: int | None,
    stress_weeks: int | None,
    out: Path | None,
    plans: bool,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Compare an experiment's scenarios with the store as it is.

    Every scenario is planned with the same seeds and iterations. A difference that another seed
    alone could make is marked "within noise". Ends with 1 when a plan breaks a hard rule.
    """
    import staffopt as so
    from staffopt.experiments.writing import check_place
    from staffopt.inputs.experiment_file import read_experiment

    began = perf_counter()
    opened = so.read_store(store, changes=changes)
    asked = read_experiment(experiment, week=week)
    folder = out or Path("comparisons") / opened.name / _file_name(asked.name)
    check_place(folder)
    laid_over: dict[str, Any] = {"seeds": seeds or asked.seeds}
    if seconds is not None or iterations is not None:
        laid_over |= {"seconds": seconds, "iterations": iterations}
    show = not (quiet or as_json)
    found = _compared(opened, replace(asked, **laid_over), weeks, workers, stress_weeks, show=show)
    so.write_comparison(found, folder, plans=plans)
    _tell(found, folder, perf_counter() - began, as_json=as_json, quiet=quiet)
    if any(one.totals.hard for one in found.outcomes):
        raise click.exceptions.Exit(HARD_VIOLATION)


def _compared(
    store: Store,
    asked: Experiment,
    weeks: int,
    workers: int | None,
    stress_weeks: int | None,
    *,
    show: bool,
) -> Comparison:
    """Plan and compare the scenarios, with live lines where they are to be shown."""
    import staffopt as so
    from staffopt.cli.scenario_progress import scenario_progress
    from staffopt.forecasting.files import override_paths

    with scenario_progress(show=show) as report:
        return so.compare(
            store,
            asked.scenarios,
            week=asked.week,
            weeks=weeks,
            seconds=asked.seconds,
            iterations=asked.iterations,
            seeds=asked.seeds,
            workers=workers,
            overrides=override_paths(store.name, store.week_of(asked.week), weeks),
            stress_weeks=stress_weeks,
            name=asked.name,
            on_progress=report,
        )


def _file_name(name: str) -> str:
    """Return a name that is one folder, whatever the experiment is called."""
    return re.sub(r"[^\w -]+", "-", name).strip(" -") or "experiment"


def _tell(
    found: Comparison, folder: Path, wall_seconds: float, *, as_json: bool, quiet: bool
) -> None:
    """Print the comparison in the form that was asked for."""
    from staffopt.cli.comparison import print_comparison
    from staffopt.experiments.record import record

    if as_json:
        said = {**record(found), "wall_seconds": round(wall_seconds, 3), "out": str(folder)}
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not quiet:
        print_comparison(screen(), found, folder, wall_seconds)
