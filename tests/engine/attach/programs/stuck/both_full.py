"""Two processes fill each other's queue, and neither takes anything."""

import multiprocessing as mp


def send(mine, theirs):
    for i in range(100):
        theirs.put(i)
    for _ in range(100):
        mine.get()


if __name__ == "__main__":
    a, b = mp.Queue(4), mp.Queue(4)
    ps = [
        mp.Process(target=send, args=(a, b), name="ping"),
        mp.Process(target=send, args=(b, a), name="pong"),
    ]
    for p in ps:
        p.start()
    print("ready", flush=True)
    for p in ps:
        p.join()
