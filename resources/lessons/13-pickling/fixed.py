"""Pickled by hand, the error comes where it can be handled, and later changes don't travel."""

import pickle
from multiprocessing import Queue

if __name__ == "__main__":
    counter = Queue()
    try:
        counter.put(pickle.dumps(lambda: "bun"))
    except (AttributeError, pickle.PicklingError) as error:
        print("main: can't be sent:", type(error).__name__)
    basket = ["bun"]
    counter.put(pickle.dumps(basket))
    basket.append("dumpling")
    print("main: got", pickle.loads(counter.get()))
