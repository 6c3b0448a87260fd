"""The terminal, on which the words of users are words and never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def screen() -> Console:
    """Return a console that prints names and reasons as they are written, brackets too."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def headed(heading: str, rest: str = "") -> Text:
    """Return a line that begins in bold."""
    from rich.text import Text

    return Text.assemble((heading, "bold"), rest)
