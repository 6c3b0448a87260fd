"""Histories made by a rule of date and hour, as for the forecasters."""

from __future__ import annotations

from tests.forecasting.conftest import always_open, make_history, shop_hours

__all__ = ["always_open", "make_history", "shop_hours"]
