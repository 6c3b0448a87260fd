"""How many customers come, and how sure that is: one forecaster a file."""

from __future__ import annotations

from staffopt.catalog import catalog
from staffopt.forecasting.base import Forecaster

FORECASTERS: dict[str, type[Forecaster]] = catalog(__name__, __path__, Forecaster)
