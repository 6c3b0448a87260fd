"""The page of the benchmarks is whole, and draws what the rows say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.test_benchmarks import RUN

from tracking.page import page_text
from tracking.page.axis import Axis, steps
from tracking.page.curves import curves, gap_of
from tracking.page.sides import sides
from tracking.page.trends import trends
from tracking.standing import Standing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PEER = replace(
    RUN, method="<timefold>", seconds="60", cost=267, own_cost=None, bound=None, trace=""
)
EARLIER = replace(RUN, commit="aaa", cost=400, date="2026-11-20T02:00:00+00:00")
ROWS = [EARLIER, RUN, replace(RUN, seed=2, cost=300), PEER]


def test_equal_ratios_are_equal_steps() -> None:
    """From 1 to 100 over 200 units, 10 lies in the middle; ticks are 1, 2, 5 and so on."""
    axis = Axis(1, 100, 200)
    assert [axis.place(value) for value in (0.5, 1, 10, 100, 400)] == [0, 0, 100, 200, 200]
    assert axis.ticks() == [1, 2, 5, 10, 20, 50, 100]


def test_a_value_holds_until_the_next() -> None:
    """10 at second 1, 1 from second 10 on: along the top, then down."""
    axis = Axis(1, 10, 100)
    assert steps([(1, 10), (10, 1)], axis, axis) == "M0 0H100V100"


def test_curves_are_the_newest_runs_seed_by_seed() -> None:
    """Two seeds of the newest sources and one peer; 250 with a bound of 40 of 19,640 is 1.07 %."""
    (chart,) = curves(Standing(ROWS))
    assert (chart.title, len(chart.curves), len(chart.dots)) == ("20 people", 2, 1)
    assert round(gap_of(RUN, 250), 2) == 1.07


def test_bars_stand_cheapest_first_in_proportion() -> None:
    """310 after a minute by the trace (median of two seeds), the peer's 267: 267 is 86.1 %."""
    (side,) = sides(Standing(ROWS))
    assert [(bar.who, bar.cost, bar.width, bar.trace) for bar in side.bars] == [
        ("<timefold>", "267", 86.1, False),
        ("staffopt", "310", 100.0, True),
    ]


def test_a_trend_goes_from_the_oldest_sources_to_the_newest() -> None:
    """400, then the median of 250 and 300."""
    (trend,) = trends(Standing(ROWS))
    assert (trend.first, trend.last, trend.better) == ("400", "275", True)
    assert len(trend.dots) == 2


def test_nothing_measured_is_a_page_too() -> None:
    """Targets only, all of them not measured."""
    page = page_text([], {})
    assert "Nothing has been measured yet" in page
    assert "missed" not in page.split("</style>")[1]


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_a_desk_and_a_phone_and_asks_for_nothing(
    chromium: Browser, tmp_path: Path, width: int
) -> None:
    """One request, no word on the console, no sideways scrolling; names are escaped."""
    file = tmp_path / "page.html"
    file.write_text(page_text(ROWS, {}), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (said, asked) == ([], [file.as_uri()])
    assert "<timefold>" in page.locator("#peers").inner_text()
    assert page.locator("#curves path.curve").count() == 2
    page.close()
