"""One producer, one consumer, a bounded Queue, a sentinel."""

import multiprocessing
import sys


def produce(queue):
    """Puts twenty numbers and a None."""
    for number in range(20):
        queue.put(number)
    queue.put(None)


def main(method):
    """Sums in the main process."""
    context = multiprocessing.get_context(method)
    queue = context.Queue(maxsize=3)
    producer = context.Process(target=produce, args=(queue,), name="producer")
    producer.start()
    total = sum(iter(queue.get, None))
    producer.join()
    print("total", total, "exit code", producer.exitcode)


if __name__ == "__main__":
    main(sys.argv[1])
