"""Why does nothing move, who did it, and what became of the items?

    DiagnosisInput: workers, queues and ledgers (by events); the system's state (by samples)
                                        |
               +------------------------+------------------------+
               v                        v                        v
        lock_ownership.py         wait_graph.py             damage.py
        locks of the dead         who waits for whom,       failed workers,
               |                  and who can move          lost items
               |                        |                        |
               +------------------------+------------------------+
                                        |    service_times.py, history.py: who hangs, by
                                        v    what its kind usually takes
              diagnoser.py: findings, named --> wording.py: the texts, in any language

Everything here is a function of what it is given: live, traced and replayed runs are judged
alike, and nothing here touches a process.
"""

from __future__ import annotations
