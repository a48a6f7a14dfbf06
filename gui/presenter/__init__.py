"""Presenter's view: the window as an audience shall see it."""

from gui.presenter.presenter import Presenter

__all__ = ["Presenter"]
