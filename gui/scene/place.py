"""Where an item can be."""

from __future__ import annotations

from enum import Enum


class Place(Enum):
    """Where an item is."""

    OFFERED = 0  # in the hands of a producer that is blocked in put
    QUEUE = 1
    HAND = 2
