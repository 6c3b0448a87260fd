"""Sale, return, void or no sale: who decides, and what looks odd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from staffopt.inputs.transactions import Sales

Read = Callable[..., Sales]
TYPES = {"types": {"sale": "sale", "return": "return", "training": "no_sale"}}


@pytest.mark.parametrize(
    ("row", "kinds", "kind"),
    [
        ("1,sale,5", {}, "sale"),
        ("1,SALE ,5", {}, "sale"),
        ("1,return,5", {}, "return"),
        ("1,sale,-5", {}, "return"),
        ("1,sale,-5", {"negative": "void"}, "void: negative amount"),
        ("1,sale,0", {}, "sale"),
        ("1,sale,0", {"zero": "no_sale"}, "no sale: amount 0"),
        ("1,return,0", {"zero": "no_sale"}, "return"),
        ("1,training,5", {}, "no sale: type 'training'"),
        ("1,gift,5", {}, "type not named in kinds.types: type 'gift'"),
        ("1,,5", {}, "type not named in kinds.types: type is empty"),
        ("1,gift,5", {"other": "sale"}, "sale"),
        ("A1,sale,-5", {"prefixes": {"A": "sale"}}, "sale"),
        ("AB1,sale,5", {"prefixes": {"AB": "return", "A": "void"}}, "return"),
        ("AC1,sale,5", {"prefixes": {"AB": "return", "A": "void"}}, "void: id starts with 'A'"),
    ],
)
def test_who_decides(read: Read, row: str, kinds: dict[str, Any], kind: str):
    """The prefix first, then the type; the amount corrects only what is a sale so far."""
    quality = read(
        f"2024-05-06 10:00,{row},a", "2024-05-06 11:00,0,sale,1,z", kinds=TYPES | kinds
    ).quality
    kept = {name for name, n in quality.kept.items() if n - (name == "sale")}
    assert kept | {drop.reason for drop in quality.dropped} == {kind}


def test_odd_rows_are_shown(read: Read):
    """A sale of -7, a return of +3, an id with a rare letter and an amount of a million show."""
    rows = [f"2024-05-06 1{k % 10}:00,{k},sale,{10 + k % 5},a" for k in range(400)]
    quality = read(
        *rows,
        "2024-05-06 10:00,900,sale,-7,a",
        "2024-05-06 10:00,901,return,3,a",
        "2024-05-06 10:00,Q902,sale,1000000,a",
    ).quality
    texts = [str(finding) for finding in quality.findings]
    assert any("1 row typed as sale with a negative amount (900" in text for text in texts)
    assert any("1 row typed as return with a positive amount (901" in text for text in texts)
    assert any("1 row whose id starts with 'Q', typed as sale; kinds" in text for text in texts)
    assert any(text.startswith("1 sale of more than") and "Q902" in text for text in texts)
