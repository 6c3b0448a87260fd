"""The benchmarks as one page, whole in one file: curves, trends, peers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tracking.best_known import Table
from tracking.page.curves import curves
from tracking.page.sides import sides
from tracking.page.trends import trends
from tracking.row import Row
from tracking.standing import Standing
from tracking.targets import verdicts

HERE = Path(__file__).parent


def page_text(rows: Sequence[Row], known: Table) -> str:
    """The page. What comes from rows is escaped."""
    from importlib.resources import files

    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    standing = Standing(rows)
    shared = files("staffopt.formats.page").joinpath("style.css").read_text(encoding="utf-8")
    own = (HERE / "style.css").read_text("utf-8")
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    template = environment.from_string((HERE / "template.html.j2").read_text("utf-8"))
    newest = max(rows, key=lambda row: row.date, default=None)
    return template.render(
        style=Markup(shared + own),  # noqa: S704 - style sheets of our own
        newest=newest,
        curves=curves(standing),
        sides=sides(standing),
        trends=trends(standing),
        verdicts=list(verdicts(standing, known)),
    )
