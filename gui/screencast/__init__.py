"""Recording the window: grabbing frames here, encoding elsewhere (engine.screencast)."""

from gui.screencast.options import Options
from gui.screencast.recording import Recording

__all__ = ["Options", "Recording"]
