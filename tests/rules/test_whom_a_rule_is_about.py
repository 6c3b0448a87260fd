"""A rule is about those whom its selector picks, while it is in force and not waived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from staffopt.domain.people import Consent, Person
from staffopt.rules.base import Selector
from staffopt.rules.min_rest import MinRest

DAY = date(2026, 3, 23)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def _ann(*consents: Consent) -> Person:
    return Person("E01", "Ann", ("cashier", "floor"), 0, 20, 40, 1500, consents=consents)


def test_rule_holds_from_its_first_to_its_last_date() -> None:
    """Both ends count."""
    rule = MinRest(hours=10, valid_from=DAY, valid_to=DAY)
    assert [rule.picks(_ann(), day) for day in (BEFORE, DAY, AFTER)] == [False, True, False]


def test_recorded_consent_frees_while_it_holds() -> None:
    """A consent of the kind the rule names frees its giver on its dates; another kind does not."""
    rule = MinRest(hours=10, unless_consent="short_rest")
    given = _ann(Consent("short_rest", valid_to=DAY))
    assert [rule.picks(given, day) for day in (DAY, AFTER)] == [False, True]
    assert rule.picks(_ann(Consent("sunday")), DAY)
    assert MinRest(hours=10).picks(given, DAY)


def test_role_selects_all_who_can_work_it() -> None:
    """One of the person's roles is enough."""
    assert MinRest(hours=10, who=Selector(roles=("floor", "returns"))).picks(_ann(), DAY)
    assert not MinRest(hours=10, who=Selector(roles=("returns",))).picks(_ann(), DAY)


def test_contracts_may_be_left_out() -> None:
    """All are meant but those of the kinds named."""
    others = MinRest(hours=10, who=Selector(not_contracts=("casual",)))
    assert others.picks(_ann(), DAY)
    assert not others.picks(replace(_ann(), contract="casual"), DAY)


def test_a_wage_selects_those_who_earn_no_more() -> None:
    """Ann earns 15.00: she is meant up to 15, not up to 14.99."""
    assert MinRest(hours=10, who=Selector(wage_to=15)).picks(_ann(), DAY)
    assert not MinRest(hours=10, who=Selector(wage_to=14.99)).picks(_ann(), DAY)


def test_a_period_is_settled_where_every_date_says_the_same() -> None:
    """Ann turns 18 on Monday 23: young on all dates before, on none from then on, else on some."""
    ann = replace(_ann(), birth_date=date(2008, 3, 23))
    young = MinRest(hours=10, who=Selector(age_below=18))
    assert young.throughout(ann, BEFORE - timedelta(days=90), BEFORE) is True
    assert young.throughout(ann, DAY, AFTER) is False
    assert young.throughout(ann, BEFORE, DAY) is None


def test_a_period_is_not_settled_where_dates_or_consents_may_differ() -> None:
    """A rule that ends in it, or that consents waive for those who gave any."""
    assert MinRest(hours=10, valid_to=DAY).throughout(_ann(), BEFORE, DAY) is True
    assert MinRest(hours=10, valid_to=DAY).throughout(_ann(), BEFORE, AFTER) is None
    assert MinRest(hours=10, valid_from=DAY).throughout(_ann(), BEFORE, AFTER) is None
    waived = MinRest(hours=10, unless_consent="short_rest")
    assert waived.throughout(_ann(Consent("short_rest", valid_to=DAY)), BEFORE, AFTER) is None
    assert waived.throughout(_ann(), BEFORE, AFTER) is True
