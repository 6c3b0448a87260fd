"""events.csv."""

from __future__ import annotations

from datetime import date, time

import pytest

from staffopt.domain.events import Event
from staffopt.errors import ConfigError
from staffopt.inputs.read_store import read_store

HEAD = "name,kind,first,last,from,to,drivers,effect\n"


def test_a_row_is_an_event(write):
    """Every column, and the least that a row needs."""
    rows = (
        "Spring sale,promotion,2026-03-02,2026-03-04,10:00,16:00,sales,25\n"
        "Easter,school_holiday,2026-04-01,,,,,\n"
    )
    found = read_store(write({"events.csv": HEAD + rows})).events
    assert found == (
        Event(
            "Spring sale",
            "promotion",
            date(2026, 3, 2),
            date(2026, 3, 4),
            (time(10), time(16)),
            ("sales",),
            0.25,
        ),
        Event("Easter", "school_holiday", date(2026, 4, 1), date(2026, 4, 1)),
    )


def test_no_table_is_no_event(write):
    """The table may be left out."""
    assert read_store(write()).events == ()


def test_all_mistakes_at_once(write):
    """Each with its line and what would do."""
    rows = (
        "A,Promotion,2026-03-02,,,,,\n"
        "B,promotion,2026-03-02,2026-03-01,,,,\n"
        "C,promotion,2026-03-02,,10:00,,,\n"
        "D,promotion,2026-03-02,,,,sale,\n"
        "E,promotion,2026-03-02,,,,returns,\n"
        "F,promotion,2026-03-02,,,,returns,-120\n"
        ",promotion,soon,,,,,much\n"
        "G,promotion,2026-03-02,,,,returns,5\n"
    )
    store = "drivers:\n  sales: {kind: sale}\n  returns: {rate_of: sales, rate: 0.1}\n"
    files = {"events.csv": HEAD + rows}
    path = write(files)
    text = (path / "store.yaml").read_text("utf-8")
    (path / "store.yaml").write_text(text.replace("drivers:\n  sales: {kind: sale}\n", store))
    with pytest.raises(ConfigError) as caught:
        read_store(path)
    said = str(caught.value).splitlines()
    wanted = [
        ("line 2, column 'kind'", "small letters"),
        ("line 3", "a last date on or after the first"),
        ("line 4", "both from and to"),
        ("line 5, column 'drivers'", "did you mean 'sales'"),
        ("line 6, column 'effect'", "no counts to learn from"),
        ("line 7, column 'effect'", "-120"),
        ("line 8, column 'first'", "a date as YYYY-MM-DD"),
        ("line 8, column 'effect'", "a number"),
        ("line 8", "no 'name'"),
    ]
    for where, what in wanted:
        assert any(f"events.csv {where}" in line and what in line for line in said), (where, said)
    assert len(said) == len(wanted)


def test_an_error_is_at_most_five_times_what_the_effect_leaves(write):
    """Of 10 in 100 customers 50 is the most, of none nothing."""
    rows = "A,fair,2026-03-02,-90,60\nB,fair,2026-03-02,-100,1\nC,fair,2026-03-02,-90,50\n"
    with pytest.raises(ConfigError) as caught:
        read_store(write({"events.csv": "name,kind,first,effect,error\n" + rows}))
    said = str(caught.value).splitlines()
    for line, one in zip((2, 3), said, strict=True):
        assert f"events.csv line {line}:" in one
        assert "at most 5 * (100 + effect)" in one
