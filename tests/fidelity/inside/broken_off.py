"""An exception wherever Python minds signals inside each observed operation: no wait stays behind.

Prints for each operation the places after which the board still shows a wait.
"""

import dis
import multiprocessing as mp
import queue as queues
import sys

# Where a wait is over, and is said to be: what interrupts that is not a wait any more.
LEAVING = {"get_broke_off", "get_gave_up", "wait_ends", "note_span"}
STATE, CODE = 1, 0x7F
CHECKS = ("CALL", "JUMP_BACKWARD")  # where Python minds signals, but for the entry of a function


class BrokenOffError(BaseException):
    """As a signal's handler may raise it."""


def broken_off_at(place, operation):
    """Whether there is such a place in the operation; it is broken off there."""
    left, last = [place], {}

    def trace(frame, event, _):
        if not frame.f_globals.get("__name__", "").startswith("_queuescope"):
            return trace
        if frame.f_code.co_name in LEAVING:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            before = last.get(id(frame), "")
            last[id(frame)] = here = dis.opname[frame.f_code.co_code[frame.f_lasti]]
            # A call's end belongs to the call, not to the return.
            if before.startswith(CHECKS) and here != "RETURN_VALUE":
                left[0] -= 1
                if left[0] < 0:
                    sys.settrace(None)
                    raise BrokenOffError
        return trace

    sys.settrace(trace)
    try:
        operation()
    except BrokenOffError:
        return True
    except (queues.Empty, queues.Full):
        return False
    finally:
        sys.settrace(None)
    return False


def operations():
    def get():
        queue = mp.Queue()
        queue.put(1)
        return queue.get

    def get_with_timeout():
        queue = mp.Queue()
        queue.put(1)
        return lambda: queue.get(timeout=20)

    def empty():
        queue = mp.Queue()
        return lambda: queue.get(timeout=0.001)

    def full():
        queue = mp.Queue(1)
        queue.put(1)
        return lambda: queue.put(2, timeout=0.001)

    def simple_put():
        queue = mp.SimpleQueue()
        return lambda: queue.put(1)

    def simple_get():
        queue = mp.SimpleQueue()
        queue.put(1)
        return queue.get

    return (get, get_with_timeout, empty, full, simple_put, simple_get)


if __name__ == "__main__":
    mp.set_start_method("fork")
    recorder = sys.modules["_queuescope"].recorder.RECORDER
    places = 0
    for make in operations():
        stale, place = set(), 0
        while broken_off_at(place, make()):
            if recorder.slot[STATE] & CODE:
                stale.add(place)
            recorder.slot[STATE] = 0
            place += 1
        places += place
        print(make.__name__, sorted(stale), flush=True)
    print(places > 10)
