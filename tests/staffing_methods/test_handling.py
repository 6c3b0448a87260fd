"""Handling times, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from staffopt.domain.demand import DriverDemand
from staffopt.errors import ConfigError
from staffopt.staffing_methods.handling import Handling


def customers(**averages: float) -> DriverDemand:
    """Customers with so much each."""
    return DriverDemand(np.zeros(1), {}, averages=averages)


def test_a_till_as_published():
    """10 items: 46 s of scanning and paying, 15 s until the next customer."""
    assert Handling(like="till").mean_seconds(customers(items=10), "here") == pytest.approx(
        45.9 + 14.8, abs=0.1
    )


def test_a_machine_as_published():
    """5 items: medians of 67 and 48 s, a little more on average."""
    found = Handling(like="self_checkout").mean_seconds(customers(items=5), "here")
    assert found == pytest.approx(
        67.0 * np.exp(0.491**2 / 2) + 48.2 * np.exp(0.482**2 / 2), abs=0.5
    )


def test_tenders_are_shares():
    """40 s, and 9 s more for each of the 55 % who pay by card."""
    handling = Handling(seconds=40, per={"card": 9}, averages={"card": 0.55})
    assert handling.mean_seconds(customers(), "here") == pytest.approx(44.95)


def test_items_are_asked_for():
    """The published model needs their average, once."""
    with pytest.raises(ConfigError) as caught:
        Handling(like="till", per={"items": 1}).mean_seconds(customers(), "here")
    assert [problem.where for problem in caught.value.problems] == ["here.averages.items"]


def test_an_average_customer_takes_time():
    """Who brings nothing of what takes time is told, whether stated or from the history."""
    stated, measured = {"lines": 0.0}, customers(lines=0)
    for averages, driver in ((stated, customers()), ({}, measured)):
        with pytest.raises(ConfigError, match=r"here: found 0 s .*\(lines: 0\); expected more"):
            Handling(per={"lines": 3}, averages=averages).mean_seconds(driver, "here")


def test_something_takes_time():
    """Neither seconds nor a model is refused."""
    with pytest.raises(ValidationError, match="or like"):
        Handling()
