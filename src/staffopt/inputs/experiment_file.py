"""Experiment files: named sets of changes to a store, to be planned side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path as FilePath
from typing import Any

from pydantic import Field, ValidationError, model_validator

from staffopt.inputs.findings import Findings
from staffopt.inputs.section import Section
from staffopt.inputs.values import Day
from staffopt.inputs.yaml_file import read_yaml

MOST_SCENARIOS = 500


@dataclass(frozen=True)
class Experiment:
    """A week, a budget for each run, seeds, and scenarios: a name and dotted changes each.

    `seconds` and `iterations` are None where the file does not say.
    """

    name: str
    week: date
    scenarios: Mapping[str, Mapping[str, object]]
    seconds: float | None = None
    iterations: int | None = None
    seeds: tuple[int, ...] = (1, 2, 3)


class ExperimentSettings(Section):
    """The content of an experiment file: scenarios, or a grid of values."""

    name: str = Field("", description="Name; the file's if left out.")
    week: Day = Field(description="Any date in the planned week, here or as `--week`.")
    seconds: float | None = Field(None, ge=0, description="Seconds of search a run.")
    iterations: int | None = Field(None, ge=0, description="Iterations of search a run.")
    seeds: tuple[int, ...] = Field((1, 2, 3), min_length=1, description="Seeds of the runs.")
    scenarios: dict[str, dict[str, Any]] = Field({}, description="Changes by name of scenario.")
    grid: dict[str, list[Any]] = Field({}, description="Values by dotted key; all combinations.")

    @model_validator(mode="after")
    def _some_scenario(self) -> ExperimentSettings:
        if bool(self.scenarios) == bool(self.grid):
            raise ValueError("either scenarios or a grid")
        count = 1
        for values in self.grid.values():
            count *= len(values)
        if not 0 < count <= MOST_SCENARIOS:
            raise ValueError(f"a grid of 1 to {MOST_SCENARIOS} combinations")
        return self


def read_experiment(path: FilePath | str, *, week: date | None = None) -> Experiment:
    """Return an experiment file, or raise one ConfigError with all its problems.

    A `week` stands in for the file's, which may then say none.
    """
    path, findings = FilePath(path), Findings()
    if not path.is_file():
        findings.add(str(path), "no file", "an experiment file")
    findings.raise_if_any()
    file = read_yaml(path, findings)
    findings.raise_if_any()
    content = file.content if week is None else {"week": week.isoformat(), **file.content}
    try:
        settings = ExperimentSettings.model_validate(content)
    except ValidationError as error:
        findings.add_invalid(error, file.where, ExperimentSettings)
        findings.raise_if_any()
        raise
    return Experiment(
        name=settings.name or path.stem,
        week=week or settings.week,
        scenarios=settings.scenarios or grid_scenarios(settings.grid),
        seconds=settings.seconds,
        iterations=settings.iterations,
        seeds=settings.seeds,
    )


def grid_scenarios(grid: Mapping[str, list[Any]]) -> dict[str, dict[str, object]]:
    """Return every combination of the values, named `key=value, key=value`."""
    return {
        ", ".join(f"{key}={value}" for key, value in zip(grid, values, strict=True)): dict(
            zip(grid, values, strict=True)
        )
        for values in product(*grid.values())
    }
