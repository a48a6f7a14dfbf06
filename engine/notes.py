"""What the application itself notes in a run's log, as sentences with places for numbers.

The command line and the report say them as they are; the window translates them
(gui/panels/notes.py).
"""

from __future__ import annotations

ASKED = "Stop: the program was asked to end."
INTERRUPTED = "Stop: the script was interrupted, as by Ctrl-C."
TERMINATED = "Stop: {seconds} s later {count} processes were still there: they were terminated."
KILLED = "Stop: {seconds} s later {count} processes were still there: they were killed."
ENDED = "Stop: all had ended after {seconds} s."
UNSEEN = "{count} processes could not be observed: there are too many open files."
SENTENCES = (ASKED, INTERRUPTED, TERMINATED, KILLED, ENDED, UNSEEN)
