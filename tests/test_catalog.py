"""A folder is a list."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from staffopt.catalog import catalog

BASE = "class Pet:\n    pass\n"
CAT = "from {family}.base import Pet\nclass Cat(Pet):\n    name = 'cat'\n"
DOG = (
    "from {family}.base import Pet\nfrom {family}.cat import Cat\n"
    "class Dog(Pet):\n    name = 'a_dog'\n"
)


def family(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> dict[str, type]:
    """Write a package of its own name, and find its members."""
    name = f"family_{folder.name}".replace("-", "_")
    package = folder / name
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "base.py").write_text(BASE, "utf-8")
    for stem, source in files.items():
        (package / f"{stem}.py").write_text(source.format(family=name), "utf-8")
    monkeypatch.syspath_prepend(folder)
    base = import_module(f"{name}.base").Pet
    try:
        return catalog(name, import_module(name).__path__, base)
    finally:
        for loaded in [module for module in sys.modules if module.split(".")[0] == name]:
            del sys.modules[loaded]


def test_members_are_found_by_name_and_sorted(tmp_path, monkeypatch):
    """Only what a file defines itself counts: the cat that dog.py imports is not a second one."""
    found = family(tmp_path, monkeypatch, cat=CAT, dog=DOG)
    assert list(found) == ["a_dog", "cat"]
    assert found["cat"].__name__ == "Cat"


def test_hidden_files_and_classes_are_no_members(tmp_path, monkeypatch):
    """A leading underscore hides a file, and a class."""
    hidden = CAT.replace("'cat'", "'hidden'")
    shared = CAT + "class _Shared(Pet):\n    pass\n"
    assert list(family(tmp_path, monkeypatch, _draft=hidden, cat=shared)) == ["cat"]


def test_two_members_of_one_name_are_refused(tmp_path, monkeypatch):
    """Which of the two a config means could not be told."""
    with pytest.raises(TypeError, match="'cat' names both"):
        family(tmp_path, monkeypatch, cat=CAT, tom=CAT)


def test_a_member_without_a_name_is_refused(tmp_path, monkeypatch):
    """A class that no config can name is a slip."""
    nameless = CAT.replace("    name = 'cat'", "    pass")
    with pytest.raises(TypeError, match="has no `name`"):
        family(tmp_path, monkeypatch, cat=nameless)
