"""What a closed queue says."""

import multiprocessing as mp

if __name__ == "__main__":
    queue, simple = mp.Queue(), mp.SimpleQueue()
    queue.put(1)
    print(queue.get())
    queue.close()
    queue.join_thread()
    simple._writer.close()
    simple._reader.close()
    for call in (
        lambda: queue.put(1),
        lambda: queue.get(),
        lambda: simple.put(1),
        lambda: simple.get(),
        lambda: simple.empty(),
    ):
        try:
            call()
        except (ValueError, OSError) as problem:
            print(type(problem).__name__, problem)
