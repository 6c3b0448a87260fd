"""A store's packs: their rules under `pack/id`, with the store's words and reasons over them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.inputs.conftest import STORE

from staffopt.domain.packs import AbsentRule, PackChange
from staffopt.inputs import pack_file
from staffopt.inputs.pack_overlay import WHAT_IF
from staffopt.inputs.read_store import read_store
from staffopt.inputs.store import Store
from staffopt.rules.min_rest import MinRest

FAR = """\
pack: far
title: Farland
country: XX
requires: {headcount_worldwide: 500}
not_modelled: ["Far 9: Tuesdays"]
rules:
  rest:
    type: min_rest
    hours: 10
    who: {age_from: 18}
    citation: Far 1
    verified_on: 2026-03-31
    confidence: B
  week:
    type: weekly_hours
    requires: {stores_worldwide: 30}
    most_hours: 44
    citation: Far 2
    verified_on: 2026-03-31
    confidence: A
  row:
    type: days_in_a_row
    most_days: 6
    citation: Far 3
    verified_on: 2026-03-31
    confidence: D
"""
LARGE = "employer: {headcount_worldwide: 500, stores_worldwide: 29}\n"
Problems = Callable[..., list[str]]


@pytest.fixture
def pack(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack of an invented country, the only one there is."""
    folder = tmp_path_factory.mktemp("packs")
    (folder / "far.yaml").write_text(FAR)
    monkeypatch.setattr(pack_file, "FOLDER", folder)
    return folder / "far.yaml"


@pytest.fixture
def opened(write: Any, pack: Path) -> Callable[..., Store]:
    """Read the small store with the pack, further rules and changes for one run."""

    def read(
        rules: str = "", employer: str = LARGE, changes: dict[str, object] | None = None
    ) -> Store:
        return read_store(write({"store.yaml": _text(rules, employer)}), changes)

    return read


def _text(rules: str = "", employer: str = LARGE) -> str:
    return f"{STORE}{rules}packs: [far]\n{employer}"


def _keys(store: Store) -> list[str]:
    return [rule.key for rule in store.rules if "/" in rule.key]


def test_a_packs_rules_hold_beside_the_stores_own(opened: Callable[..., Store]) -> None:
    """Both rests apply; the pack's is known as `far/rest` and says where it comes from."""
    store = opened()
    own, far = (rule for rule in store.rules if isinstance(rule, MinRest))
    assert (own.key, own.hours, far.key, far.hours) == ("min_rest", 11, "far/rest", 10)
    assert far.citation == "Far 1"
    assert (store.packs[0].name, store.packs[0].not_modelled) == ("far", ("Far 9: Tuesdays",))
    assert store.packs[0].changes == ()


def test_a_rule_for_larger_employers_is_absent(opened: Callable[..., Store]) -> None:
    """29 stores where the rule begins at 30; a doubtful rule is absent as well. Both are told."""
    store = opened()
    doubtful = "off because its source is doubtful (confidence D): Far 3"
    assert _keys(store) == ["far/rest"]
    assert store.packs[0].absent == (
        AbsentRule("far/week", "stores_worldwide is 29, it holds from 30 on"),
        AbsentRule("far/row", doubtful),
    )


def test_a_pack_for_larger_employers_is_absent(opened: Callable[..., Store]) -> None:
    """499 people where 500 are asked for: no rule holds, and it is said once."""
    store = opened(employer="employer: {headcount_worldwide: 499, stores_worldwide: 30}\n")
    assert _keys(store) == []
    whole = AbsentRule("far", "headcount_worldwide is 499, it holds from 500 on")
    assert store.packs[0].absent == (whole,)


def test_a_fact_the_law_asks_for_is_never_guessed(problems: Problems, pack: Path) -> None:
    """A store that does not say how many it employs is asked."""
    (line,) = problems({"store.yaml": _text(employer="employer: {stores_worldwide: 30}\n")})
    assert line.startswith("store.yaml:13:1, key 'employer.headcount_worldwide': found no")
    assert "far is about employers from 500 on" in line


def test_other_numbers_are_kept_with_their_reason(opened: Callable[..., Store]) -> None:
    """Key by key: the age of the selector stays as the pack has it."""
    store = opened("  far/rest: {hours: 12, who: {tags: [coach]}, reason: our policy}\n")
    rest = store.rules[-1]
    assert isinstance(rest, MinRest)
    assert (rest.hours, rest.who.age_from, rest.who.tags) == (12, 18, ("coach",))
    assert store.packs[0].changes == (
        PackChange("far/rest", 'who.tags ["coach"] instead of []', "our policy"),
        PackChange("far/rest", "hours 12 instead of 10", "our policy"),
    )


