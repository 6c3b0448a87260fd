"""The templates, style sheets and scripts of our pages, read from the packages they lie in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def template(package: str) -> Template:
    """Return a package's `template.html.j2`; what comes from a store or a plan is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    text = files(package).joinpath("template.html.j2").read_text(encoding="utf-8")
    return environment.from_string(text)


@cache
def markup(package: str, name: str) -> Any:
    """Return a file of our own, trusted as markup."""
    from markupsafe import Markup

    return Markup(files(package).joinpath(name).read_text(encoding="utf-8"))  # noqa: S704 - ours
