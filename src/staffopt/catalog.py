"""A folder is a list: every family of classes is found by looking into its folder."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

T = TypeVar("T")


def catalog(package_name: str, package_path: Iterable[str], base: type[T]) -> dict[str, type[T]]:
    """Return name -> class for the subclasses of `base` defined in a package's own files.

    Why: a file dropped into `rules/` is a rule, with no list to keep beside it.
    Example: `RULES = catalog(__name__, __path__, Rule)` is the whole of `rules/__init__.py`.
    `base.py` and names that start with `_` are no members.
    """
    members: dict[str, type[T]] = {}
    for file in iter_modules(package_path):
        if file.name == "base" or file.name.startswith("_"):
            continue
        for member in _defined_in(f"{package_name}.{file.name}", base):
            name = getattr(member, "name", None)
            if not isinstance(name, str):
                raise TypeError(f"{member.__module__}.{member.__qualname__} has no `name`")
            if name in members:
                raise TypeError(f"{name!r} names both {members[name]} and {member}")
            members[name] = member
    return dict(sorted(members.items()))


def _defined_in(module_name: str, base: type[T]) -> list[type[T]]:
    """Return the public subclasses of `base` that the module itself defines."""
    module = import_module(module_name)
    return [
        found
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, base)
        and found.__module__ == module_name
        and not found.__name__.startswith("_")
    ]
