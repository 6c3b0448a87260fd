"""How long serving one customer takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from staffopt.domain.demand import DriverDemand
from staffopt.errors import ConfigError, Problem


@dataclass(frozen=True)
class Step:
    """A log-normal time that grows with a power of the items: its median at one item is exp(`one`).

    With a `power` of 0 the items do not matter.
    """

    one: float
    power: float
    deviation: float

    def mean(self, items: float) -> float:
        """Mean seconds for so many items."""
        return math.exp(self.one + self.power * math.log(items) + self.deviation**2 / 2)


@dataclass(frozen=True)
class Published:
    """A model of handling by items: what is done for a customer, and the pause before the next."""

    steps: tuple[Step, ...]
    pause: float = 0.0

    def mean(self, items: float) -> float:
        """Mean seconds for so many items, one at least."""
        return sum(step.mean(max(items, 1.0)) for step in self.steps) + self.pause


PUBLISHED = {
    "till": Published((Step(2.1219, 0.6984, 0.438),), pause=3.07 * 4.83),
    "self_checkout": Published((Step(3.1223, 0.6725, 0.491), Step(3.5167, 0.2230, 0.482))),
}
"""Supermarkets in Poland, 2018: the model of T. Antczak's simulation (Antczak, Weron and Zabawa
2020, Data-driven simulation modeling of the checkout process in supermarkets, IEEE Access 8)."""


class Handling(BaseModel):
    """Seconds of work for an average customer: a base, and more for every line, item or the like.

    The average number of lines comes from the history, or from `averages` where it is given. A
    published model by items stands in where nothing was measured.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    seconds: float = Field(0.0, ge=0, le=86_400, description="Seconds for any customer.")
    per: dict[str, Annotated[float, Field(ge=0, le=86_400)]] = Field(
        {}, description="More seconds for each unit of a measure, as lines: 20."
    )
    averages: dict[str, Annotated[float, Field(ge=0)]] = Field(
        {}, description="Units an average customer has, instead of the history's average."
    )

    like: Literal["till", "self_checkout"] | None = Field(
        None, description="A supermarket's measured times by items, besides the seconds given."
    )

    factor: float = Field(
        1.0, gt=0, le=100, description="What all these seconds are multiplied by, for what-if."
    )

    @model_validator(mode="after")
    def _takes_time(self) -> Handling:
        if self.seconds == 0 and not any(self.per.values()) and self.like is None:
            raise ValueError("seconds above 0, seconds per unit of a measure, or like")
        return self

    def mean_seconds(self, driver: DriverDemand, where: str) -> float:
        """Seconds for an average customer, above 0.

        A ConfigError names measures without an average, or those that leave no time at all.
        """
        known = {**driver.averages, **self.averages}
        wanted = [*self.per, *(["items"] if self.like and "items" not in self.per else [])]
        unknown = [measure for measure in wanted if measure not in known]
        if unknown:
            raise ConfigError(
                *(
                    Problem(
                        f"{where}.averages.{measure}",
                        f"no average of '{measure}' in the history",
                        f"a number, or one of {', '.join(sorted(known))}" if known else "a number",
                    )
                    for measure in unknown
                )
            )
        extra = sum(seconds * known[measure] for measure, seconds in self.per.items())
        published = PUBLISHED[self.like].mean(known["items"]) if self.like else 0.0
        total = (self.seconds + extra + published) * self.factor
        if total <= 0:
            brought = ", ".join(f"{measure}: {known[measure]:g}" for measure in self.per)
            found = f"{total:g} s for an average customer ({brought})"
            raise ConfigError(Problem(where, found, "more than 0, by seconds or averages"))
        return total
