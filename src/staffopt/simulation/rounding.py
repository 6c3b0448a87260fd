"""Figures to six decimals, so that files hold no digits that mean nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

DIGITS = 6

T = TypeVar("T")


def rounded(value: T) -> T:
    """Return a value with every float in it rounded, arrays and mappings included."""
    found: Any = _rounded(value)
    return found  # type: ignore[no-any-return]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.round(value, DIGITS)
    if isinstance(value, Mapping):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_rounded(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: _rounded(getattr(value, field.name)) for field in fields(value)}
        )
    return value
