"""One rule of law for each small store, type after type by the store's number."""

from __future__ import annotations

from typing import Any

from staffopt.rules import RULES
from staffopt.rules.base import Rule

LAWS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "change_premium",
        {
            "bands": [
                {
                    "notice_hours": 24,
                    "added": {"hours": 1},
                    "moved": {"hours": 1},
                    "cut": {"lost_share": 0.5},
                    "cancelled": {"lost_share": 0.5},
                }
            ]
        },
    ),
    ("closed_days", {"dates": ["2025-03-05"], "early": {"03-04": "16:00"}}),
    ("compensatory_rest", {"trigger": "dates", "dates": ["2025-03-04"], "within_days_after": 2}),
    ("eligibility", {"roles": ["till"], "least_age": 18}),
    ("max_of_dates", {"dates": ["2025-03-03", "2025-03-04", "2025-03-05"], "most": 2}),
    ("min_engagement", {"hours": 4}),
    ("presence", {"present": {"tags": ["supervisor"]}, "price": 40}),
    ("publication", {"freeze_hours": 36, "freeze_price": 30}),
    ("recurring_day_off", {"days": ["tuesday"], "least": 1, "per_weeks": 1}),
    ("school_hours", {"who": {"age_below": 18}, "usual_from": "08:00", "usual_to": "12:00"}),
    ("split_shift", {"most_gaps": 0}),
    ("spread_of_hours", {"most_hours": 7}),
    ("time_window", {"from": "16:00", "to": "18:00", "weekdays": ["tuesday"]}),
    ("weekly_rest", {"hours": 96, "window": "rolling"}),
)


def law(seed: int) -> Rule:
    """The rule of the store with a number."""
    name, settings = LAWS[seed % len(LAWS)]
    return RULES[name].model_validate(settings)
