"""A comparison goes whole into its folder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiments.sample import sample_comparison
from tests.formats.sample import tiny_plan

from staffopt.errors import ConfigError
from staffopt.experiments import writing
from staffopt.experiments.writing import check_place, write_comparison
from staffopt.formats.writing import write

FILES = {"comparison.csv", "comparison.json", "comparison.html"}


def test_a_folder_gets_table_record_and_page(tmp_path: Path):
    """And nothing else lies beside it."""
    target = tmp_path / "deep" / "rest"
    write_comparison(sample_comparison(), target)
    assert {path.name for path in target.iterdir()} == FILES
    assert [path.name for path in target.parent.iterdir()] == ["rest"]


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path):
    """No clock shows in any file."""
    for name in ("one", "two"):
        write_comparison(sample_comparison(), tmp_path / name)
    for file in FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_an_earlier_comparison_is_replaced_and_what_is_beside_it_stays(tmp_path: Path):
    """A manager's remarks survive the next run."""
    write_comparison(sample_comparison(seeds=(1,)), tmp_path)
    (tmp_path / "remarks.txt").write_text("mine")
    write_comparison(sample_comparison(), tmp_path)
    assert json.loads((tmp_path / "comparison.json").read_text())["seeds"] == [1, 2, 3]
    assert (tmp_path / "remarks.txt").read_text() == "mine"


def test_a_failure_leaves_the_earlier_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing is moved into place until everything is written."""
    write_comparison(sample_comparison(seeds=(1,)), tmp_path / "here")
    before = {p.name: p.read_bytes() for p in (tmp_path / "here").iterdir()}

    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(writing, "write", fail)
    with pytest.raises(OSError, match="disk full"):
        write_comparison(sample_comparison(), tmp_path / "here", plans=True)
    assert {p.name: p.read_bytes() for p in (tmp_path / "here").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_plans_go_along_when_asked_for(tmp_path: Path):
    """One plan folder a scenario, named and numbered, whatever the scenario is called."""
    write_comparison(sample_comparison(plan=tiny_plan()), tmp_path, plans=True)
    names = sorted(path.name for path in (tmp_path / "plans").iterdir())
    assert names[:3] == ["000 base", "001 fewer returns", "002 a -b-dear-b- wish"]
    assert (tmp_path / "plans" / "000 base" / "roster.csv").is_file()


@pytest.mark.parametrize("kind", ["plan", "other", "file"])
def test_other_things_are_never_replaced(tmp_path: Path, kind: str):
    """A plan, a folder of something else, a file: said before any search."""
    target = tmp_path / "taken"
    if kind == "plan":
        write(tiny_plan(), target)
    elif kind == "other":
        target.mkdir()
        (target / "thesis.txt").write_text("years of work")
    else:
        target.write_text("a file")
    with pytest.raises(ConfigError, match="taken"):
        check_place(target)
    with pytest.raises(ConfigError, match="taken"):
        write_comparison(sample_comparison(), target)


def test_a_file_name_is_not_made_a_folder(tmp_path: Path):
    """A comparison is several files; a folder of such a name that is there may be used."""
    with pytest.raises(
        ConfigError, match=r"found the suffix '\.html'; expected a folder, for compar"
    ):
        check_place(tmp_path / "cuts.html")
    assert list(tmp_path.iterdir()) == []
    check_place(tmp_path / "2026.11")
    (tmp_path / "cuts.v2").mkdir()
    check_place(tmp_path / "cuts.v2")


def test_plans_of_an_earlier_comparison_go(tmp_path: Path):
    """A scenario that is no longer asked for has no plan; notes and edits in them stay."""
    found = sample_comparison(plan=tiny_plan())
    write_comparison(found, tmp_path, plans=True)
    old = tmp_path / "plans" / "001 fewer returns"
    (old / "note.txt").write_text("mine")
    (old / "roster.xlsx").write_text("edited")
    write_comparison(replace(found, outcomes=found.outcomes[:1]), tmp_path, plans=True)
    assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == [
        "000 base",
        "001 fewer returns",
    ]
    assert sorted(path.name for path in old.iterdir()) == ["note.txt", "roster.edited.xlsx"]
    write_comparison(found, tmp_path)
    assert not (tmp_path / "plans" / "000 base").exists()
