"""A backtest as a page: whole in one file, nothing loaded from elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffopt.backtesting.page.sections import Section, section
from staffopt.backtesting.result import Backtest

if TYPE_CHECKING:
    from jinja2 import Template

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
    style = _markup(SHARED, "style.css") + _markup(HERE, "style.css")
    return _template().render(store=store, sections=sections, style=style)


@cache
def _template() -> Template:
    """Return the page's template; names from the store are escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    text = files(HERE).joinpath("template.html.j2").read_text(encoding="utf-8")
    return environment.from_string(text)


@cache
def _markup(package: str, name: str) -> Any:
    """Return a style sheet of our own, trusted as markup."""
    from markupsafe import Markup

    return Markup(files(package).joinpath(name).read_text(encoding="utf-8"))  # noqa: S704
