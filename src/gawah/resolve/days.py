"""Which days an expression of time means, counted from a day: intervals, never more exact than the words.

Rules: a weekday is the latest one not after the day of publication, unless the words say "next"; a month without a year is the
latest one that had begun by then; vague spans ("recently", "over the past few days") open backwards and never name a day.
"""

from __future__ import annotations

from datetime import date

from gawah.resolve import days_counted, days_told
from gawah.resolve.day_types import Days, Reader
from gawah.text.clock import TimeWords

READERS: dict[str, Reader] = {**days_told.READERS, **days_counted.READERS}
"""One reader for each kind of expression that `gawah.text.clock` finds."""


def days_of(time: TimeWords, published: date | None, before: Days | None = None) -> Days:
    """The days that an expression means. `published` is the day it counts from; `before` the last days named before it."""
    reader = READERS[time.kind]
    try:
        return reader(time.parts, published, before)
    except (ValueError, OverflowError) as error:
        return Days(why=f"“{time.words}” is no day of the calendar: {error}")
