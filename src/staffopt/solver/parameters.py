"""Every CP-SAT setting in one place: one worker, deterministic time, presolve when asked for."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How hard one model is searched.

    `deterministic_time` is OR-Tools' count of work, about a second of an idle core; the same effort
    gives the same answer. `presolve` off suits many small models with a complete hint;
    `linearization` 2 suits whole problems, whose linear relaxation is worth its time. `fix_hint`
    allows nothing but the hint. `seconds` is a safety net and makes an answer irreproducible.
    """

    deterministic_time: float = 1.0
    seed: int = 1
    presolve: bool = True
    linearization: int = 1
    fix_hint: bool = False
    seconds: float | None = None


def solver(effort: Effort) -> cp_model.CpSolver:
    """A solver with the effort's settings; set on `parameters`, where a wrong name raises."""
    made = cp_model.CpSolver()
    settings = made.parameters
    settings.num_workers = 1
    settings.catch_sigint_signal = False  # Python's own handler would be gone afterwards
    settings.random_seed = effort.seed % 2**31
    settings.max_deterministic_time = effort.deterministic_time
    settings.linearization_level = effort.linearization
    settings.symmetry_level = 0
    settings.cp_model_presolve = effort.presolve
    if not effort.presolve:
        settings.cp_model_probing_level = 0
    settings.fix_variables_to_their_hinted_value = effort.fix_hint
    if effort.seconds is not None:
        settings.max_time_in_seconds = effort.seconds
    return made
