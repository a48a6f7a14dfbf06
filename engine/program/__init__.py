"""The demo itself: a plain multiprocessing program with producers and consumers at one queue.

    __main__.py          the program: `python -m engine.program SCENARIO.toml`
    host.py              what its main process does: start, join, say goodbye
    worker_group.py      all workers of one kind, whose number may change
    consumer_waker.py    wakes idle consumers that shall leave
    workers.py           produce() and consume()
    workload.py          how long an item takes, and how that time is spent
    orphan_guard.py      workers end when their main process dies
    control.py           commands from the application

It runs with or without a probe, and knows of it only where it keeps time (workload.py). What
workers import is small and from the standard library, since each spawned worker imports it anew.
"""
