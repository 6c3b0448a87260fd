"""Every rule's samples: each lies in the rule's own file under `trials`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.rules.sample import Sample

TRIALS: dict[str, ModuleType] = {
    file.stem: import_module(f"tests.rules.trials.{file.stem}")
    for file in sorted(Path(__file__).with_name("trials").glob("*.py"))
}
SAMPLES: dict[str, tuple[Sample, ...]] = {name: each.SAMPLES for name, each in TRIALS.items()}
