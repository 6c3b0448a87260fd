"""A role that customers do not drive."""

from __future__ import annotations

import numpy as np

from staffopt.domain.demand import Demand
from staffopt.staffing_methods.base import Need, StaffingMethod


class MinimumCrew(StaffingMethod):
    """Asks for its minimum in open hours and its crews around them, whatever the customers do.

    For a role such as a supervisor's desk or a self-checkout attendant.
    """

    name = "minimum_crew"

    def need(self, demand: Demand, role: str, people_max: int) -> Need:
        slots = demand.horizon.slots
        return Need(np.zeros(slots, np.int64), np.zeros((slots, people_max + 1)))
