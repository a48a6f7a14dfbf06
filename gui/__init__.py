"""The window: it shows Snapshots and sends commands. It imports `engine`, never the reverse."""
