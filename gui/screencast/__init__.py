"""Recording the window: grabbing frames here, encoding elsewhere (engine.screencast)."""

from gui.screencast.options import Options
from gui.screencast.recording import Screencast

__all__ = ["Options", "Screencast"]
