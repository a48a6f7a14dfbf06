"""How a process ended badly, where no exception says so: values of `Failure.type`."""

from __future__ import annotations

VANISHED = "Vanished"  # it ended without a word, as by os._exit()
SIGNAL = "Signal"  # a signal ended it; `Failure.text` is the signal's name
LEFT = "SystemExit"  # it left with an exit code
