"""staffopt plan: a store and some weeks in, an audited roster out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from staffopt.cli.exit_codes import HARD_VIOLATION
from staffopt.cli.options import (
    WholeNumber,
    demand_option,
    iterations_option,
    json_option,
    past_option,
    publish_at_option,
    quiet_option,
    requirement_option,
    seconds_option,
    seed_option,
    set_option,
    store_argument,
    week_option,
    weeks_option,
    with_pay_option,
)
from staffopt.cli.screen import screen
from staffopt.cli.week_demand import week_demand
from staffopt.errors import StaffoptError

if TYPE_CHECKING:
    from staffopt.domain.demand import Demand
    from staffopt.domain.plan import Plan
    from staffopt.domain.requirement import Requirement
    from staffopt.inputs.store import Store


@click.command("plan")
@store_argument
@week_option
@weeks_option
@seconds_option
@iterations_option
@seed_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A folder for the plan, or a file: its suffix picks the format. "
    "[default: plans/<store>/<first day>]",
)
@demand_option
@requirement_option
@click.option(
    "--stress-weeks",
    type=WholeNumber(0, 10_000),
    help="Random weeks of customers to play the finished roster against; 0: none. "
    "[default: 200, fewer in a very large store]",
)
@past_option
@click.option(
    "--explain",
    is_flag=True,
    help="Say why things are not met and what would mend them; searches some seconds more.",
)
@publish_at_option
@set_option
@with_pay_option
@json_option
@quiet_option
def command(
    store: Path,
    week: date,
    weeks: int,
    seconds: float | None,
    iterations: int | None,
    seed: int | None,
    out: Path | None,
    demand: Path | None,
    requirement: Path | None,
    stress_weeks: int | None,
    past: Path | None,
    explain: bool,
    publish_at: datetime | None,
    changes: dict[str, object],
    with_pay: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Plan one week of a store, or several at once.

    Ctrl-C stops the search and keeps the best roster so far, and ends what comes after the search.
    """
    import staffopt as so
    from staffopt.formats.writing import check_target

    began = perf_counter()
    opened = so.read_store(store, changes=changes, past=past)
    place = out or Path("plans") / opened.name / opened.week_of(week).isoformat()
    check_target(place)
    expected, need = _entry(opened, (week, weeks), demand, requirement)
    if expected is None and stress_weeks:
        raise click.UsageError(
            "found --stress-weeks with --requirement, which says nothing of customers; "
            "expected one of them, or `staffopt simulate` later"
        )
    plan = _planned(need, opened, (seconds, iterations, seed), publish_at, show=not quiet)
    if expected is not None:
        played = partial(so.stress_tested, demand=expected, store=opened, weeks=stress_weeks)
        plan = _with_more(plan, played, "stress test")
    if explain:
        plan = _with_more(plan, partial(so.reasoned, store=opened), "reasons searched for")
    so.write(plan, place, with_pay=with_pay)
    _tell(plan, place, perf_counter() - began, as_json=as_json, quiet=quiet)
    if any(violation.hard for violation in plan.violations):
        raise click.exceptions.Exit(HARD_VIOLATION)


def _entry(
    store: Store, when: tuple[date, int], demand: Path | None, requirement: Path | None
) -> tuple[Demand | None, Requirement]:
    """Return demand and requirement, entering at the last step for which the user brings a file.

    `when` is a date in the first week, and how many weeks.
    """
    import staffopt as so

    week, weeks = when
    if requirement is not None:
        return None, so.read_requirement(requirement, store, week=week, weeks=weeks)
    expected = week_demand(store, week, demand, weeks)
    return expected, so.staffing(expected, store)


def _planned(
    need: Requirement,
    store: Store,
    search: tuple[float | None, int | None, int | None],
    publish_at: datetime | None,
    *,
    show: bool,
) -> Plan:
    """Search the roster, with a live line where it is to be shown.

    `search` are seconds, iterations and seed.
    """
    import staffopt as so
    from staffopt.cli.progress import live_progress

    seconds, iterations, seed = search
    budget = store.limits.seconds if seconds is None and iterations is None else seconds
    with live_progress(budget, store.currency, show=show) as report:
        return so.plan(
            need,
            store,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            publish_at=publish_at,
            on_progress=report,
        )


def _with_more(plan: Plan, step: Callable[[Plan], Plan], what: str) -> Plan:
    """Return a finished plan after one more step; where that fails or is stopped, a note says so.

    Neither Ctrl-C nor a fault there may lose what was searched for.
    """
    try:
        return step(plan)
    except KeyboardInterrupt:
        why = "stopped by Ctrl-C"
    except StaffoptError as error:
        why = "; ".join(map(str, error.problems))
    return replace(plan, notes=(f"no {what}: {why}", *plan.notes))


def _tell(plan: Plan, place: Path, wall_seconds: float, *, as_json: bool, quiet: bool) -> None:
    """Print the summary in the form that was asked for."""
    from staffopt.cli.summary import print_summary, summary_object

    if as_json:
        click.echo(json.dumps(summary_object(plan, place, wall_seconds), ensure_ascii=False))
    elif not quiet:
        print_summary(screen(), plan, place, wall_seconds)
