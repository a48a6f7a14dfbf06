"""main waits for connections, its workers for what it will put."""

import multiprocessing as mp
import socket


def serve(q):
    while True:
        q.get()


if __name__ == "__main__":
    q = mp.Queue()
    for _ in range(2):
        mp.Process(target=serve, args=(q,), daemon=True).start()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print("ready", flush=True)
        listener.accept()
