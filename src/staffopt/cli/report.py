"""staffopt report: the page, workbook or calendars again, from a plan already made."""

from __future__ import annotations

from pathlib import Path

import click

from staffopt.cli.options import quiet_option, with_pay_option


@click.command("report")
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write; its suffix picks the format. [default: report.html beside plan.json]",
)
@with_pay_option
@quiet_option
def command(plan: Path, out: Path | None, with_pay: bool, quiet: bool) -> None:
    """Write the page of a plan again, or another format of it."""
    import staffopt as so

    target = out or (plan.parent if plan.is_file() else plan) / "report.html"
    so.write(so.read_plan(plan), target, with_pay=with_pay)
    if not quiet:
        click.echo(f"Written: {target}")
