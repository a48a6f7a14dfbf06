"""Two locks in opposite order."""

import multiprocessing as mp


def work(first, second, meet):
    with first:
        meet.wait()
        with second:
            pass


if __name__ == "__main__":
    a, b, meet = mp.Lock(), mp.RLock(), mp.Barrier(2)
    ps = [
        mp.Process(target=work, args=(a, b, meet), name="left"),
        mp.Process(target=work, args=(b, a, meet), name="right"),
    ]
    for p in ps:
        p.start()
    print("ready", flush=True)
    for p in ps:
        p.join()
