"""What events did, by hand."""

from __future__ import annotations

from math import e, exp, sqrt

import numpy as np
import pytest

from staffopt.domain.spread import POISSON
from staffopt.forecasting.event_effects import Effect, Occasion, effect_of

MANY = 1e12
SOME = 1000.0


def test_one_occasion_is_believed_by_nine_thirteenths():
    """e times the customers: variance 0.2^2 against a belief of 0.3^2, so 0.09 / 0.13 of 1;

    the error is sqrt(0.04 x 0.09 / 0.13).
    """
    found = effect_of([Occasion(e * MANY, MANY)])
    assert found.log == pytest.approx(9 / 13)
    assert found.error == pytest.approx(sqrt(0.04 * 9 / 13))
    assert found.occasions == 1


def test_alike_occasions_are_believed_more():
    """Four times the same: between (2 x 0.04 + 0) / 5 = 0.016, of the mean 0.004."""
    found = effect_of([Occasion(e * MANY, MANY)] * 4)
    assert found.log == pytest.approx(0.09 / 0.094)
    assert found.error == pytest.approx(sqrt(0.004 * 0.09 / 0.094))


def test_unlike_occasions_are_believed_less():
    """Logs 0 and 2 around 1: between (0.08 + 2) / 3, of the mean half of that."""
    found = effect_of([Occasion(MANY, MANY), Occasion(e**2 * MANY, MANY)])
    variance = 2.08 / 3 / 2
    assert found.log == pytest.approx(0.09 / (0.09 + variance))


def test_few_customers_tell_little():
    """Eleven where four and a half less a half were expected: chance 1 / 4.5 is added to 0.04."""
    found = effect_of([Occasion(4.5 * e - 0.5, 4.0)])
    assert found.log == pytest.approx(0.09 / (0.09 + 0.04 + 1 / 4.5))


def test_nothing_seen_is_nothing_done():
    """Without a past occasion there is no effect, and the note says why."""
    assert effect_of([]) == Effect()
    assert "no past one" in Effect().text


def test_the_note_has_effect_error_and_number():
    """exp(0.2) is 22 % more; an error of 0.05 in logs is 6 points there."""
    assert round(100 * exp(0.2) * 0.05) == 6
    assert Effect(0.2, 0.05, 3).text == "+22 %, standard error 6, learnt from 3 past"


def test_the_next_occasion_is_nearly_always_below_its_quantile():
    """Drawn: kinds whose five past days scatter by 0.2 on the log scale, and the sixth day.

    It is below the 90 % quantile of some 1,000 customers 86 times in 100, with the effect's mean
    alone 55 times. Not 90: five days tell their scatter only roughly.
    """
    chance = np.random.default_rng(5)
    held, bare = [], []
    for usual in chance.normal(0.1, 0.2, 800):
        came = chance.poisson(SOME * np.exp(chance.normal(usual, 0.2, 6)))
        effect = effect_of([Occasion(float(one), SOME) for one in came[:5]])
        mean = np.array([SOME * exp(effect.log)])
        held.append(came[5] <= POISSON.quantile(mean, 0.9, 1.0 + effect.doubt)[0])
        bare.append(came[5] <= POISSON.quantile(mean, 0.9)[0])
    assert np.mean(held) == pytest.approx(0.86, abs=0.03)
    assert np.mean(bare) == pytest.approx(0.55, abs=0.04)


def test_what_was_never_seen_is_not_widened():
    """No figure is made up for it: an effect and its error can be stated."""
    assert Effect().doubt == 0.0
    assert Effect(0.2, 0.05, 3, 0.02).doubt == pytest.approx(np.expm1(0.0225))


def test_no_past_makes_the_next_more_than_five_times_off():
    """Occasions of a tenth and ten times the usual: e^4 - 1 would be 54."""
    assert Effect(0.0, 0.0, 2, 4.0).doubt == 25.0
