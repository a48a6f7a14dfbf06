"""One life of a run: its processes started, watched, paused, struck and ended."""