def test_rules_are_switched_off_and_on_with_a_reason(opened: Callable[..., Store]) -> None:
    """Off leaves a rule out; on takes in one that is doubtful, or for larger employers."""
    store = opened(
        "  far/rest: {off: true, reason: agreement}\n"
        "  far/week: {on: true, reason: we keep it}\n"
        "  far/row: {on: true, most_days: 5, reason: checked}\n"
    )
    assert _keys(store) == ["far/week", "far/row"]
    assert store.packs[0].absent == ()
    assert store.packs[0].changes == (
        PackChange("far/rest", "left out", "agreement"),
        PackChange("far/week", "switched on", "we keep it"),
        PackChange("far/row", "switched on", "checked"),
        PackChange("far/row", "most_days 5 instead of 6", "checked"),
    )


def test_a_change_for_one_run_has_its_reason_by_itself(opened: Callable[..., Store]) -> None:
    """What-if needs no reason for each try."""
    store = opened(changes={"rules.far/rest.hours": 11, "rules.far/row": True})
    assert [change.reason for change in store.packs[0].changes] == [WHAT_IF, WHAT_IF]
    assert opened(changes={"rules.far/rest": False}).packs[0].changes[0].what == "left out"


def test_everything_wrong_is_told_at_once_with_its_place(problems: Problems, pack: Path) -> None:
    """Unknown packs and rules, a missing reason, a wrong number: each with line and key."""
    rules = (
        "  far/rest: {hours: -1}\n"
        "  far/weak: {off: true, reason: none}\n"
        "  near/rest: {off: true, reason: none}\n"
        "  far/row: {type: min_rest, on: 7, reason: x}\n"
    )
    text = f"{STORE}{rules}packs: [far, fra, far]\n{LARGE}"
    found = problems({"store.yaml": text})
    for expected in (
        "store.yaml:16:14, key 'packs.1': found 'fra'; expected one of far (did you mean 'far'?)",
        "store.yaml:16:19, key 'packs.2': found 'far' again; expected each pack once",
        "key 'rules.far/weak': found no rule 'weak' in far; expected one of rest, row, week",
        "key 'rules.near/rest': found a rule of the pack 'near', which `packs` does not name",
        "key 'rules.far/rest.reason': found no 'reason'; expected a reason for the change",
        "store.yaml:12:14, key 'rules.far/rest.hours': found -1; expected greater than",
        "key 'rules.far/row.type': found a type, 'min_rest'; expected none",
        "key 'rules.far/row.on': found 7; expected true or false",
    ):
        assert any(expected in line for line in found), (expected, found)


def test_a_bad_pack_is_named_with_line_and_key(problems: Problems, pack: Path) -> None:
    """A number without source, an unknown type, an unknown setting, another name."""
    text = FAR.replace("    citation: Far 1\n", "").replace("pack: far", "pack: off")
    pack.write_text(text)
    (line,) = problems({"store.yaml": _text()})
    assert line.startswith("far.yaml:7:3, key 'rules.rest.citation': found no 'citation'")
    text = FAR.replace("weekly_hours", "weekly_hour").replace("hours: 10", "hors: 10")
    pack.write_text(text.replace("pack: far", "pack: off"))
    employer = "employer: {headcount_worldwide: 500, stores_worldwide: 30}\n"
    found = problems({"store.yaml": _text(employer=employer)})
    for expected in (
        "far.yaml:1:1, key 'pack': found 'off'; expected 'far', as the file is named",
        "far.yaml:9:5, key 'rules.rest.hors': found unknown key 'hors'",
        "key 'rules.week.type': found unknown type 'weekly_hour'",
    ):
        assert any(expected in line for line in found), (expected, found)


def test_a_law_closes_the_store_whatever_it_says(write: Any) -> None:
    """Poland, December 2026: the 6th trades, the 13th as well; the 27th and Christmas Eve do not.

    A shop that the law exempts leaves the rule out, and has its own hours again.
    """
    days = ", ".join(f"{day}: 08:00-20:00" for day in ("mon", "tue", "wed", "thu", "sun"))
    opening = f"{{{days}}}\n  special: {{2026-12-27: 10:00-16:00}}"
    text = STORE.replace("{mon: 09:00-17:00, tue: 09:00-17:00}", opening)
    december = [date(2026, 12, day) for day in (6, 13, 23, 24, 27)]
    store = read_store(write({"store.yaml": f"{text}packs: [pl]\n"}))
    assert [bool(store.opening.hours(day)) for day in december] == [True, True, True, False, False]
    exempt = "  pl/trade_ban: {off: true, reason: a bakery}\n"
    store = read_store(write({"store.yaml": f"{text}{exempt}packs: [pl]\n"}))
    assert [bool(store.opening.hours(day)) for day in december] == [True] * 5
