"""What the page says about one driver: its methods, its pictures, its worst weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from staffopt.backtesting.page.pictures import Picture, by_day, by_time, by_week
from staffopt.backtesting.result import Backtest
from staffopt.backtesting.wording import (
    best_text,
    day_text,
    percent,
    setting_text,
    signed_percent,
    weeks_text,
)

MOST_WORST = 5
HEADS = ("Error", "Noise floor", "Ratio", "Bias", "MASE", "Deviance")


@dataclass(frozen=True)
class Section:
    """One driver, in words and pictures."""

    driver: str
    weeks: str
    setting: str
    best: str
    verdict: str
    sparse: bool
    heads: tuple[str, ...]
    methods: tuple[tuple[str, tuple[str, ...]], ...]
    week_picture: Picture
    day_picture: Picture
    time_pictures: tuple[Picture, ...]
    worst: tuple[tuple[str, ...], ...]


def section(tests: Sequence[Backtest]) -> Section:
    """The section of a driver; pictures of days and weeks that went badly are the best method's."""
    first = tests[0]
    best = min(tests, key=lambda one: one.score.deviance)
    levels = sorted(first.score.coverage)
    return Section(
        driver=first.driver,
        weeks=weeks_text(first),
        setting=setting_text(first),
        best=best.method,
        verdict=best_text(tests),
        sparse=first.score.sparse,
        heads=(*HEADS, *(f"Under {level:.0%}" for level in levels)),
        methods=tuple((one.method, _figures(one, levels)) for one in tests),
        week_picture=by_week(tests),
        day_picture=by_day(best),
        time_pictures=by_time(best),
        worst=tuple(_worst(best)),
    )


def _figures(test: Backtest, levels: Sequence[float]) -> tuple[str, ...]:
    score = test.score
    return (
        percent(score.wape),
        percent(score.floor),
        "-" if score.ratio is None else f"{score.ratio:.3f}",
        signed_percent(score.bias),
        "-" if score.mase is None else f"{score.mase:.3f}",
        f"{score.deviance:.3f}",
        *(percent(score.coverage[level]) for level in levels),
    )


def _worst(test: Backtest) -> list[tuple[str, ...]]:
    scores = dict(zip((week.first for week in test.weeks), test.scores, strict=True))
    found: list[tuple[str, ...]] = []
    for week in test.worst(MOST_WORST):
        score = scores[week.first]
        figures = (percent(score.wape), signed_percent(score.bias), f"{score.deviance:.3f}")
        found.append((str(week.first), *figures, day_text(test, week)))
    return found
