"""A program that closes whatever descriptors it has, as daemons do."""

import multiprocessing as mp
import os
import tempfile


def work(queue):
    for number in range(200):
        queue.put(number)


if __name__ == "__main__":
    os.closerange(3, 256)
    with tempfile.TemporaryDirectory() as folder:
        files = [open(f"{folder}/{number}", "w") for number in range(12)]
        for file in files:
            file.write("mine\n")
            file.flush()
        context = mp.get_context("fork")
        queue = context.Queue()
        child = context.Process(target=work, args=(queue,))
        child.start()
        print(sum(queue.get() for _ in range(200)))
        child.join()
        for file in files:
            file.close()
        print([os.path.getsize(f"{folder}/{number}") for number in range(12)])
