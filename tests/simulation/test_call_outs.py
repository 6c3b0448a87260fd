"""Random absences: how many, whose, when, and what they do to the line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from tests.simulation.conftest import WEEK

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.domain.stress_wording import call_outs_text
from staffopt.simulation.call_outs import draw_call_outs
from staffopt.simulation.stress import Weeks, stress


def shift(person: str, day: int, first: int = 8, hours: int = 12) -> Shift:
    """Hours at the till, from an hour of a day on."""
    start = WEEK.start + timedelta(days=day, hours=first)
    block = Block(start, start + timedelta(hours=hours), role="till")
    return Shift(f"{person}-{day}-{first}", person, (block,))


def team(size: int) -> Roster:
    """So many people from 8 to 20 on all seven days."""
    return Roster(WEEK, tuple(shift(f"p{k}", day) for k in range(size) for day in range(7)))


def test_nobody_calls_out_unless_asked():
    """A chance of nothing is nothing to draw."""
    assert draw_call_outs(team(1), ["till"], 0.0, 10, 1) is None


def test_as_many_are_absent_as_the_chance_says():
    """A fifth of 70 person-days is 14 a week, and each takes away one person for twelve hours."""
    found = draw_call_outs(team(10), ["till", "desk"], 0.2, 400, 1)
    assert found is not None
    assert found.person_days == pytest.approx(14.0, rel=0.03)
    missing = found.missing["till"]
    assert missing.sum() / 400 == pytest.approx(12 * found.person_days)
    assert missing.reshape(7, 24, -1)[:, :8].sum() == 0
    assert found.missing["desk"].sum() == 0


def test_absence_hangs_on_person_and_day_not_on_the_roster():
    """Other hours, other colleagues: absent in the same weeks. Another seed: in others."""
    days = (2, 5)
    alone = Roster(WEEK, tuple(shift("p3", day, first=12, hours=2) for day in days))
    one, other = (draw_call_outs(r, ["till"], 0.3, 200, 1) for r in (alone, team(4)))
    rest = draw_call_outs(team(3), ["till"], 0.3, 200, 1)
    again = draw_call_outs(alone, ["till"], 0.3, 200, 2)
    assert one is not None
    assert other is not None
    assert rest is not None
    assert again is not None
    for day in days:
        slot = 24 * day + 13
        mine = (other.missing["till"] - rest.missing["till"])[slot]
        assert one.missing["till"][slot].tolist() == mine.tolist()
        assert one.missing["till"][slot].tolist() != again.missing["till"][slot].tolist()
    assert (one.missing["till"][24 * 2 + 13] != one.missing["till"][24 * 5 + 13]).any()


def test_a_larger_chance_only_adds_absences():
    """Whoever is absent at one in ten is absent at three in ten."""
    few, many = (draw_call_outs(team(5), ["till"], p, 100, 1) for p in (0.1, 0.3))
    assert few is not None
    assert many is not None
    assert (few.missing["till"] <= many.missing["till"]).all()
    assert few.missing["till"].sum() < many.missing["till"].sum()


def test_a_night_belongs_to_the_day_on_which_it_starts():
    """Absent from ten in the evening is absent until six, over midnight, in the same weeks."""
    night = Roster(WEEK, (shift("p0", 1, first=22, hours=8),))
    found = draw_call_outs(night, ["till"], 0.5, 50, 1)
    assert found is not None
    before, after = found.missing["till"][24 + 23], found.missing["till"][48 + 3]
    assert before.tolist() == after.tolist()
    assert 0 < before.sum() < 50


def test_when_all_call_out_everybody_is_lost(make_role):
    """And without call-outs the same customers would have been served at once."""
    roster = team(20)
    absent = draw_call_outs(roster, ["till"], 1.0, 5, 1)
    people = {"till": roster.cover("till")}
    till = stress(people, [make_role()], Weeks(WEEK, 5, 1), absent).roles["till"]
    assert (till.in_time, till.left) == (0.0, 1.0)
    assert till.everybody_there is not None
    assert till.everybody_there.left.sum() == 0
    assert till.everybody_there.came.tolist() == till.weeks.came.tolist()
    assert till.people.max() == 20
    assert till.at_risk[0].people == 0.0


def test_the_effect_of_call_outs_is_stated_apart(make_role):
    """The weeks with everybody there are those of the same seed without call-outs, exactly."""
    roster = team(3)
    people, weeks = {"till": roster.cover("till")}, Weeks(WEEK, 60, 1)
    absent = draw_call_outs(roster, ["till"], 0.1, 60, 1)
    calm, played = (stress(people, [make_role()], weeks, one) for one in (None, absent))
    there = played.roles["till"].everybody_there
    assert there is not None
    assert there.in_time.tolist() == calm.roles["till"].weeks.in_time.tolist()
    assert played.roles["till"].in_time < calm.roles["till"].in_time
    assert calm.roles["till"].everybody_there is None
    assert (calm.call_outs, call_outs_text(calm)) == (0.0, "")
    assert played.person_days_lost == pytest.approx(2.1, rel=0.3)
    points = 100 * (played.roles["till"].in_time - calm.roles["till"].in_time)
    assert f"till in time {points:.1f} \u00b1" in call_outs_text(played)
    assert call_outs_text(played).startswith("10.0% of those due do not come, ")


def test_the_bottleneck_has_one_more_person_in_every_week(make_role):
    """A day that one person serves alone is lost when he calls out; one more is always there."""
    alone = Roster(WEEK, (shift("p0", 3),))
    mean = make_role(10.0).mean * (WEEK.slot_day == 3)
    role = replace(make_role(10.0), mean=mean, lost_price=5.0)
    absent = draw_call_outs(alone, ["till"], 0.5, 100, 1)
    found = stress({"till": alone.cover("till")}, [role], Weeks(WEEK, 100, 1), absent)
    worst = found.bottleneck
    assert worst is not None
    assert 0.3 < worst.people < 0.7
    assert worst.late_with_one_more is not None
    assert worst.saved_with_one_more is not None
    assert worst.late_with_one_more < 0.5 * worst.late
    lost = found.roles["till"].weeks.left.mean()
    assert worst.saved_with_one_more == pytest.approx(500 * lost, rel=0.1)
    assert np.isfinite(worst.load)
