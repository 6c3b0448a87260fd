"""How shares are written for people."""

from __future__ import annotations

import pytest

from staffopt.formats.cells import percent_down


@pytest.mark.parametrize(
    ("share", "whole", "tenths"),
    [
        (0.57, "57", "57"),
        (0.29, "29", "29"),
        (1 - 60 / 75, "20", "20"),
        (0.5694, "56", "56.9"),
        (1 - 1 / 100_000, "99", "99.9"),
        (1.0, "100", "100"),
        (0.0, "0", "0"),
    ],
)
def test_shares_are_rounded_down_from_what_they_are(share: float, whole: str, tenths: str):
    """Not from the binary number a hair below, and 100 is said of all only."""
    found = percent_down(share), percent_down(share, 1)
    assert found == (f"{whole}\u202f%", f"{tenths}\u202f%")
