"""Who prints the stack in a child meets no file that the program does not have."""

import inspect
import multiprocessing as mp
import sys
import traceback


def files(frames):
    return sorted({frame.filename for frame in frames if "observe" in frame.filename})


class Curious:
    """Looks at the stack while it is pickled."""

    def __reduce__(self):
        print(files(traceback.extract_stack()), flush=True)
        return int, (3,)


def child(queue):
    print(files(inspect.stack()), flush=True)
    queue.put(Curious())


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    queue = mp.SimpleQueue()
    process = mp.Process(target=child, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
