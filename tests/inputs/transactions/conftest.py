"""A small shop, its transaction files, and the two demo histories read once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from staffopt.domain.opening import Opening
from staffopt.inputs.transactions import Sales, TransactionSettings, read_transactions

COLUMNS = {"time": "ts", "id": "id", "type": "type", "amount": "amount", "customer": "customer"}
HEADER = "ts,id,type,amount,customer"
DAILY = Opening({day: ((time(8), time(20)),) for day in range(7)})

Read = Callable[..., Sales]


MakeSettings = Callable[..., TransactionSettings]


def shop_settings(**changes: Any) -> TransactionSettings:
    """Settings for the small shop's files, with changes."""
    base: dict[str, Any] = {
        "source": "sales.csv",
        "zone": "Europe/Warsaw",
        "columns": COLUMNS,
        "kinds": {"types": {"sale": "sale", "return": "return", "void": "void"}},
    }
    return TransactionSettings.model_validate(base | changes)


@pytest.fixture
def settings() -> MakeSettings:
    """Make settings for the small shop's files, with changes."""
    return shop_settings


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read rows of text (a header is put before them) as the small shop's history."""

    def read_rows(
        *rows: str, opening: Opening = DAILY, header: str = HEADER, **changes: Any
    ) -> Sales:
        if rows:
            (tmp_path / "sales.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return read_transactions(shop_settings(**changes), tmp_path, "Europe/Warsaw", opening)

    return read_rows


@pytest.fixture(scope="session")
def trade_counter(root: Path) -> Sales:
    """The trade counter's history, as its own folder is read in the demo."""
    from holidays import country_holidays

    opening = Opening(
        {
            **{day: ((time(8), time(18)),) for day in (0, 1, 2, 4)},
            3: ((time(8), time(20)),),
            6: ((time(10), time(16, 30)),),
        },
        holidays=dict(country_holidays("GB", subdiv="ENG", years=(2010, 2011))),
    )
    chosen = TransactionSettings.model_validate(
        {
            "source": "transactions.csv.gz",
            "zone": "Europe/London",
            "columns": COLUMNS | {"id": "basket", "items": "items", "lines": "lines"},
            "kinds": {
                "types": {"sale": "sale", "return": "return"},
                "prefixes": {"A": "void"},
                "zero": "no_sale",
            },
            "closed": [{"first": "2010-12-24", "last": "2011-01-03"}],
            "visit_minutes": 15,
        }
    )
    return read_transactions(chosen, root / "configs/trade-counter", "Europe/London", opening)
