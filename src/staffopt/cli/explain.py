"""staffopt explain: why a plan is as it is, and what another wish would cost."""

from __future__ import annotations

import json
from pathlib import Path

import click

from staffopt.cli.made_for import store_of
from staffopt.cli.options import (
    iterations_option,
    json_option,
    made_for_option,
    quiet_option,
    set_option,
)


def _seeds(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[int, ...]:
    """Return `1,2,3` as numbers."""
    try:
        return tuple(int(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"found {value!r}; expected numbers such as 1,2,3") from None


def _with_rest(
    slot: str | None, cell: str | None, rest: tuple[str, ...]
) -> tuple[str | None, str | None]:
    """The slot or cell with the words that follow it where it was typed without quotes."""
    if not rest:
        return slot, cell
    if (slot is None) == (cell is None):
        found = " ".join(rest)
        wanted = "it after --slot or --cell, or a name in quotes"
        raise click.UsageError(f"found {found!r} after the plan; expected {wanted}")
    return (
        " ".join((slot, *rest)) if slot is not None else None,
        " ".join((cell, *rest)) if cell is not None else None,
    )


@click.command("explain")
@click.argument("plan", type=click.Path(path_type=Path))
@click.argument("rest", nargs=-1, metavar="")
@made_for_option
@click.option("--rule", metavar="ID", help="What does this rule cost this week?")
@click.option("--person", metavar="NAME", help="Id or name; with --day: why then, or why not?")
@click.option("--day", metavar="DAY", help="A date, or a weekday such as sat.")
@click.option("--slot", metavar="'DAY TIME'", help="With --role: why is nobody more there then?")
@click.option("--role", metavar="ROLE", help="The role that --slot asks about.")
@click.option("--cell", metavar="'NAME DAY TIME'", help="Where does it come from?")
@click.option("--unmet", is_flag=True, help="What is not met, why, and what would mend it?")
@click.option(
    "--seeds",
    callback=_seeds,
    default="1,2,3",
    show_default=True,
    help="Seeds of each search; their spread is the noise.",
)
@iterations_option
@set_option
@json_option
@quiet_option
def command(
    plan: Path,
    rest: tuple[str, ...],
    store: Path,
    rule: str | None,
    person: str | None,
    day: str | None,
    slot: str | None,
    role: str | None,
    cell: str | None,
    unmet: bool,
    seeds: tuple[int, ...],
    iterations: int | None,
    changes: dict[str, object],
    as_json: bool,
    quiet: bool,
) -> None:
    """Answer one question about a plan.

    Every price is searched from the plan's roster, with the change and without it. Changes that the
    plan was made with hold here too.
    """
    import staffopt as so
    from staffopt.explaining.record import record

    slot, cell = _with_rest(slot, cell, rest)
    made = so.read_plan(plan)
    opened = store_of(made, store, changes, quiet=quiet)
    found = so.explain(
        made,
        opened,
        cell=cell,
        rule=rule,
        person=person,
        day=day,
        slot=slot,
        role=role,
        unmet=unmet,
        iterations=iterations,
        seeds=seeds,
    )
    if as_json:
        click.echo(json.dumps(record(found, made.problem.horizon.tz), ensure_ascii=False))
    elif not quiet:
        click.echo(str(found))
