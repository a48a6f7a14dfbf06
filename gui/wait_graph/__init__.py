"""Who waits for whom, as a picture and in words."""

from gui.wait_graph.wait_part import WaitPart

__all__ = ["WaitPart"]
