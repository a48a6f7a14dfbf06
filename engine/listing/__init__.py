"""The listing: a scenario as a complete Python program, and where in it each worker is now."""

from engine.listing.position import position
from engine.listing.writer import COMMENTS, Does, Listing, write

__all__ = ["COMMENTS", "Does", "Listing", "position", "write"]
