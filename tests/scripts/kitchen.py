"""Three cooks, two guests: a JoinableQueue with daemon consumers, as textbooks have it."""

import multiprocessing
import random
import sys
import time


def cook(kitchen, name, dish):
    """Makes four of a dish."""
    for number in range(1, 5):
        time.sleep(random.uniform(0.01, 0.02))
        kitchen.put(f"{dish} {number} by {name}")


def eat(kitchen, name):
    """Eats what there is, for ever."""
    while True:
        dish = kitchen.get()
        time.sleep(random.uniform(0.01, 0.02))
        assert dish.endswith(("A", "B", "C")), (name, dish)
        kitchen.task_done()


def main(method):
    """The main program."""
    multiprocessing.set_start_method(method)
    kitchen = multiprocessing.JoinableQueue()
    dishes = {"Cook A": "bun", "Cook B": "dumpling", "Cook C": "rice parcel"}
    cooks = [
        multiprocessing.Process(target=cook, args=(kitchen, name, dish), name=name)
        for name, dish in dishes.items()
    ]
    guests = [
        multiprocessing.Process(target=eat, args=(kitchen, name), name=name, daemon=True)
        for name in ("Guest 1", "Guest 2")
    ]
    for process in guests + cooks:
        process.start()
    for process in cooks:
        process.join()
    kitchen.join()
    print("All dishes are eaten. Goodbye.")


if __name__ == "__main__":
    main(sys.argv[1])
