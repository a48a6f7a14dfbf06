"""What Queuescope costs and whether it keeps its promises, in figures; `python -m bench`."""

from engine.platform import memory

memory.import_numpy_for_even_frames()  # as the window does, before a benchmark imports it
