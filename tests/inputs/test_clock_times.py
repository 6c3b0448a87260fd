"""A setting that is a time of day is written as one."""

from __future__ import annotations

from datetime import UTC, time
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from staffopt.domain.wall_time import wall_time
from staffopt.goals import GOALS
from staffopt.rules import RULES
from staffopt.rules.fixed_shifts import FixedShift
from staffopt.rules.pay_band import PayBand
from staffopt.rules.shift_starts import StartRange
from staffopt.rules.start_windows import StartWindow
from staffopt.staffing_methods import METHODS


def times() -> list[tuple[str, FieldInfo]]:
    """Every setting of a rule, a goal or a staffing method that is a time, by its name."""
    parts = (FixedShift, PayBand, StartRange, StartWindow)
    kinds: list[type[BaseModel]] = [*RULES.values(), *GOALS.values(), *METHODS.values(), *parts]
    return [
        (f"{kind.__name__}.{name}", field)
        for kind in kinds
        for name, field in kind.model_fields.items()
        if "time" in {getattr(part, "__name__", "") for part in _parts(field.annotation)}
    ]


def _parts(kind: Any) -> list[Any]:
    """A type and the types it is made of."""
    return [kind, *(part for inner in getattr(kind, "__args__", ()) for part in _parts(inner))]


@pytest.mark.parametrize("wrong", [22, 22.5, "22", time(22, tzinfo=UTC), "22:00+02:00"])
@pytest.mark.parametrize(("name", "field"), times())
def test_a_number_is_no_time_of_day(name: str, field: FieldInfo, wrong: object):
    """22 would be 22 seconds past midnight, and a zone is the store's."""
    kind: Any = field.annotation
    if field.metadata:
        kind = Annotated[kind, *field.metadata]
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python({"12-24": wrong} if "early" in name else wrong)


def test_there_are_such_settings():
    """In all three families."""
    assert {name.partition(".")[0] for name, _ in times()} >= {"Curfew", "Fairness", "Deferrable"}


def test_times_are_read_as_people_write_them():
    """Also those that we wrote ourselves; the end of a day is midnight."""
    assert wall_time("8:05") == wall_time("08:05:00") == wall_time(time(8, 5)) == time(8, 5)
    assert wall_time("24:00") == time(0)
    for wrong in ("24:01", "08:05:30", time(8, 5, 30)):
        with pytest.raises(ValueError, match="a time as HH:MM, from 00:00 to 24:00"):
            wall_time(wrong)
