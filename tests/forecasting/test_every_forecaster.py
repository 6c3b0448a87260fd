"""What every forecaster in the folder promises."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import QUANTILES
from staffopt.errors import DataError
from staffopt.forecasting import FORECASTERS
from staffopt.forecasting.past import known_before

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
AS_OF = date(2011, 4, 18)
every = pytest.mark.parametrize("forecaster", [kind() for kind in FORECASTERS.values()])


@pytest.fixture
def history(make_history):
    random = np.random.default_rng(7)
    return make_history(date(2011, 1, 3), 140, lambda _day, hour: random.poisson(2 + hour / 4))


@every
def test_answers_every_open_slot_and_no_other(forecaster, history, shop_hours):
    """Means are finite and positive while the shop is open, zero while it is closed."""
    found = forecaster.forecast(known_before(history, AS_OF), "sales", WEEK, shop_hours)
    is_open = shop_hours.mask(WEEK)
    assert found.mean.shape == (WEEK.slots,)
    assert np.isfinite(found.mean).all()
    assert (found.mean[~is_open] == 0).all()
    assert found.mean[is_open].sum() > 100
    assert (found.mean >= 0).all()
    assert found.method == forecaster.name


@every
def test_quantiles_are_whole_and_rise(forecaster, history, shop_hours):
    """A higher quantile is never the smaller number, and is one that can be counted."""
    found = forecaster.forecast(known_before(history, AS_OF), "sales", WEEK, shop_hours)
    curves = np.array([found.quantiles[level] for level in QUANTILES])
    assert (np.diff(curves, axis=0) >= 0).all()
    assert (curves == np.rint(curves)).all()
    assert found.spread.batch >= 1
    assert 0 <= found.spread.week <= found.spread.day


@every
def test_later_rows_change_nothing(forecaster, history, shop_hours):
    """What happened after `as_of` has no part in any number of the forecast."""
    slot = history.horizon.slot(history.horizon.at(AS_OF, shop_hours.week[0][0][0]))
    later = history.series["sales"].copy()
    later[slot - 9 :] += 1000  # 09:00 less nine hours: the first midnight of `as_of`
    altered = type(history)(history.horizon, {"sales": later}, history.known, history.extra)
    one, other = (
        forecaster.forecast(known_before(counts, AS_OF), "sales", WEEK, shop_hours)
        for counts in (history, altered)
    )
    assert (one.mean == other.mean).all()
    assert one.spread == other.spread
    assert one.averages == other.averages
    early = history.series["sales"].copy()
    early[slot - 10] += 1000
    earlier = type(history)(history.horizon, {"sales": early}, history.known, history.extra)
    seen = forecaster.forecast(known_before(earlier, AS_OF), "sales", WEEK, shop_hours)
    assert seen.spread != one.spread or (seen.mean != one.mean).any()


@every
def test_repeats_itself_and_leaves_the_history_alone(forecaster, history, shop_hours):
    """The same past gives the same numbers, and is not touched."""
    before = history.series["sales"].copy()
    one, other = (forecaster.forecast(history, "sales", WEEK, shop_hours) for _ in range(2))
    assert (one.mean == other.mean).all()
    assert (history.series["sales"] == before).all()


@every
def test_too_little_history_is_said_in_days(forecaster, make_history, shop_hours):
    """One day less than needed is a DataError that counts the days; the needed ones do."""
    for days, enough in ((forecaster.least_days - 1, False), (forecaster.least_days, True)):
        first = AS_OF - timedelta(days=days)
        history = make_history(first, days, lambda _day, _hour: 4)
        if enough:
            found = forecaster.forecast(history, "sales", WEEK, shop_hours)
            assert found.mean.max() == pytest.approx(4)
        else:
            with pytest.raises(DataError, match=f"{days} days of known history before 2011-04-18"):
                forecaster.forecast(history, "sales", WEEK, shop_hours)


@every
def test_an_unknown_driver_is_named(forecaster, history, shop_hours):
    """A driver without counts is a DataError with the name that was meant."""
    with pytest.raises(DataError, match=r"'salse'.*did you mean 'sales'"):
        forecaster.forecast(history, "salse", WEEK, shop_hours)


@pytest.mark.parametrize("kind", FORECASTERS.values())
def test_is_documented(kind):
    """Every forecaster and each of its settings says what it does."""
    assert len(kind.__doc__) > 60
    assert all(field.description for field in kind.model_fields.values())
