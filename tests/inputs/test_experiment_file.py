"""Experiment files: scenarios by name, or a grid of values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from staffopt.errors import ConfigError
from staffopt.inputs.experiment_file import read_experiment
from staffopt.inputs.read_store import read_store


def test_a_grid_is_every_combination(tmp_path: Path):
    """Two rests times three shares are six scenarios, each named by its changes."""
    path = tmp_path / "rest.yaml"
    path.write_text("week: 2026-03-05\ngrid:\n  a.b: [10, 11]\n  c: [0.7, 0.8, x]\n")
    found = read_experiment(path)
    assert (found.name, found.week, found.seeds) == ("rest", date(2026, 3, 5), (1, 2, 3))
    assert len(found.scenarios) == 6
    assert found.scenarios["a.b=10, c=x"] == {"a.b": 10, "c": "x"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grid: {a: [1]}\n", "found no 'week'"),
        ("week: 2026-03-05\n", "expected either scenarios or a grid"),
        ("week: 2026-03-05\ngrid: {a: []}\n", "a grid of 1 to 500 combinations"),
        ("week: 2026-03-05\nscenaros: {}\n", "did you mean 'scenarios'?"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, text: str, expected: str):
    """The error says what would do."""
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as error:
        read_experiment(path)
    assert expected in str(error.value)


@pytest.mark.parametrize("name", ["trade-counter", "supermarket"])
def test_the_demo_experiments_fit_their_stores(root: Path, name: str):
    """Every scenario of the committed experiments is a valid change of its store."""
    configs = root / "configs"
    experiment = read_experiment(configs / "experiments" / f"{name}.yaml")
    assert len(experiment.scenarios) == 5
    base = len(read_store(configs / name).people)
    people = {
        title: len(read_store(configs / name, changes).people)
        for title, changes in experiment.scenarios.items()
    }
    assert people["one person fewer"] == base - 1
    assert people["twelve hours of rest"] == base
