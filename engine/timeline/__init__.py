"""Events of many processes become depth, lanes, items and statistics: one frozen Snapshot."""

from __future__ import annotations

from engine.timeline.snapshot import Cast, Snapshot
from engine.timeline.timeline import Timeline

__all__ = ["Cast", "Snapshot", "Timeline"]
