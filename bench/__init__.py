"""What Queuescope costs and whether it keeps its promises, in figures; `python -m bench`."""
