"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable


def table(heads: Iterable[str], lines: Iterable[list[str]], numbers: int = 0) -> str:
    """A table without its empty lines; as many columns as said after the first are numbers."""
    heads = list(heads)
    rule = ["---"] + ["--:" if k < numbers else "---" for k in range(len(heads) - 1)]
    rows = [heads, rule, *(line for line in lines if line)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
