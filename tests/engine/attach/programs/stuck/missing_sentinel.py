"""One sentinel for two consumers."""

import multiprocessing as mp


def produce(q):
    for i in range(10):
        q.put(i)
    q.put(None)


def consume(q):
    while q.get() is not None:
        pass


if __name__ == "__main__":
    q = mp.Queue()
    producer = mp.Process(target=produce, args=(q,), name="producer")
    producer.start()
    ps = [mp.Process(target=consume, args=(q,), name=f"consumer-{i}") for i in range(2)]
    for p in ps:
        p.start()
    producer.join()
    print("ready", flush=True)
    for p in ps:
        p.join()
