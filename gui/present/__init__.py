"""Presenter's view: the window as an audience shall see it."""

from gui.present.presenter import Presenter

__all__ = ["Presenter"]
