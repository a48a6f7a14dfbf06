"""An event loop that waits for a queue in a thread."""

import asyncio
import multiprocessing as mp


def work(queue):
    queue.put("from the child")


async def main():
    queue = mp.get_context("fork").Queue()
    child = mp.get_context("fork").Process(target=work, args=(queue,))
    child.start()
    print(await asyncio.get_running_loop().run_in_executor(None, queue.get))
    child.join()


if __name__ == "__main__":
    asyncio.run(main())
