"""A rule that is not kept: which, about whom, when, at what price, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from staffopt.domain.calendar import Span


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach. `price` None: the rule is hard. `person_id` None: it is about a moment.

    `mend` is what would keep the rule, where the numbers at hand say it: `30 minutes fewer`. `why`
    is what keeps it from being met, where that was searched (`so.reasoned`). `pay`: the price is
    owed to the person and tells their wage; in files without pay it is 0.
    """

    rule: str
    message: str
    person_id: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    price: int | None = None
    citation: str = ""
    mend: str = ""
    why: str = ""
    pay: bool = False

    @property
    def hard(self) -> bool:
        return self.price is None


@dataclass(frozen=True, slots=True)
class PayClaim:
    """Money owed on top of the base wage, with the rule that says so.

    The amount is spread evenly over the time, or, `flat`, is for all of it together: then it pays
    only what the claims of its group inside it leave.
    """

    rule: str
    person_id: str
    start: datetime
    end: datetime
    amount: int
    message: str
    group: str = ""
    citation: str = ""
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Overtime(PayClaim):
    """Pay for hours above a limit; a flat one says for which: the last paid time of its period.

    It pays only what other overtime of its group in the period leaves, whenever that is worked.
    """

    worked: tuple[Span, ...] = ()
