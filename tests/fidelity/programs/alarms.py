"""A signal's handler raises inside each blocking call; what it breaks goes on afterwards."""

import multiprocessing as mp
import signal
import time
import traceback


class LateError(Exception):
    """Raised by the handler."""


def late(*_):
    raise LateError


def attempt(name, call):
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        call()
    except LateError as problem:
        frames = traceback.extract_tb(problem.__traceback__)
        ours = [each for each in frames if "observe" in each.filename or each.filename[0] == "<"]
        print(name, "broken off", ours, frames[1].name, frames[-1].name)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def sleep():
    time.sleep(60)


if __name__ == "__main__":
    mp.set_start_method("fork")
    signal.signal(signal.SIGALRM, late)
    child = mp.Process(target=sleep, daemon=True)
    child.start()
    bounded, joinable, simple = mp.Queue(1), mp.JoinableQueue(), mp.SimpleQueue()
    attempt("get", bounded.get)
    attempt("get with timeout", lambda: bounded.get(timeout=60))
    bounded.put(1)
    attempt("put", lambda: bounded.put(2))
    attempt("put with timeout", lambda: bounded.put(2, timeout=60))
    attempt("simple get", simple.get)
    joinable.put(1)
    attempt("join a queue", joinable.join)
    attempt("join a process", child.join)
    attempt("join with timeout", lambda: child.join(60))
    print(bounded.get(), bounded.empty(), joinable.get())
    joinable.task_done()
    joinable.join()
    simple.put(5)
    print(simple.get())
    child.terminate()
    child.join()
    print(child.exitcode)
