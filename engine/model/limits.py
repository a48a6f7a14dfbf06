"""How much and how many: each limit once, for the form, the command line, files and runs."""

from __future__ import annotations

from typing import Final

TIME_SCALES: Final = (0.1, 100.0)
"""How much faster than real time the demo's work may go, from and to."""
MOST_WORKERS: Final = 64
"""Workers of one kind."""
MOST_KINDS: Final = 16
"""Kinds of producers, and kinds of consumers."""
