"""Each week of a plan in a handful of numbers, on the page and for scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tests.formats.sample import tiny_plan

from staffopt.cli.weeks import week_rows
from staffopt.domain.plan import Plan
from staffopt.domain.requirement import Requirement
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.formats.figures import role_covers
from staffopt.formats.html_page import HtmlPage, page_text
from staffopt.formats.week_totals import week_totals

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def twice(need: Requirement) -> Requirement:
    """A week's need in two weeks that follow each other."""

    def doubled(column: Any) -> Any:
        return None if column is None else np.concatenate([column, column])

    roles = {
        name: replace(role, **{field: doubled(each) for field, each in vars(role).items()})
        for name, role in need.roles.items()
    }
    horizon = replace(need.horizon, days=14)
    return Requirement(horizon, roles, doubled(need.open), doubled(need.staffed))


def fortnight() -> Plan:
    """Ann's one shift in the first of two weeks that need the same; the second is not kept."""
    one = tiny_plan()
    need = twice(one.problem.requirement)
    start = need.horizon.start + timedelta(days=8)
    unmet = Violation("contract_hours", "8 h", "E1", start, start, price=100)
    return replace(
        one,
        problem=replace(one.problem, requirement=need),
        roster=Roster(need.horizon, one.roster.shifts),
        violations=(unmet,),
    )


def test_each_week_by_hand():
    """36 quarters are needed in each: 30 there in the first, none in the second."""
    plan = fortnight()
    first, second = week_totals(plan, role_covers(plan))
    assert (first.first, first.last) == (date(2026, 11, 23), date(2026, 11, 29))
    assert (first.required_minutes, first.short_minutes, first.short_slots) == (540, 90, 6)
    assert (first.shifts, first.paid_minutes, first.unmet) == (1, 450, 0)
    assert (second.first, second.required_minutes, second.short_minutes) == (
        date(2026, 11, 30),
        540,
        540,
    )
    assert (second.shifts, second.paid_minutes, second.unmet, second.covered) == (0, 0, 1, 0.0)
    assert [row["paid_hours"] for row in week_rows(plan)] == [7.5, 0.0]


def test_the_page_begins_with_the_weeks_and_picks_days_by_week():
    """Two lines with links, headed as on screen, two weeks to pick; a plan of one week has none."""
    page = page_text(fortnight())
    assert "The 2 weeks" in page
    assert '<th class="num">Not met</th>' in page
    assert 'href="#week-2">30 November \u2013 6 December 2026<' in page
    assert page.count('class="wk"') == 2
    assert page.count('data-w="2" href="#day-2026-11-30">30 Nov\u20136 Dec<') == 1
    week = page_text(tiny_plan())
    assert 'id="weeks"' not in week
    assert 'class="wk"' not in week


def test_a_week_shows_its_own_days(chromium: Browser, tmp_path: Path):
    """Two weeks to pick and seven days; the second week shows its Monday, its own seven and all."""
    path = tmp_path / "week.html"
    HtmlPage().write(fortnight(), path)
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    assert page.locator(".day:visible h2").all_inner_texts() == ["Monday 23 November"]
    page.locator(".tabs .wk").nth(1).click()
    assert page.locator(".day:visible h2").all_inner_texts() == ["Monday 30 November"]
    shown = page.locator(".tabs a:visible:not(.wk)").all_inner_texts()
    assert (len(shown), shown[0], shown[-1]) == (8, "Mon 30", "All days")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()
