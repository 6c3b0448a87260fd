"""Scenarios over the same random weeks: differences by hand, in table, record and page."""

from __future__ import annotations

import json
from math import sqrt

import pytest
from tests.experiments.sample import GRID, fortnights, played_comparison, sample_comparison

from staffopt.experiments.page import page_text
from staffopt.experiments.record import record


def test_a_difference_is_week_against_week():
    """Three more of 100 in every week: 0.03, surely. Eight more, six fewer: 0.01, perhaps not.

    The weekly differences 8, -6, 8, -6 lie 7 off their mean: 7 sqrt(4/3) / sqrt(4) points.
    """
    found = played_comparison()
    sure = found.service_difference(found["fewer returns"])
    assert sure is not None
    assert sure.in_time.value == pytest.approx(0.03)
    assert sure.in_time.error == pytest.approx(0.0, abs=1e-12)
    assert sure.in_time.within_noise is False
    chance = found.service_difference(found[GRID])
    assert chance is not None
    assert chance.in_time.value == pytest.approx(0.01)
    assert chance.in_time.error == pytest.approx(0.07 * sqrt(4 / 3) / 2)
    assert chance.in_time.within_noise is True


def test_the_base_and_what_was_not_played_have_none():
    """There is nothing to subtract."""
    found = played_comparison()
    assert found.service_difference(found.base) is None
    bare = sample_comparison()
    assert bare.service_difference(bare["fewer returns"]) is None
    assert bare.rows()[1]["stress_in_time"] is None


def test_the_table_has_figures_differences_and_errors():
    """Share in time, wait, lost customers; the base has no difference."""
    base, other, wish, *_ = played_comparison().rows()
    assert (base["stress_in_time"], base["stress_in_time_difference"]) == (0.8, None)
    assert (other["stress_in_time"], other["stress_in_time_difference"]) == (0.83, 0.03)
    assert other["stress_in_time_within_noise"] is False
    assert (wish["stress_in_time_error"], wish["stress_in_time_within_noise"]) == (0.0404, True)
    assert (other["stress_wait_s"], other["stress_wait_s_difference"]) == (30.0, 0.0)
    assert (other["stress_lost"], other["stress_lost_difference"]) == (2.0, 0.0)


def test_the_record_has_every_role():
    """And how many weeks were played."""
    said = json.loads(json.dumps(record(played_comparison()), allow_nan=False))
    assert said["stress_weeks"] == 4
    cashier = said["scenarios"][1]["stress_by_role"]["cashier"]
    assert cashier["difference"]["in_time"] == 0.03
    assert said["scenarios"][0]["stress_by_role"]["cashier"]["difference"] is None
    assert record(sample_comparison())["stress_weeks"] is None


def test_the_page_says_what_is_within_noise():
    """The base's figures, then signed differences with their errors; exactly nothing is `same`."""
    text = page_text(played_comparison())
    assert "Every roster met the same 4 random weeks" in text
    assert "80.0\u202f%" in text
    assert "+3.0 \u00b10.0\u00a0points</td>" in text
    assert "+1.0 \u00b14.0\u00a0points, within noise</td>" in text
    assert '<td class="num zero">same</td>' in text
    assert 'id="played"' not in page_text(sample_comparison())


def test_the_page_of_several_weeks_has_no_figures_of_one():
    """Runs of two weeks, and what they cost and lose in all."""
    text = page_text(fortnights())
    assert "Every roster met the same 4 random runs of 2 weeks;" in text
    assert "run against the same run" in text
    assert "in these weeks." in text
    assert "first what the weeks cost as it is" in text
    assert " a week" not in text
