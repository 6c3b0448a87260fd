"""What a change of a published shift owes by its notice: the settings of `change_premium`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Owed(BaseModel):
    """What one kind of change owes: hours of pay, and a share of the pay of the hours lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    hours: float = Field(0, ge=0, description="Hours of the person's wage.")
    long_hours: float | None = Field(
        None, ge=0, description="The same where the shift is longer than `long_above`."
    )
    long_above: float = Field(0, ge=0, description="Hours above which a shift is a long one.")
    lost_share: float = Field(0, ge=0, le=2, description="Share of the wage of each hour lost.")


class Band(BaseModel):
    """What changes owe that are told less than `notice_hours` ahead."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    notice_hours: float = Field(gt=0, description="Notice below which this band holds.")
    added: Owed = Field(Owed(), description="A shift on a date that had none.")
    moved: Owed = Field(Owed(), description="Other times, no paid time lost.")
    cut: Owed = Field(Owed(), description="Less paid time.")
    cancelled: Owed = Field(Owed(), description="No shift any more.")
