"""What the application itself notes in a run's log, as sentences with places for numbers.

The command line and the report say them as they are; the window translates them
(gui/panels/note_text.py): they lie in the run's log and in recordings as plain English text.
"""

from __future__ import annotations

from engine.text.sentences import QT_TRANSLATE_NOOP

ASKED = QT_TRANSLATE_NOOP("Notes", "Stop: the program was asked to end.")
INTERRUPTED = QT_TRANSLATE_NOOP("Notes", "Stop: the script was interrupted, as by Ctrl-C.")
TERMINATED = QT_TRANSLATE_NOOP(
    "Notes", "Stop: {seconds} s later {count} processes were still there: they were terminated."
)
KILLED = QT_TRANSLATE_NOOP(
    "Notes", "Stop: {seconds} s later {count} processes were still there: they were killed."
)
ENDED = QT_TRANSLATE_NOOP("Notes", "Stop: all had ended after {seconds} s.")
LEFT_RUNNING = QT_TRANSLATE_NOOP(
    "Notes", "{count} processes that the script had left running were ended."
)
UNSEEN = QT_TRANSLATE_NOOP(
    "Notes", "{count} processes could not be observed: there are too many open files."
)
SENTENCES = (ASKED, INTERRUPTED, TERMINATED, KILLED, ENDED, LEFT_RUNNING, UNSEEN)
