"""The page of a comparison is whole, quiet and right in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.experiments.sample import played_comparison, sample_comparison

from staffopt.experiments.page import page_text
from staffopt.experiments.page.lanes import lanes
from staffopt.experiments.page.words import duration, signed, whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample's page."""
    path = tmp_path_factory.mktemp("page") / "comparison.html"
    path.write_text(page_text(played_comparison()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(params=[1280, 390])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A desk and a phone."""
    page = chromium.new_page(viewport={"width": request.param, "height": 900})
    yield page
    page.close()


def test_it_is_silent_asks_for_nothing_and_fits(page: Page, address: str):
    """No word on the console, no request but itself, no sideways scrolling of the page."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert (said, asked) == ([], [address])
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == page.evaluate("innerWidth")


def test_every_scenario_has_its_verdict(page: Page, address: str):
    """Names, differences and what they say, in the order of the experiment; names are text."""
    page.goto(address)
    shown = [one.inner_text().split() for one in page.locator(".lanes .lane").all()]
    told = [" ".join(words) for words in shown]
    assert told == [
        "fewer returns \u2212500 \u22122.5 % cheaper",
        "a <b>dear</b> wish +600 +3.0 % dearer",
        "one person more +40 +0.2 % within noise",
        "nothing of note 0 same cost",
    ]
    title = page.locator("h1").inner_text()
    assert title.startswith("What if: rest & <customers>")
    assert (
        "Cheapest is \u201cfewer returns\u201d, by 500 GBP" in page.locator("header").inner_text()
    )


def test_bars_begin_at_the_line_of_the_base(page: Page, address: str):
    """The cheaper one ends there, the dearer one starts there, and each seed has its dot."""
    page.goto(address)
    boxes = [
        (
            lane.locator(".bar").bounding_box(),
            lane.locator(".zero").bounding_box(),
            lane.locator(".dot").count(),
        )
        for lane in page.locator(".lanes .lane").all()
    ]
    for bar, zero, dots in boxes:
        assert bar
        assert zero
        assert dots == 3
    cheap, zero, _ = boxes[0]
    assert cheap
    assert zero
    assert abs(cheap["x"] + cheap["width"] - zero["x"]) < 2
    dear, zero, _ = boxes[1]
    assert dear
    assert zero
    assert abs(dear["x"] - zero["x"]) < 2


def test_everything_lies_on_the_axis():
    """Bars, dots and bands are between 0 and 100 %; ticks are round, 0 among them."""
    chart = lanes(sample_comparison())
    for lane in chart.lanes:
        assert 0 <= lane.left <= lane.left + lane.width <= 100
        assert 0 <= lane.noise_left <= lane.noise_left + lane.noise_width <= 100
        assert all(0 <= at <= 100 for at in lane.dots)
    assert [text for _, text in chart.ticks] == ["\u2212500", "0", "+500"]
    assert {text: at for at, text in chart.ticks}["0"] == chart.zero


def test_one_seed_says_that_noise_is_not_known():
    """In the lanes and in the explanation."""
    text = page_text(sample_comparison(seeds=(4,)))
    assert "cheaper, noise not known" in text
    assert "With one seed the noise is not known" in text


def test_wages_of_single_people_are_not_on_it(tmp_path: Path):
    """A change of a person is shown as it was written; nothing else about anybody is."""
    text = page_text(sample_comparison())
    assert "people.E02: false" in text
    plan = sample_comparison().base.plan
    assert not [person.name for person in plan.problem.people if person.name in text]


def test_numbers_are_written_for_people():
    """Whole units, thousands apart, signs that are seen; minutes from 100 seconds on."""
    assert whole(123_456_789) == "1\u202f234\u202f568"
    assert [signed(each) for each in (5_049, -5_051, 49, -49)] == ["+50", "\u221251", "0", "0"]
    assert [duration(each) for each in (None, 99.4, 125.2)] == ["", "99\u00a0s", "2:05\u00a0min"]
