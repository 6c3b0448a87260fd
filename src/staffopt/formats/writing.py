"""A plan into its place: one file by its suffix, or the whole folder at once."""

from __future__ import annotations

import re
from pathlib import Path

from staffopt import formats
from staffopt.domain.plan import Plan
from staffopt.domain.side_by_side import SideBySide
from staffopt.errors import ConfigError, Problem, one_of, shown
from staffopt.formats.base import Format
from staffopt.formats.carrying import set_apart
from staffopt.formats.folder import check_folder, files_of, keep_true, swap_in
from staffopt.formats.html_page import HtmlPage
from staffopt.formats.manifest_file import ManifestFile
from staffopt.formats.place import beside, check_room, shut

LIKE_A_SUFFIX = re.compile(r"\.[a-zA-Z][a-zA-Z0-9]*")


def write(
    plan: Plan, path: str | Path, *, with_pay: bool = False, beside: SideBySide | None = None
) -> None:
    """Write a plan to a folder, or to one file whose suffix picks the format.

    Everything is written beside its place and moved there when it is complete, so that a crash
    leaves what was there before. Wages, birth dates and reasons for absence are written only
    `with_pay`. What lies `beside` an audited roster is on its page, and in no other file.
    """
    path = Path(path)
    check_target(path)
    if with_pay:
        _check_pay(plan)
    form = format_for(path)
    if form is not None:
        _write_file(plan, path, _made(form, beside), with_pay=with_pay)
        return
    with swap_in(path) as folder:
        for other in formats.FORMATS.values():
            if other is not ManifestFile:
                _made(other, beside).write_into(plan, folder, with_pay=with_pay)
        ManifestFile().write_into(plan, folder, with_pay=with_pay)


def _made(form: type[Format], beside: SideBySide | None) -> Format:
    """Return a format; the page knows what lies beside a roster."""
    return HtmlPage(beside) if form is HtmlPage else form()


def _check_pay(plan: Plan) -> None:
    """Refuse to tell pay that a plan read from files without it does not know."""
    if plan.costs.get("wages") and not any(person.wage for person in plan.problem.people):
        expected = "a plan kept with it: plan it with --with-pay"
        raise ConfigError(Problem("with_pay", "a plan that was kept without pay", expected))


def check_target(path: str | Path) -> None:
    """Raise a ConfigError where `write` would: ask before a long search."""
    path = Path(path)
    check_room(path)
    if format_for(path) is None:
        check_folder(path)


def format_for(path: Path) -> type[Format] | None:
    """Return the format a path asks for; None for a folder.

    The name of a file of the plan folder, such as `shifts.csv`, asks for just that file; another
    name asks by its suffix.
    """
    if path.is_dir():
        return None
    by_name = {form.file: form for form in formats.FORMATS.values() if Path(form.file).suffix}
    by_suffix = {form.suffix: form for form in formats.FORMATS.values() if form.alone}
    found = by_name.get(path.name) or by_suffix.get(path.suffix.lower())
    if found is None and LIKE_A_SUFFIX.fullmatch(path.suffix):
        expected = f"{one_of(path.suffix, by_suffix)}, or a folder"
        raise ConfigError(Problem(str(path), f"the suffix {shown(path.suffix)}", expected))
    return found


def _write_file(plan: Plan, path: Path, form: Format, *, with_pay: bool) -> None:
    """Write one file beside its place and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = beside(path, "new")
    fresh.touch()
    mode = shut(fresh, path)
    try:
        form.write(plan, fresh, with_pay=with_pay)
        fresh.chmod(mode)
        set_apart(path, files_of(path.parent) or {})
        fresh.replace(path)
        keep_true(path)
    finally:
        fresh.unlink(missing_ok=True)
