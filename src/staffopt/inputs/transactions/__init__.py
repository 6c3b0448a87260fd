"""A store's transaction history in, cleaned counts and a report on the data out."""

from __future__ import annotations

from staffopt.inputs.transactions.quality import DataQuality, Dropped, Finding
from staffopt.inputs.transactions.sales import Sales, read_transactions
from staffopt.inputs.transactions.settings import TransactionSettings

__all__ = [
    "DataQuality",
    "Dropped",
    "Finding",
    "Sales",
    "TransactionSettings",
    "read_transactions",
]
