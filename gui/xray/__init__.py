"""The queue opened up: what is inside it, with real values."""

from gui.xray.view import XRay

__all__ = ["XRay"]
