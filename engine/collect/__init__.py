"""The application's end of the channel: streams of observed processes come in here."""

from engine.collect.collector import Collector
from engine.collect.session import Session

__all__ = ["Collector", "Session"]
