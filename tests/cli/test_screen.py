"""The words of users on the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from staffopt.cli.audit_tables import print_audit
from staffopt.cli.packs import print_absent, print_law
from staffopt.cli.screen import headed, screen
from staffopt.domain.packs import AbsentRule, PackChange, PackInForce
from staffopt.domain.violation import PayClaim, Violation

WORDS = ["Jo [/temp]", "Jo [temp]", "[bold]Jo", ":tada: Jo"]


@pytest.mark.parametrize("words", WORDS)
def test_words_are_printed_as_they_are_written(words, illegal, capsys):
    """In lines, headings and tables, whatever markup they look like."""
    breach = Violation("wish", f"broken: {words}", "ann", mend=f"mend: {words}", citation=words)
    first = illegal.problem.horizon.start
    claim = PayClaim("daily", "ann", first, first, 500, citation=words, message=f"owed: {words}")
    changes = (PackChange("far/rest", "hours 11", f"changed: {words}"),)
    absent = (AbsentRule("far/row", f"off: {words}"),)
    pack = PackInForce("far", "Farland", (), changes, absent)
    console = screen()
    plan = replace(illegal, violations=(breach,), claims=(claim,))
    print_audit(console, plan, None, judged=True)
    print_absent(console, (pack,), ())
    print_law(console, (pack,))
    console.print(headed(f"headed: {words}", f" then: {words}"))
    said = capsys.readouterr().out
    for what in ("broken", "mend", "owed", "off", "headed", "then"):
        assert f"{what}: {words}" in said
    assert said.count(f"by {words}") == 2
    assert said.count(f"changed: {words}") == 2


def test_there_is_one_screen():
    """Another console would take brackets for markup; the live lines have no words of users."""
    folder = Path(import_module("staffopt.cli").__path__[0])
    files = {path.name for path in folder.glob("*.py") if re.search(r"Console\(", path.read_text())}
    assert files == {"screen.py", "progress.py", "scenario_progress.py"}
