"""Samples of the rule contract_hours, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Change, Sample, each_person
from tests.rules.shared_mistakes import breaks_paid

from staffopt.rules.contract_hours import ContractHours


def _contract(by: float) -> Change:
    return each_person(lambda p: replace(p, hours_min=p.hours_min + by, hours_max=p.hours_max - by))


SAMPLES: tuple[Sample, ...] = (
    Sample(ContractHours(), narrower=_contract(0.5), wider=_contract(-0.5)),
    Sample(ContractHours(balance="plan"), narrower=_contract(0.5), wider=_contract(-0.5)),
)


BUGS = (
    Bug("contract_hours", "shape", "lets overtime begin late", each("counts", tiers=lambda _: ())),
    Bug("contract_hours", "shape", "allows more", each("counts", most=lambda n: n + 30)),
    Bug("contract_hours", "shape", "asks less", each("counts", least=lambda n: n - 30)),
    Bug(
        "contract_hours", "check", "forgets leave", checks_with(leave_lowers_least=lambda _: False)
    ),
    Bug("contract_hours", "check", "sees weeks", checks_with(balance=lambda _: "week"), 1),
    Bug("contract_hours", "check", "pays breaks", checks_on(roster=breaks_paid)),
)
