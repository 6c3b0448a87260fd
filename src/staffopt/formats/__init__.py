"""Output formats, one file each. A new file here is a new format; nothing else changes."""

from __future__ import annotations

from staffopt.catalog import catalog
from staffopt.formats.base import Format

FORMATS: dict[str, type[Format]] = catalog(__name__, __path__, Format)
