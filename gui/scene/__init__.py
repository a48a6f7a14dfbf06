"""The scene: a run as an animated picture of cooks, a counter with places, and guests."""

from gui.scene.scene import Scene

__all__ = ["Scene"]
