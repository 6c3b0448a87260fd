"""How many people the customers need, and what fewer cost: one method a file."""

from __future__ import annotations

from staffopt.catalog import catalog
from staffopt.staffing_methods.base import StaffingMethod

METHODS: dict[str, type[StaffingMethod]] = catalog(__name__, __path__, StaffingMethod)
