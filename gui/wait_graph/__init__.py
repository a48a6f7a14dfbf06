"""Who waits for whom, as a picture and in words."""

from gui.wait_graph.view import WaitPart

__all__ = ["WaitPart"]
