"""A role's need that can say how its customers fare with the people of a finished roster."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.requirement import RoleRequirement
from staffopt.staffing_methods.line import Line


@dataclass(frozen=True)
class LineRequirement(RoleRequirement):
    """A role requirement with the line of customers it was made from, if there is one."""

    line: Line | None = None

    def worked_by(self, people: NDArray[np.int32], others: NDArray[np.int32]) -> RoleRequirement:
        """The need with the service figures of a roster, each slot with the line it begins with."""
        told = {field.name: getattr(self, field.name) for field in fields(RoleRequirement)}
        if self.line is None or self.service_level is None or self.wait is None:
            return RoleRequirement(**told)
        served = self.line.served((people + others)[None].astype(np.int64))
        column = np.minimum(people, self.service_level.shape[1] - 1)
        slots = np.flatnonzero(self.line.arrivals > 0)
        for name, values in (("service_level", served.in_time), ("wait", served.wait)):
            told[name] = told[name].copy()
            told[name][slots, column[slots]] = values[0, slots]
        return RoleRequirement(**told)
