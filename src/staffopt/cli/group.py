"""The group of commands, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from staffopt.cli.exit_codes import BAD_INPUT, BROKEN_PIPE, BUG, INTERRUPTED
from staffopt.errors import SolverDisagrees, StaffoptError, did_you_mean, shown

COMMANDS = (
    "init",
    "check",
    "forecast",
    "backtest",
    "plan",
    "publish",
    "audit",
    "explain",
    "simulate",
    "rules",
    "whatif",
    "report",
)


REPORT_IT = "This is a bug in staffopt; please report it."


class LazyGroup(click.Group):
    """Finds a command in the file of its name, and turns errors into lines and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of the name, but not to a shell."""
        known = not args or args[0] in COMMANDS or args[0].startswith("-")
        if not known and not ctx.resilient_parsing:
            ctx.fail(f"No such command {shown(args[0])}.{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"staffopt.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command: bad input ends with plain lines and 2, never with a traceback."""
        try:
            return super().invoke(ctx)
        except click.MissingParameter as error:
            wanted = getattr(error.param, "help", None)
            raise click.MissingParameter(wanted, error.ctx, error.param) from None
        except SolverDisagrees as bug:
            click.echo(f"{bug}\n{REPORT_IT}", err=True)
            ctx.exit(BUG)
        except StaffoptError as error:
            click.echo(str(error), err=True)
            ctx.exit(BAD_INPUT)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left of it
            ctx.exit(BROKEN_PIPE)
        except EOFError as error:  # which click takes for the end of what a user types
            raise RuntimeError("a file ended too early") from error
        except OSError as error:
            click.echo(f"{error.filename or 'system'}: {error.strerror or error}", err=True)
            ctx.exit(BAD_INPUT)
        except (KeyboardInterrupt, ImportError) as error:
            if isinstance(error, ImportError) and not _interrupted(error):
                raise
            click.echo("Interrupted; nothing was written.", err=True)
            ctx.exit(INTERRUPTED)


def _interrupted(error: ImportError) -> bool:
    """Whether Ctrl-C caused it: compiled modules fail to load with an error of their own."""
    return isinstance(error.__cause__ or error.__context__, KeyboardInterrupt)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="staffopt")
def main() -> None:
    """Plan a store's week from its own transactions.

    Exit codes: 0 done, 1 a hard rule is broken, 2 bad input, 70 a bug in staffopt, 130 interrupted.
    """
