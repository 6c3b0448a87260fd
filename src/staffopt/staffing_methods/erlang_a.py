"""People for a queue whose customers lose patience."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from staffopt.domain.arrays import Floats, Ints
from staffopt.staffing_methods._line_method import LineMethod
from staffopt.staffing_methods.impatient import steady

MOST = 10_000
"""People beyond whom no target is looked for."""


class ErlangA(LineMethod):
    """Serves a share of the customers within so many seconds, by Erlang A: some leave earlier.

    Patience is exponential: some leave after seconds, few wait long. `required` is the fewest
    people with whom, once steady, the share of all customers is served in time; those who leave are
    not. The loss is as with `erlang_c`: waiting, and the margin of those who leave.
    """

    name = "erlang_a"
    fades = True

    patience_minutes: float = Field(
        5.0, gt=0, le=1440, description="How long a customer is ready to wait, on average."
    )

    def people_for(self, rates: Floats, service: float) -> Ints:
        found = np.zeros(rates.shape, np.int64)
        people = 0
        for slot in np.argsort(rates, kind="stable").tolist():
            while people < MOST and not self._enough(float(rates[slot]), service, people):
                people += 1
            found[slot] = people
        return found

    def _enough(self, rate: float, service: float, people: int) -> bool:
        patience = self.patience_minutes * 60
        if rate > 0 and people < self.served_share * rate * service:
            return False
        line = steady(rate, service, people, patience, self.within_seconds, self.balking_share)
        return line.in_time >= self.served_share
