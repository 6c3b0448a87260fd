"""What holds for the repository as a whole."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "staffopt"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

# Excuses, each with its reason. Both lists should stay short, and are only ever shortened.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "core"}
# Hosts that serve packages; an address of one in the repository pins it to somebody's mirror.
REGISTRY_HOSTS = re.compile(
    "|".join(
        [
            r"files\.python" + r"hosted\.org",
            r"pypi\.(?:python\.)?" + r"org/simple",
            r"--(?:extra-)?index-" + r"url",
            r"--find-" + r"links",
            r"registry\.npm" + r"js\.org",
        ]
    )
)


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Every function's dotted name and its number of lines, the docstring left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{prefix}{node.name}", body_lines(node)
            yield from functions(node, f"{prefix}{node.name}.")


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines from a function's first statement to its last, the docstring left out."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def project() -> dict[str, Any]:
    """The `[project]` table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def dependencies() -> list[str]:
    """The core dependencies and those of every extra."""
    extras = project()["optional-dependencies"].values()
    return [*project()["dependencies"], *(want for extra in extras for want in extra)]


def tracked() -> list[Path]:
    """The files git knows, or would take; all files where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listing.stdout.splitlines() if (path := ROOT / name).is_file()]


def test_a_module_has_at_most_300_lines():
    """Longer modules do two things; the list of excuses names exactly those that are longer."""
    long = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE
    }
    assert long == set(LONG_MODULES)


def test_a_function_has_at_most_40_lines():
    """Docstrings do not count; the list of excuses names exactly those that are longer."""
    long = {
        f"{path.relative_to(PACKAGE)}:{name}"
        for path in MODULES
        for name, lines in functions(ast.parse(path.read_text("utf-8")))
        if lines > LONGEST_FUNCTION
    }
    assert long == set(LONG_FUNCTIONS)


def test_long_functions_are_seen():
    """The measure itself: 41 statements in a method are 41 lines, its docstring none."""
    lines = "\n".join(f"        x{n} = {n}" for n in range(41))
    source = f'class A:\n    def f(self):\n        """One.\n\n        Two.\n        """\n{lines}\n'
    assert dict(functions(ast.parse(source))) == {"A.f": 41}


def test_modules_are_named_for_what_they_are():
    """No utils, no helpers: a name that needs a comment is the wrong name."""
    vague = [path for path in MODULES if path.stem.strip("_") in VAGUE_NAMES]
    assert vague == []


def test_nothing_prints_outside_the_cli():
    """The library returns values; only `cli/` speaks."""
    loud = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        if "cli" not in path.relative_to(PACKAGE).parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert loud == []


def test_rules_ask_for_weekdays_in_no_locale():
    """`%A` and `day_name` are `Montag` in a German process: at most sentences may have that."""
    sentences = {"words.py", "publication.py"}
    asking = [path for path in MODULES if path.parent.name == "rules"]
    assert len(asking) > 50
    said = re.compile(r":%[aA]|calendar\.day_")
    local = [path.name for path in asking if said.search(path.read_text("utf-8"))]
    assert set(local) <= sentences


def test_the_library_sets_up_no_logging():
    """A library that configures logging takes it from the program it serves."""
    loud = [
        path.relative_to(PACKAGE)
        for path in MODULES
        if re.search(r"\b(basicConfig|addHandler|setLevel)\(", path.read_text("utf-8"))
    ]
    assert loud == []


def test_every_module_says_what_it_is_for():
    """Each module starts with a docstring."""
    bare = [
        path.relative_to(PACKAGE)
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert bare == []


def test_public_names_are_there_and_documented():
    """Each name in `__all__` is a documented class or function, listed once and in order.

    All modules are imported first: one that had a public name's name would hide it.
    """
    package = importlib.import_module("staffopt")
    for module in pkgutil.walk_packages(package.__path__, "staffopt."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert package.__all__ == sorted(set(package.__all__))
    assert set(package.__all__) <= set(dir(package))
    hidden = [name for name in package.__all__ if isinstance(getattr(package, name), ModuleType)]
    assert hidden == []
    bare = [name for name in package.__all__ if not getattr(package, name).__doc__]
    assert bare == []


def test_importing_the_package_is_light():
    """`import staffopt` loads none of the heavy libraries."""
    code = (
        "import sys, staffopt; heavy = {'pandas', 'numpy', 'ortools', 'numba', 'scipy', 'duckdb'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_no_file_names_a_package_registry_or_a_local_path():
    """The repository installs from wherever its user installs from."""
    guilty = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__) and (REGISTRY_HOSTS.search(text) or "/work/" in text):
            guilty.append(str(path.relative_to(ROOT)))
    assert guilty == []


def test_the_lock_file_is_names_and_versions_only():
    """Plain `name==version` lines, and every dependency of the project is among them."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [
        line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)
    ] == []
    pinned = {normal(line.split("==")[0]) for line in pins}
    wanted = {normal(re.split(r"[<>=\[; ]", want)[0]) for want in dependencies()}
    assert wanted - pinned == set()


def test_every_core_dependency_is_justified():
    """docs/dependencies.md names each of them, and none that is gone."""
    wanted = {normal(re.split(r"[<>=]", want)[0]) for want in project()["dependencies"]}
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    core = page.split("## Core")[1].split("\n## ")[0]
    named = {normal(name) for name in re.findall(r"^\| `([^`]+)`", core, re.MULTILINE)}
    assert named == wanted


def test_dependencies_have_no_upper_caps():
    """A cap of ours would hold back every project that uses us."""
    assert [want for want in dependencies() if "<" in want or "~=" in want or "==" in want] == []


def test_readme_names_every_command_and_both_make_targets():
    """Who reads only the README has heard of everything."""
    from staffopt.cli.group import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name in COMMANDS if f"staffopt {name}" not in readme]
    assert missing == []
    assert "make demo" in readme
    assert "make test" in readme


def test_links_inside_the_documents_lead_somewhere():
    """Every relative link of a Markdown file points to a file that exists."""
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in tracked()
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_document_is_in_the_index():
    """A page that nothing leads to is not read."""
    docs = ROOT / "docs"
    index = (docs / "index.md").read_text("utf-8")
    pages = {path.name for path in docs.glob("*.md")} - {"index.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()


def test_the_licence_is_apache_2():
    """The full text, and the project file says so."""
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_version_is_in_the_changelog():
    """A version without an entry is not released."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{project()['version']}]" in changelog or "## [Unreleased]" in changelog


def normal(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
