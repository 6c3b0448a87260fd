"""What others published of days around holidays: shipped for kinds of shops, or one's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field

from staffopt import forecasting
from staffopt.domain.holidays import Holidays, PublishedEffect
from staffopt.domain.opening import Opening
from staffopt.errors import did_you_mean, one_of, shown
from staffopt.inputs.cross_checks import check_inside
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import Read, RowModel, read_rows
from staffopt.inputs.settings import HolidaySettings
from staffopt.inputs.values import Day
from staffopt.inputs.yaml_file import YamlFile

FOLDER = Path(forecasting.__file__).with_name("published")
KEY = ("opening", "holidays", "effects")
OWN = ".csv"


class FigureRow(RowModel):
    """One published figure: customers of a day near a holiday over those of a usual day."""

    holiday: str = Field(min_length=1, description="The name that the store's calendar has for it.")
    days: int = Field(ge=-7, le=7, description="Days after it; before it with a minus.")
    percent: float = Field(
        gt=-100,
        le=1000,
        allow_inf_nan=False,
        description="Percent more (or less) customers than on a usual day.",
    )
    against: Literal["day", "weekday"] = Field(
        "day", description="That usual day: an average one, or the same weekday on average."
    )
    baseline: str = Field(min_length=1, description="Which days that average is of.")
    shops: str = Field("", description="Whose customers they are.")
    year: int = Field(ge=1900, le=2100, description="Of which year.")
    source: str = Field(min_length=1, description="The page or book with the figure.")
    read_on: Day | None = Field(None, description="When it was read there.")


def kinds_of_shops() -> tuple[str, ...]:
    """Return the names of the files that are shipped."""
    return tuple(sorted(file.stem for file in FOLDER.glob(f"*{OWN}")))


def with_published(
    opening: Opening,
    settings: HolidaySettings,
    folder: Path,
    file: YamlFile,
    findings: Findings,
) -> Opening:
    """Return the opening with what a named file has of its holidays; what is wrong is noted."""
    wanted, where = settings.effects, file.where(KEY)
    path = None if wanted is None else _path(wanted, folder, where, findings)
    if path is None or _foreign(path, settings.country, where, findings):
        return opening
    noted, reads = len(findings), read_rows(path, FigureRow, findings)
    known = _known(reads, opening.holidays, findings)
    if not reads and len(findings) == noted:
        findings.add(path.name, "no figures", "at least one row")
    effects = _effects(known, path.stem)
    return replace(opening, holidays=Holidays(opening.holidays, effects))


def _path(wanted: str, folder: Path, where: str, findings: Findings) -> Path | None:
    """Return the file that is meant: a shipped one by its name, a store's own by its path."""
    if not wanted.endswith(OWN):
        if wanted in kinds_of_shops():
            return FOLDER / f"{wanted}{OWN}"
        expected = f"{one_of(wanted, kinds_of_shops())}, or a {OWN} file in the store's folder"
        findings.add(where, shown(wanted), expected)
        return None
    path = folder / wanted
    if not check_inside(folder, path, where, findings):
        return None
    if not path.is_file():
        findings.add(where, f"no file {shown(wanted)}", f"a {OWN} file in the store's folder")
        return None
    return path


def _foreign(path: Path, country: str | None, where: str, findings: Findings) -> bool:
    """Whether a shipped file is of another country than the store's, which is noted.

    Its name begins with the country: another's Thanksgiving is another day.
    """
    own = path.stem.split("-")[0].upper()
    if path.parent != FOLDER or country is None or country.startswith(own):  # as USA does
        return False
    found = f"{shown(path.stem)}, figures of country {own}, in a store of {country}"
    findings.add(where, found, f"a {OWN} file in the store's folder, or no effects")
    return True


def _known(
    reads: list[Read[FigureRow]], holidays: Mapping[date, str], findings: Findings
) -> list[FigureRow]:
    """Return the rows whose holidays the store's calendar has; of the others each name is noted."""
    names = sorted(set(holidays.values()))
    strange: dict[str, Read[FigureRow]] = {}
    for read in reads:
        if read.value.holiday not in names:
            strange.setdefault(read.value.holiday, read)
    for name, read in strange.items():
        near = did_you_mean(name, names)
        findings.add(
            read.where("holiday"),
            f"unknown holiday {shown(name)}",
            f"a name of the store's holidays (opening.holidays: country, region, add){near}",
        )
    return [read.value for read in reads if read.value.holiday not in strange]


def _effects(rows: list[FigureRow], name: str) -> tuple[PublishedEffect, ...]:
    """Return the effect of each day that has figures, in the order of the file."""
    days: dict[tuple[str, int], list[FigureRow]] = defaultdict(list)
    for row in rows:
        days[row.holiday, row.days].append(row)
    return tuple(
        PublishedEffect(
            holiday,
            after,
            _ratios(figures, "day"),
            f"{name}: {', '.join(sorted({_publisher(row.source) for row in figures}))}",
            _ratios(figures, "weekday"),
        )
        for (holiday, after), figures in days.items()
    )


def _ratios(figures: list[FigureRow], against: str) -> tuple[float, ...]:
    """Return the figures against one usual day as ratios."""
    return tuple(1.0 + row.percent / 100.0 for row in figures if row.against == against)


def _publisher(source: str) -> str:
    """Return the host of an address, any other source as it is."""
    return urlsplit(source).netloc.removeprefix("www.") or source
