"""Recording the window: grabbing frames here, encoding elsewhere (engine.record)."""

from gui.record.options import Options
from gui.record.recording import Recording

__all__ = ["Options", "Recording"]
