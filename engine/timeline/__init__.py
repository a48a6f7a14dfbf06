"""Events of many processes become depth, lanes, items and statistics: one frozen Snapshot.

What a view needs is in `snapshot`; `timeline`, which makes it, is loaded by whoever has events.
"""
