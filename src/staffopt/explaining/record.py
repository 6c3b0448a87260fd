"""An explanation as one object for scripts; money in units of the currency."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from staffopt.domain.explanation import Explanation
from staffopt.formats.encoding import encode

LEFT_OUT = frozenset({"roster"})


def record(found: Explanation, zone: ZoneInfo) -> dict[str, Any]:
    """Question, sentences, notes, currency, and the fields of the answer but its roster."""
    answer = encode(found.answer, zone, personal=True)
    return {
        "question": found.question,
        "sentences": list(found.sentences),
        "notes": list(found.notes),
        "currency": found.currency,
        "answer": {name: each for name, each in answer.items() if name not in LEFT_OUT},
    }
