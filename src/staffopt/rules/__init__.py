"""Labour rules, one type a file. A file in this folder is a rule type, found by its name."""

from __future__ import annotations

from staffopt.catalog import catalog
from staffopt.rules.base import Rule

RULES: dict[str, type[Rule]] = catalog(__name__, __path__, Rule)
