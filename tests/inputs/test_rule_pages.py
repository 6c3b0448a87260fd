"""docs/rules is what the classes and the packs say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffopt.inputs.pack_file import pack_names
from staffopt.inputs.rule_pages import pages, write_pages
from staffopt.rules import RULES


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The pages, made once: all packs are read for them."""
    return pages()


def test_the_pages_are_fresh(root: Path, made: dict[str, str]) -> None:
    """After a change of a rule, its settings or a pack: `python -m staffopt.inputs.rule_pages`."""
    folder = root / "docs" / "rules"
    written = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.md")
    }
    stale = sorted(name for name in {*written, *made} if written.get(name) != made.get(name))
    assert stale == [], "run python -m staffopt.inputs.rule_pages"


def test_every_type_and_pack_has_its_page(made: dict[str, str]) -> None:
    """And the index leads to each of them."""
    names = {*(f"{name}.md" for name in RULES), *(f"packs/{name}.md" for name in pack_names())}
    assert set(made) == {"README.md", *names}
    assert [name for name in sorted(names) if f"({name})" not in made["README.md"]] == []


def test_a_page_says_what_is_demanded_by_which_law_and_how_sure_that_is(
    made: dict[str, str],
) -> None:
    """New York's noon meal: type, numbers, section, confidence; the type's page leads back."""
    page = made["packs/us-ny.md"]
    section = page[page.index("### us-ny/noon_meal") : page.index("### us-ny/evening_meal")]
    for expected in (
        "[break_due](../break_due.md): A shift longer than",
        "- `if_spans`: 11:00-14:00",
        "Labor Law 162(2). Confidence A: the text of the law itself was read; last checked 2026",
    ):
        assert expected in section
    assert "- [us-ny/noon_meal](packs/us-ny.md)" in made["break_due.md"]
    assert "| `over_hours` |" in made["break_due.md"]


def test_pages_of_what_is_gone_are_taken_away(tmp_path: Path) -> None:
    """A type that was renamed leaves no page behind."""
    (tmp_path / "old_rule.md").write_text("gone")
    write_pages(tmp_path)
    assert not (tmp_path / "old_rule.md").exists()
    assert (tmp_path / "min_rest.md").exists()
