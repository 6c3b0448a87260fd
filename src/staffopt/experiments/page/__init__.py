"""comparison.html: the comparison as a page, whole in one file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from staffopt.experiments.comparison import Comparison
from staffopt.experiments.page.figures import bill, changes, customers, headline
from staffopt.experiments.page.lanes import lanes
from staffopt.experiments.page.played import played
from staffopt.formats.page.dates import period

if TYPE_CHECKING:
    from jinja2 import Template

HERE, SHARED = "staffopt.experiments.page", "staffopt.formats.page"


def page_text(comparison: Comparison) -> str:
    """Return the page: differences as bars, then the bill, the customers, and what was changed."""
    test = comparison.base.plan.stress_test
    horizon = comparison.base.plan.problem.horizon
    return _template().render(
        title=comparison.name,
        store=comparison.store,
        period=period(horizon.first, horizon.dates[-1]),
        currency=comparison.currency,
        headline=headline(comparison),
        chart=lanes(comparison),
        bill=bill(comparison),
        customers=customers(comparison),
        played=played(comparison),
        weeks=test.weeks if test else 0,
        changes=changes(comparison),
        seeds=comparison.seeds,
        iterations=f"{comparison.iterations:,}".replace(",", "\u202f"),
        measured=comparison.seconds,
        notes=comparison.notes,
        style=_markup(SHARED, "style.css") + _markup(HERE, "style.css"),
    )


@cache
def _template() -> Template:
    """Return the page's template; what comes from a comparison is escaped."""
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
