"""The example store and its week, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffopt.inputs.example_store import write_example_store
from staffopt.inputs.read_store import read_store
from staffopt.inputs.store import Store

WEEK = "2026-03-23"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example store; nobody writes to it."""
    folder = tmp_path_factory.mktemp("stores") / "corner-shop"
    write_example_store(folder)
    return folder


@pytest.fixture(scope="session")
def store(folder: Path) -> Store:
    """The example store."""
    return read_store(folder)
