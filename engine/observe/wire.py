"""The one format in which events leave an observed process.

Read by two sides: the recorder (inside observed processes, standard library only) writes it, the
timeline (in the application) reads it, and a recording keeps it as it is. So this module holds the
format and nothing else, and data is always decoded, never unpickled.

A stream is a run of frames. A frame is at most `FRAME_LIMIT` bytes, header included, so that a
process killed by SIGKILL in mid-send cannot tear it (PIPE_BUF on Linux; measured)::

    header  <HBBI   body length, kind, 0, queue          8 bytes
    body            by kind, below; all integers little-endian

`queue` is an index local to the sending process (announced by a TEXT frame with what="queue",
whose `key` is the same in all processes), or `NO_QUEUE`. Times are `time.perf_counter_ns()`: one
clock for all processes of a machine. `process` and `producer` are the index that the collector
gave the process when it connected; it is also the stream's name in the application.

=====  =========  =============================================================================
kind   name       body
=====  =========  =============================================================================
1      TEXT       one JSON object, UTF-8; `what` says which (see below)
2      PUTS       u64 sequence of the first, then n x i64: put times of consecutive sequences
3      GETS       n x ITEM (i64 put time, i64 write time, u32 sequence, u32 producer), then
                  n x i64 get time. An item put by an unobserved process has producer FOREIGN
4      DONES      n x i64: times of successful `task_done` calls of this process
5      SPANS      n x SPAN (i64 start, i64 end, u32 code, u32 argument): a finished wait
6      MARKS      n x MARK (i64 time, u32 code, u32 argument): an instant, or a wait's beginning
7      WATERMARK  i64 time, u32 idle: everything this process stamped before `time` is sent; idle
                  is 1 when it has nothing more to send until it acts again
8      LOOKS      i64 time, then n x LOOK: how processes stood; by the application
9      BOOKS      i64 time, then n x BOOK: the board's words of some queues; by the application
=====  =========  =============================================================================

LOOKS and BOOKS come in packets of the process `APPLICATION`, which is none: a few times a second
the application looks at the board and at the system, and tells what has changed since. LOOK:
process, condition (`GONE` ...), pid, CPU time used (ns), wait status of a zombie (-1: not known),
and the slot's STATE, SINCE_NS, ARGUMENT, LEAVING_NS and THREADS. BOOK: process, its own index of
the queue, the queue's words. The application's TEXT ``repair`` (process, queue by the run's
index, part, pid) says that a lock was released for a dead process, ``pace`` (scale) how much faster
than real time the demo's work goes from then on, ``pause`` and ``resume`` that the gate was closed
and opened, ``printed`` (text) which lines the program printed.

TEXT objects (`at_ns` is in each; the application reads them by engine/model/messages.py):

``hello``    first of every stream: pid, parent_pid, name (multiprocessing's process name), method
             ("fork", "spawn", "forkserver" or "main"), daemon, main (bool: the program's main
             process), python (version)
``queue``    queue (local index), key (text, the same in every process), type ("Queue",
             "JoinableQueue", "SimpleQueue"), class (the class's own name), maxsize (0: unbounded),
             pipe (bytes that fit its pipe; 0: not known), own (the program's own bytes that the
             probe lets into it; 0: as many as fit), trailer (bytes that it adds to each item)
``child``    pid, name: this process started a child
``exit``     pid, name, code: this process learnt a child's exit code (negative: a signal)
``error``    type, text, traceback: an exception ended this process's `run()`
``dropped``  queue, sequence, repr, type, text, reason: the feeder could not send an item; reason is
             "unpicklable", "not-written", or "not-flushed": its process did not wait for it
``end``      code: the last word of a process that ended in the ordinary way
``spot``     where the main thread stands in its own code, outside queues (stack_sampler.py): file,
             line, function, source (that line's text), call (the library's function called from
             there, or ""), wait (what for, by the system: a word of kernel_waits.py), lock (of the
             program's own, for which it waits: key, kind, made; or empty), still (it has not
             moved since the look before)
``locks``    held: the locks of the program's own that the process has; made: some that it has
             made and not told yet; each with key, kind, made (where: "file:line", or "")
``note``     text: the probe itself has something to say (it switched itself off, and why)
"""

from __future__ import annotations

import struct

FRAME_LIMIT = 4096
HEADER = struct.Struct("<HBBI")
BODY_LIMIT = FRAME_LIMIT - HEADER.size

TEXT, PUTS, GETS, DONES, SPANS, MARKS, WATERMARK, LOOKS, BOOKS = range(1, 10)

NO_QUEUE = 0xFFFF_FFFF
FOREIGN = 0xFFFF_FFFF

ITEM = struct.Struct("<qqII")
SPAN = struct.Struct("<qqII")
MARK = struct.Struct("<qII")
SEQUENCE = struct.Struct("<Q")
WATERMARK_BODY = struct.Struct("<qI")
LOOK_TIME = struct.Struct("<q")
LOOK = struct.Struct("<II8q")
BOOK = struct.Struct("<II10q")

APPLICATION = -1  # the process of packets that the application itself makes
GONE, RUNNING, STOPPED, ZOMBIE, RUNNABLE = range(5)  # conditions; RUNNING: alive, and asleep

# Codes of SPANS; MARKS use the same codes for a wait that has begun and has not ended yet.
PUT_WAIT = 1  # a put waits for a free slot
GET_WAIT = 2  # a get waits for an item, or for another reader
JOIN_QUEUE = 3  # JoinableQueue.join() waits for the last task_done()
JOIN_PROCESS = 4  # Process.join() waits; the argument is the child's pid
PAUSED = 5  # held at Queuescope's own gate

# Codes of MARKS only.
FULL = 16  # a put gave up: queue.Full
EMPTY = 17  # a get gave up: queue.Empty
CLOSED = 18  # close() was called
DONE_TOO_OFTEN = 19  # task_done() raised ValueError
JOIN_IMMEDIATE = 20  # JoinableQueue.join() had nothing to wait for


def frame(kind: int, queue: int, body: bytes) -> bytes:
    """One frame; raises ValueError when `body` is longer than `BODY_LIMIT` bytes."""
    if len(body) > BODY_LIMIT:
        msg = f"a frame's body is {len(body)} bytes; at most {BODY_LIMIT} fit"
        raise ValueError(msg)
    return HEADER.pack(len(body), kind, 0, queue) + body
