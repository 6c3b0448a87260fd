"""Dates in YAML files, those that no calendar has included."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.constructor import RoundTripConstructor


class LenientDates(RoundTripConstructor):
    """Leaves what looks like a date and is none as text.

    Why: whoever reads the key says what was found there and on which line; YAML's own complaint
    about 2026-06-31 names neither.
    """

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        """Return a date, a moment, or the text as it is written."""
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return node.value


LenientDates.add_constructor("tag:yaml.org,2002:timestamp", LenientDates.construct_yaml_timestamp)
