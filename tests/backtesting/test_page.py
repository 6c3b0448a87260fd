"""The page of a backtest is whole, quiet and right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

import staffopt as so
from staffopt.backtesting.page import write_page
from staffopt.backtesting.page.frame import Frame
from staffopt.backtesting.page.pictures import by_day, by_time, by_week
from staffopt.backtesting.result import Backtest
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STORE = "corner <shop> & sons"


@pytest.fixture(scope="module")
def tests() -> dict[str, tuple[Backtest, ...]]:
    """A busy driver under two methods and a thin one, over five weeks with a holiday."""
    horizon = Horizon(date(2026, 1, 5), 84, "Europe/Warsaw", 60)
    random = np.random.default_rng(1)
    known = (horizon.wall_minute >= 540) & (horizon.wall_minute < 1020)
    series = {
        name: random.poisson(rate, horizon.slots) * known
        for name, rate in (("<b>sales</b>", 6.0), ("returns", 0.1))
    }
    history = Counts(horizon, {name: np.array(row, float) for name, row in series.items()}, known)
    holidays = {date(2026, 3, 18): "<i>fair</i>"}
    return {
        driver: tuple(
            so.backtest(history, method, weeks=5, driver=driver, holidays=holidays)
            for method in ("same_slot_average", "seasonal_naive")
        )
        for driver in series
    }


@pytest.fixture(scope="module")
def address(tests, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page."""
    path = tmp_path_factory.mktemp("page") / "new" / "backtest.html"
    write_page(STORE, tests, path)
    assert [each.name for each in path.parent.iterdir()] == ["backtest.html"]
    return path.as_uri()


@pytest.fixture(params=[1280, 390])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A desk and a phone."""
    page = chromium.new_page(viewport={"width": request.param, "height": 900})
    yield page
    page.close()


def test_it_is_silent_asks_for_nothing_and_fits(page: Page, address: str):
    """No word on the console, no request but itself, no sideways scrolling; names are text."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert (said, asked) == ([], [address])
    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("innerWidth")
    assert page.locator("h1").inner_text() == f"Backtest: {STORE}"
    assert [one.inner_text() for one in page.locator(".bar-head h2").all()] == [
        "<b>sales</b>",
        "returns",
    ]
    assert page.locator("i i").count() == 0


def test_the_weeks_of_every_method_lie_over_the_floor(tests):
    """A line a method, a dot a week; the deviance, without a floor, where slots are thin."""
    busy, thin = (by_week(each) for each in tests.values())
    first = next(iter(tests.values()))
    assert (len(busy.lines), len(busy.dots)) == (2, 10)
    assert busy.dots[0].said == (
        f"same_slot_average, 2026-02-23: {100 * (first[0].scores[0].wape or 0):.3g}"
    )
    assert max(dot.bottom for dot in busy.dots) == 100
    floor = busy.area.split("L")
    assert len(floor) == 10
    assert all(point.split()[1].rstrip("Z") == "200.0" for point in thin.area[1:].split("L"))


def test_every_day_has_its_dot_and_holidays_stand_out(tests):
    """35 days, three of them on, before or after the fair."""
    picture = by_day(tests["<b>sales</b>"][0])
    assert len(picture.dots) == 35
    assert [dot.said.split(":")[0] for dot in picture.dots if dot.odd] == [
        "Tue 17 Mar",
        "Wed 18 Mar",
        "Thu 19 Mar",
    ]
    assert [text for _, text in picture.marks] == ["Mar"]
    assert picture.said.endswith("of 35 days lie between their 10% and 90% quantiles")


def test_times_of_day_are_averages_of_their_weekday(tests):
    """Seven days of eight hours, which add up to what came in a week."""
    test = tests["<b>sales</b>"][0]
    pictures = by_time(test)
    assert [one.title[:3] for one in pictures] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    came = [float(one.said.split()[1].replace(",", "")) for one in pictures]
    assert sum(came) == pytest.approx(test.score.customers / 5, abs=0.5)
    assert [text for _, text in pictures[0].marks] == ["12:00", "16:00"]


def test_places_in_a_frame():
    """Two columns up to 40: the middle of the first is a quarter, 10 is a quarter of the height."""
    frame = Frame.over([10.0, 40.0], [0.0, 5.0])
    assert (frame.left(0), frame.height(10.0)) == (25.0, 25.0)
    assert frame.line([10.0, 40.0]) == "M250.0 150.0L750.0 0.0"
    assert frame.band([0.0, 0.0], [10.0, 40.0]) == "M250.0 150.0L750.0 0.0L750.0 200.0L250.0 200.0Z"
    assert [text for _, text in frame.ticks] == ["0", "10", "20", "30", "40"]
    assert [text for _, text in Frame(1, 0.5).ticks] == ["0", "0.2", "0.4"]
    assert Frame.over([0.0]).top == 1.0
