"""Why does nothing move, who did it, and what became of the items?

    looks (engine/collect/system_monitor.py)      events (engine/timeline)
    what the board and the system say      who put, took and finished what
                    |                               |
                    +---------------+---------------+
                                    v
                             facts.py: Facts, all that is judged by
                                    |
               +--------------------+----------------------+
               v                    v                      v
        custody.py            wait_graph.py            books.py
        locks of the dead     who waits for whom,      put = taken +
                              and who can move         in the queue + lost
               |                    |                      |
               +--------------------+----------------------+
                                    |          stints.py, history.py: who hangs, by
                                    |          what its kind usually takes
                                    v          |
                doctor.py: findings, named <---+
                words.py says them, in any language

`findings`, `graph`, `ledger` hold the frozen data that a Snapshot carries, and import nothing of
ours. Everything here is a function of what it is given: live, traced and replayed runs are judged
alike, and nothing here touches a process.
"""

from __future__ import annotations
