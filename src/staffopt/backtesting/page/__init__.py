"""A backtest as a page: whole in one file, nothing loaded from elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from staffopt.backtesting.page.sections import Section, section
from staffopt.backtesting.result import Backtest
from staffopt.formats.page.markup import markup, template

HERE, SHARED = "staffopt.backtesting.page", "staffopt.formats.page"


def write_page(store: str, found: Mapping[str, Sequence[Backtest]], path: str | Path) -> None:
    """Write the page of a store's drivers, each with its forecasters; at once or not at all."""
    path = Path(path)
    text = page_text(store, [section(tests) for tests in found.values()])
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def page_text(store: str, sections: Sequence[Section]) -> str:
    """Return the page: for each driver the methods, the weeks, the days and the times of day."""
    style = markup(SHARED, "style.css") + markup(HERE, "style.css")
    return template(HERE).render(store=store, sections=sections, style=style)
