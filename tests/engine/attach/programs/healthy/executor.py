"""An executor: one task sleeps, the other worker is idle."""

import time
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        executor.submit(time.sleep, 0).result()
        print("ready", flush=True)
        executor.submit(time.sleep, 3600).result()
