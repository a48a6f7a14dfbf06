"""Recording: pictures of the window become a file, in a process of its own.

application                                    encoder (spawned, no Qt, low priority)
-----------                                    --------------------------------------
a timer grabs a frame
   | Recorder.add                              Film: keeps it, packed, in an anonymous
   v                                           file beside the target
bounded queue -> one thread:                      |
   what has changed -> pipe ------------------>   |
                                                  |  finish
Recorder.poll <------------- pipe ------------ writers: film -> part file -> renamed

While it is recorded, a frame costs the window a copy and the thread a comparison. All that takes
time is done after the end, when no recording can suffer from it.
"""

from engine.screencast.formats import Format, formats
from engine.screencast.progress import Progress, RecordingStage

__all__ = ["Format", "Progress", "RecordingStage", "formats"]
