"""The `transactions:` section says what it wants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from staffopt.inputs.transactions import TransactionSettings

MakeSettings = Callable[..., TransactionSettings]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"zone": "Europe/Warsa"}, "did you mean 'Europe/Warsaw'?"),
        ({"zone": "../etc/passwd"}, "an IANA zone name"),
        ({"columns": None}, "`columns`, with at least `time`"),
        ({"source": "completejourney"}, "no `columns` with the source completejourney"),
        (
            {"columns": {"time": "ts"}, "kinds": {}, "visit_minutes": 9},
            "columns.customer for visit_",
        ),
        ({"columns": {"time": "ts"}}, "columns.type for kinds.types"),
        ({"store": "7"}, "columns.store for store"),
        ({"first": "2024-02-02", "last": "2024-02-01"}, "last (2024-02-01) on or after first"),
        ({"closed": [{"first": "2024-02-02", "last": "2024-02-01"}]}, "on or after first"),
        ({"kinds": {"types": {"x": "refund"}}}, "'sale', 'return', 'void' or 'no_sale'"),
        ({"sorce": "x"}, "Extra inputs are not permitted"),
        ({"expand": 0}, "greater than 0"),
    ],
)
def test_what_does_not_fit_is_said(settings: MakeSettings, changes: dict[str, Any], said: str):
    """Each wrong setting is refused with what would do."""
    with pytest.raises(ValidationError) as caught:
        settings(**changes)
    assert said in str(caught.value)


def test_the_zone_must_be_said():
    """No zone is taken for granted, not even the store's."""
    with pytest.raises(ValidationError, match=r"zone\s+Field required"):
        TransactionSettings.model_validate({"source": "a.csv", "columns": {"time": "ts"}})


def test_short_forms(settings: MakeSettings):
    """A date is one closed day; a number is a factor of expansion."""
    chosen = settings(closed=[date(2024, 1, 1)], expand=6)
    assert (chosen.closed[0].first, chosen.closed[0].last) == (date(2024, 1, 1), date(2024, 1, 1))
    assert chosen.expand is not None
    assert chosen.expand.factor == 6
