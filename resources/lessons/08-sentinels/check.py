"""How often exactly one of two guests went home on one sentinel, and the other on a second one."""

import sys
from multiprocessing import connection, get_context


def guest(counter):
    while counter.get() is not None:
        pass


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter = context.Queue()
        guests = [context.Process(target=guest, args=(counter,)) for _ in range(2)]
        for each in guests:
            each.start()
        counter.put(None)
        connection.wait([each.sentinel for each in guests], timeout=30)
        for each in guests:
            each.join(0.3)
        one_left = sum(each.is_alive() for each in guests) == 1
        counter.put(None)
        for each in guests:
            each.join(30)
        held += one_left and not any(each.is_alive() for each in guests)
    print(held, tries)
