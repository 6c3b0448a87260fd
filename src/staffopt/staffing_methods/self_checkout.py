"""Attendants for machines at which customers serve themselves."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from staffopt.domain.arrays import Floats, Ints
from staffopt.staffing_methods._line_method import LineMethod
from staffopt.staffing_methods.queue import people_for


class SelfCheckout(LineMethod):
    """Opens machines in groups: each attendant looks after `machines_each` of them.

    Customers wait in one line for all open machines; without an attendant none is open. `required`
    is the fewest attendants whose machines meet the target, by Erlang C, or all machines where that
    is not enough. Losses are those of `erlang_c` with as many servers as machines are open. That
    a customer waits for help at a machine belongs to `handling`.
    """

    name = "self_checkout"
    fades = False

    machines: int = Field(ge=1, le=100, description="Machines that there are.")
    machines_each: int = Field(
        6, ge=1, le=100, description="Machines that one attendant looks after."
    )

    @property
    def each(self) -> int:
        return self.machines_each

    @property
    def places(self) -> int | None:
        opened = super().places
        return self.machines if opened is None else min(self.machines, opened)

    def people_for(self, rates: Floats, service: float) -> Ints:
        open_machines = people_for(rates * service, service, self.within_seconds, self.served_share)
        return -(-np.minimum(open_machines, self.machines) // self.machines_each)
