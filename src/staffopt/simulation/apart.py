"""Which part of a week can be played by itself: lines that are empty before it and after it."""

from __future__ import annotations

import numpy as np

from staffopt.domain.calendar import Horizon, Span
from staffopt.simulation.queue_role import QueueRole

LONGEST = 20
"""Times the mean: practically no customer takes longer, or is patient for longer."""


def apart(role: QueueRole, span: Span, horizon: Horizon) -> range:
    """Return the slots around a span that no line reaches into or out of.

    Between them and the rest nobody comes for so long that everybody who was in line has left and
    everybody in service has gone.
    """
    patience = role.patience * (LONGEST if role.fades else 1)
    service = role.service * (1.0 if role.slower is None else float(role.slower.max()))
    quiet = (patience + LONGEST * service) / 60 / horizon.slot_minutes
    busy = np.flatnonzero(role.mean > 0)
    gaps = np.flatnonzero(np.diff(busy) > quiet + 1)
    starts = np.append(0, busy[gaps + 1])
    first = int(starts[starts <= max(horizon.slot(span.start), 0)].max())
    later = starts[starts >= horizon.slot_up(span.end)]
    return range(first, int(later.min()) if len(later) else horizon.slots)
