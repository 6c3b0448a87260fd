"""Arguments and options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click


def _date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Return the date, or say what would have been one."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"found {value!r}; expected a date such as 2011-11-14") from None


def _changes(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, object]:
    """Return `rules.min_rest.hours=11` as key and value, the value read as YAML reads it."""
    changes: dict[str, object] = {}
    for text in values:
        key, sign, value = text.partition("=")
        if not key.strip() or not sign:
            raise click.BadParameter(f"found {text!r}; expected key=value")
        changes[key.strip()] = _yaml_value(value)
    return changes


def _yaml_value(text: str) -> object:
    """Return `11` as a number, `true` as a boolean, `[10, 11]` as a list, other text as text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        value: object = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        return text
    return text if isinstance(value, date) else value


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Return an instant with its offset, or say what would have been one."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise click.BadParameter(
            f"found {value!r}; expected an instant such as 2026-11-09T18:00:00+01:00"
        )
    return found


def _one_budget(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Return a budget, or refuse moves that seconds would leave without effect."""
    other = {"seconds": "iterations", "iterations": "seconds"}[str(param.name)]
    if value is not None and ctx.params.get(other) is not None:
        raise click.UsageError("found --seconds and --iterations; expected one of them")
    return value


def _one_entry(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Return the file of one's own, or refuse a demand that a requirement leaves unread."""
    other = {"demand": "requirement", "requirement": "demand"}[str(param.name)]
    if value is not None and ctx.params.get(other) is not None:
        raise click.UsageError("found --demand and --requirement; expected one of them")
    return value


class Number(click.FloatRange):
    """A number, called so where something else is given."""

    name = "number"


class WholeNumber(click.IntRange):
    """A whole number, called so where something else is given."""

    name = "whole number"


store_argument = click.argument("store", type=click.Path(path_type=Path))

week_option = click.option(
    "--week",
    required=True,
    callback=_date,
    metavar="DATE",
    help="Any date in the week, YYYY-MM-DD.",
)

weeks_option = click.option(
    "--weeks", type=int, default=1, show_default=True, help="Weeks in a row, at most 8."
)

any_week_option = click.option(
    "--week", callback=_date, metavar="DATE", help="Any date in a week, YYYY-MM-DD."
)

publish_at_option = click.option(
    "--publish-at",
    callback=_moment,
    metavar="INSTANT",
    help="When people are told of the roster, as 2026-11-09T18:00:00+01:00.",
)

set_option = click.option(
    "--set",
    "changes",
    callback=_changes,
    multiple=True,
    metavar="KEY=VALUE",
    help="Change one key of the store for this run; may be given again.",
)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for scripts on standard output."
)

quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")

with_pay_option = click.option(
    "--with-pay", is_flag=True, help="Let wages and costs per person into the files."
)

seconds_option = click.option(
    "--seconds",
    type=Number(min=0),
    callback=_one_budget,
    help="How long to search. [default: the store's, 60]",
)

iterations_option = click.option(
    "--iterations",
    type=WholeNumber(min=0),
    callback=_one_budget,
    help="How much to search; the same number gives the same files.",
)

seed_option = click.option(
    "--seed", type=WholeNumber(min=0), help="Seed of the search. [default: the store's]"
)

demand_option = click.option(
    "--demand",
    type=click.Path(path_type=Path),
    callback=_one_entry,
    help="Your own forecast, instead of ours.",
)

requirement_option = click.option(
    "--requirement",
    type=click.Path(path_type=Path),
    callback=_one_entry,
    help="Your own people per slot and role.",
)

past_option = click.option(
    "--past",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Shifts around these weeks, a CSV with the columns of past_roster.csv, which it stands in "
    "for; a plan's roster.csv will do.",
)

made_for_option = click.option(
    "--store", required=True, type=click.Path(path_type=Path), help="The store it was made for."
)
