"""How long serving one customer takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from staffopt.domain.demand import DriverDemand
from staffopt.errors import ConfigError, Problem


class Handling(BaseModel):
    """Seconds of work for an average customer: a base, and more for every line, item or the like.

    The average number of lines comes from the history, or from `averages` where it is given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    seconds: float = Field(0.0, ge=0, le=86_400, description="Seconds for any customer.")
    per: dict[str, Annotated[float, Field(ge=0, le=86_400)]] = Field(
        {}, description="More seconds for each unit of a measure, as lines: 20."
    )
    averages: dict[str, Annotated[float, Field(ge=0)]] = Field(
        {}, description="Units an average customer has, instead of the history's average."
    )

    @model_validator(mode="after")
    def _takes_time(self) -> Handling:
        if self.seconds == 0 and not any(self.per.values()):
            raise ValueError("seconds above 0, or seconds per unit of a measure")
        return self

    def mean_seconds(self, driver: DriverDemand, where: str) -> float:
        """Seconds for an average customer; a ConfigError names measures without an average."""
        known = {**driver.averages, **self.averages}
        unknown = [measure for measure in self.per if measure not in known]
        if unknown:
            raise ConfigError(
                *(
                    Problem(
                        f"{where}.averages.{measure}",
                        f"no average of '{measure}' in the history",
                        f"a number, or one of {', '.join(sorted(known)) or 'no measures'}",
                    )
                    for measure in unknown
                )
            )
        extra = sum(seconds * known[measure] for measure, seconds in self.per.items())
        return self.seconds + extra
