"""People for a queue: tills, desks, counters."""

from __future__ import annotations

from staffopt.domain.arrays import Floats, Ints
from staffopt.staffing_methods._line_method import LineMethod
from staffopt.staffing_methods.queue import people_for


class ErlangC(LineMethod):
    """Serves a share of the customers within so many seconds, by Erlang C.

    `required` is the fewest people for whom Erlang C meets the target at the planned-for demand, as
    if nobody left. The loss is money: what the slot's customers wait, at the value of a minute, and
    the margin of those who leave because the wait would outlast their patience, averaged over the
    forecast's uncertainty. Each slot begins with the line that the one before leaves: people fewer
    than required are taken to have been fewer for `shortage_minutes`.
    """

    name = "erlang_c"
    fades = False

    def people_for(self, rates: Floats, service: float) -> Ints:
        return people_for(rates * service, service, self.within_seconds, self.served_share)
