"""main waits for the end of a Pipe whose writing end it has open itself."""

import multiprocessing as mp


def send(w):
    w.send(1)
    w.close()


if __name__ == "__main__":
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=send, args=(w,), name="sender")
    p.start()
    p.join()
    r.recv()
    print("ready", flush=True)
    r.recv()
