"""Sections that name a class: rules, goals, staffing methods, forecasters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from staffopt.errors import one_of, shown
from staffopt.forecasting.base import Forecaster
from staffopt.goals.base import Goal
from staffopt.inputs.findings import Findings, Path, Where
from staffopt.inputs.settings import StoreSettings
from staffopt.inputs.truths import note_truths
from staffopt.inputs.yaml_file import YamlFile
from staffopt.rules.base import Rule
from staffopt.staffing_methods.base import StaffingMethod

M = TypeVar("M", bound=BaseModel)

ALWAYS = (
    "availability",
    "time_off",
    "skill_for_role",
    "one_shift_a_day",
    "pinned",
    "contract_hours",
    "training_held",
    "trainer_present",
)
"""Rule types that say what the tables say: they hold unless `rules:` sets or leaves them out."""


def build(
    family: Mapping[str, type[M]],
    name: object,
    content: Mapping[str, Any],
    at: tuple[Where, str],
    findings: Findings,
) -> M | None:
    """Return an instance of the class a section names; None with a note where that fails.

    `at` is where the section's keys stand and the key that names the class.
    """
    where, key = at
    if not isinstance(name, str) or name not in family:
        found = f"unknown {key} {shown(name)}" if name is not None else f"no {key!r}"
        findings.add(where((key,)), found, one_of(name, family))
        return None
    model = family[name]
    try:
        built = model.model_validate({k: v for k, v in content.items() if k != key})
    except ValidationError as error:
        findings.add_invalid(error, where, model)
        return None
    note_truths(content, built, where, findings)
    return built


def rules_of(settings: StoreSettings, file: YamlFile, findings: Findings) -> tuple[Rule, ...]:
    """Return the store's own rules in the order of the file, after those that always hold.

    `false` leaves a rule out; `pack/id` is about a pack's rule.
    """
    from staffopt.rules import RULES

    own = {rule_id: content for rule_id, content in settings.rules.items() if "/" not in rule_id}
    types = [_type(rule_id, content) for rule_id, content in own.items()]
    usual = dict.fromkeys((name for name in ALWAYS if name not in types), None)
    found: list[Rule] = []
    for rule_id, content in {**usual, **own}.items():
        if content is False:
            continue
        given = content if isinstance(content, dict) else {}
        where = (file.inside(("rules", rule_id)), "type")
        rule = build(RULES, _type(rule_id, content), {"id": rule_id, **given}, where, findings)
        if rule is not None:
            found.append(rule)
    return tuple(found)


def _type(rule_id: str, content: object) -> object:
    """Return the type of a rule as written."""
    return content.get("type", rule_id) if isinstance(content, dict) else rule_id


def goals_of(settings: StoreSettings, file: YamlFile, findings: Findings) -> tuple[Goal, ...]:
    """Return all goals, with the store's settings where it has any; `false` leaves one out."""
    from staffopt.goals import GOALS

    for name in settings.goals:
        if name not in GOALS:
            what = f"unknown goal {shown(name)}"
            findings.add(file.where(("goals", name)), what, one_of(name, GOALS))
    found: list[Goal] = []
    for name in GOALS:
        content = settings.goals.get(name)
        if content is False:
            continue
        given = content if isinstance(content, dict) else {}
        goal = build(GOALS, name, given, (file.inside(("goals", name)), "type"), findings)
        if goal is not None and goal.enabled:
            found.append(goal)
    return tuple(found)


def staffing_of(
    settings: StoreSettings, file: YamlFile, findings: Findings
) -> dict[str, StaffingMethod]:
    """Return each role's staffing method; drivers it reads must exist."""
    from staffopt.staffing_methods import METHODS

    found: dict[str, StaffingMethod] = {}
    for role, content in settings.roles.items() if "roles" not in file.failed else ():
        where = (file.inside(("roles", role)), "method")
        method = build(METHODS, content.get("method"), content, where, findings)
        if method is None:
            continue
        found[role] = method
        for driver in method.reads:
            if driver not in settings.drivers and "drivers" not in file.failed:
                what = f"unknown driver {shown(driver)}"
                wanted = one_of(driver, settings.drivers)
                findings.add(file.where(("roles", role, "driver")), what, wanted)
    return found


def forecasters_of(
    settings: StoreSettings, file: YamlFile, findings: Findings
) -> dict[str, Forecaster]:
    """Return the forecaster of each counted driver: its own, or the store's."""
    from staffopt.forecasting import FORECASTERS

    content = dict(settings.forecast)
    own = content.pop("drivers", None) or {}
    if not isinstance(own, dict):
        findings.add(file.where(("forecast", "drivers")), shown(own), "a section for each driver")
        own = {}
    at = (file.inside(("forecast",)), "method")
    usual = build(FORECASTERS, content.get("method"), content, at, findings)
    for driver in own:
        _known_driver(driver, ("forecast", "drivers", driver), settings, file, findings)
    found: dict[str, Forecaster] = {}
    for driver, counted in settings.drivers.items():
        if counted.rate_of is not None:
            path: Path = ("drivers", driver, "rate_of")
            _known_driver(counted.rate_of, path, settings, file, findings)
            continue
        forecaster, mine = usual, own.get(driver)
        if driver in own and not isinstance(mine, dict):
            at_driver = file.where(("forecast", "drivers", driver))
            findings.add(at_driver, shown(mine), "a section, such as {method: gam}")
        if isinstance(mine, dict):
            place = (file.inside(("forecast", "drivers", driver)), "method")
            forecaster = build(FORECASTERS, mine.get("method"), mine, place, findings)
        if forecaster is not None:
            found[driver] = forecaster
    return found


def _known_driver(
    driver: str, path: Path, settings: StoreSettings, file: YamlFile, findings: Findings
) -> None:
    """Note a driver that is not counted in the transactions."""
    counted = [name for name, driver in settings.drivers.items() if driver.kind is not None]
    if driver not in counted and "drivers" not in file.failed:
        found = f"no counted driver {shown(driver)}"
        findings.add(file.where(path), found, one_of(driver, counted))
