"""The trade counter and the roster of its last published week."""

from __future__ import annotations

from pathlib import Path

import pytest

import staffopt as so

COUNTER = Path(__file__).resolve().parents[2] / "configs" / "trade-counter"


@pytest.fixture(scope="session")
def counter() -> so.Store:
    """The trade counter, read once."""
    return so.read_store(COUNTER)


@pytest.fixture(scope="session")
def published(counter: so.Store) -> so.Roster:
    """Its week of 7 November 2011, made by hand."""
    return so.read_roster(COUNTER / "past_roster.csv", counter)
