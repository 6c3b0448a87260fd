"""staffopt audit: any roster against a store's rules, ours or not, and beside a plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from staffopt.cli.exit_codes import HARD_VIOLATION
from staffopt.cli.options import (
    demand_option,
    json_option,
    past_option,
    quiet_option,
    requirement_option,
    set_option,
    with_pay_option,
)
from staffopt.cli.screen import screen

if TYPE_CHECKING:
    from staffopt.domain.demand import Demand
    from staffopt.domain.plan import Plan
    from staffopt.domain.requirement import Requirement
    from staffopt.domain.roster import Roster
    from staffopt.domain.side_by_side import SideBySide
    from staffopt.inputs.store import Store


def _headers(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Return `start=From` as part and header."""
    found = {}
    for text in values:
        part, sign, header = text.partition("=")
        if not part.strip() or not sign:
            raise click.BadParameter(f"found {text!r}; expected PART=HEADER, such as start=From")
        found[part.strip()] = header.strip()
    return found


@click.command("audit")
@click.argument("roster", type=click.Path(path_type=Path))
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), help="The store whose rules hold."
)
@click.option(
    "--columns",
    "column_file",
    type=click.Path(path_type=Path),
    help="A column file: which column of ROSTER is what, and how it is written.",
)
@click.option(
    "--column",
    "headers",
    multiple=True,
    callback=_headers,
    metavar="PART=HEADER",
    help="One column, such as start=From; may be given again.",
)
@click.option(
    "--coverage/--no-coverage",
    default=None,
    help="Whether cover and service are judged. [default: where the store's history allows]",
)
@demand_option
@requirement_option
@click.option(
    "--against", type=click.Path(path_type=Path), help="A plan of the same weeks to lay beside."
)
@click.option(
    "--stress-weeks",
    type=click.IntRange(1, 10_000),
    help="Play so many random weeks of customers. [default: none]",
)
@click.option(
    "--without", multiple=True, metavar="RULE", help="A rule not to check; may be given again."
)
@past_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write the audited roster as a plan: a folder, or a file by its suffix. Only the page has "
    "what --against lays beside.",
)
@set_option
@with_pay_option
@json_option
@quiet_option
def command(
    roster: Path,
    store: Path,
    column_file: Path | None,
    headers: dict[str, str],
    coverage: bool | None,
    demand: Path | None,
    requirement: Path | None,
    against: Path | None,
    stress_weeks: int | None,
    without: tuple[str, ...],
    past: Path | None,
    out: Path | None,
    changes: dict[str, object],
    with_pay: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check any roster against a store's rules, and say what it costs.

    ROSTER is a plan's folder, a table (CSV, XLSX), a workbook of ours, edited or not, or a calendar
    (ICS) or a folder of them. Cost and cover are counted as for a plan. Ends with 1 when a hard
    rule is broken, with 2 when the roster cannot be read.
    """
    import staffopt as so
    from staffopt.audits.reading import read_any
    from staffopt.audits.roster_audit import NO_NEED
    from staffopt.formats.writing import check_target
    from staffopt.inputs.rosters.columns import read_columns

    if out is not None:
        check_target(out)
    planned = None if against is None else so.read_plan(against)
    opened = so.read_store(store, changes=changes, past=past)
    columns = read_columns(column_file, headers) if column_file or headers else None
    found, said = read_any(roster, opened, columns)
    wanted = True if stress_weeks is not None else coverage
    expected, need, why = _need(found, opened, wanted, (roster, demand, requirement))
    judged = need is not None or (planned is not None and coverage is not False)
    bills = _bills(found, planned, opened, need, without, judged=judged)
    if stress_weeks is not None:
        bills = [_played(each, expected, opened, stress_weeks) for each in bills]
    notes = (note for note in bills[0].notes if coverage is not False or note != NO_NEED)
    bills[0] = replace(bills[0], notes=(*said, *notes, *why))
    beside = None if planned is None else so.side_by_side(*bills)
    if out is not None:
        so.write(bills[0], out, with_pay=with_pay, beside=beside)
    if as_json or not quiet:
        _tell(bills[0], beside, judged=judged, as_json=as_json)
    if any(violation.hard for violation in bills[0].violations):
        raise click.exceptions.Exit(HARD_VIOLATION)


def _need(
    roster: Roster,
    store: Store,
    wanted: bool | None,
    files: tuple[Path, Path | None, Path | None],
) -> tuple[Demand | None, Requirement | None, tuple[str, ...]]:
    """Return the demand and the need of a roster's weeks, as far as they are known and wanted.

    `files` are the roster and the user's own demand and requirement. Weeks that a plan of ours held
    at once are forecast as it was. Where nothing is known and nobody insists, the last part says
    why.
    """
    import staffopt as so
    from staffopt.audits.weekly_need import need_of, planned_at_once, weekly_demand
    from staffopt.cli.week_demand import week_demand
    from staffopt.domain.joined_demand import joined_demand
    from staffopt.formats.roster_reading import at_store

    path, demand, requirement = files
    known = (demand, requirement, store.transactions, store.sister)
    if wanted is False:
        return None, None, ("cover and service are not judged, as asked",)
    if wanted is None and not any(known):
        return None, None, ()
    horizon = at_store(roster, store).horizon
    weeks = horizon.days // 7
    if demand is not None or requirement is not None:
        _check_weeks(path, weeks)
    if requirement is not None:
        return None, so.read_requirement(requirement, store, week=horizon.first, weeks=weeks), ()
    try:
        if demand is not None or planned_at_once(path, horizon):
            demands = [week_demand(store, horizon.first, demand, weeks)]
        else:
            demands = list(weekly_demand(store, horizon))
    except so.DataError as error:
        if wanted or demand is not None:
            raise
        return None, None, (f"no forecast of these weeks: {error.problems[0]}",)
    return joined_demand(demands), need_of(roster, demands, store), ()


def _bills(
    roster: Roster,
    planned: Plan | None,
    store: Store,
    need: Requirement | None,
    without: tuple[str, ...],
    *,
    judged: bool,
) -> list[Plan]:
    """Return the roster's bill, and that of the plan to lay beside it where there is one.

    Where cover is `judged` and no need is known, both are held to what the plan was made for.
    """
    import staffopt as so

    both = [roster] if planned is None else [roster, planned.roster]
    if judged and need is None and planned is not None:
        return [so.audited_like(each, planned, store, without=without) for each in both]
    return [so.audited(each, store, need, without=without) for each in both]


def _check_weeks(roster: Path, weeks: int) -> None:
    """Refuse more weeks than a file of customers or people can be of."""
    import staffopt as so
    from staffopt.errors import Problem
    from staffopt.inputs.store import MOST_WEEKS

    if weeks > MOST_WEEKS:
        expected = f"at most {MOST_WEEKS} with --demand or --requirement"
        raise so.DataError(Problem(roster.name, f"a roster of {weeks} weeks", expected))


def _played(plan: Plan, expected: Demand | None, store: Store, weeks: int) -> Plan:
    """Return the roster with its stress test."""
    import staffopt as so

    if expected is None:
        raise click.UsageError(
            "found --stress-weeks with --requirement, which says nothing of customers; "
            "expected one of them"
        )
    return so.stress_tested(plan, expected, store, weeks=weeks)


def _tell(plan: Plan, beside: SideBySide | None, *, judged: bool, as_json: bool) -> None:
    """Print the audit in the form that was asked for."""
    from staffopt.cli.audit_record import audit_object
    from staffopt.cli.audit_tables import print_audit

    if as_json:
        click.echo(json.dumps(audit_object(plan, beside, judged=judged), ensure_ascii=False))
    else:
        print_audit(screen(), plan, beside, judged=judged)
