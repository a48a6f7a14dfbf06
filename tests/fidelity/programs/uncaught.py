"""An exception that nobody catches, with a cause, in the main process."""


def fail():
    try:
        return {}["missing"]
    except KeyError as problem:
        raise ValueError("nothing there") from problem


if __name__ == "__main__":
    print("begins", flush=True)
    fail()
