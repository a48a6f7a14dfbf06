"""Standard input goes through a queue and a worker and comes back in capitals."""

import multiprocessing
import sys


def shout(words, answers):
    """Answers each word until None comes."""
    for word in iter(words.get, None):
        answers.put(word.upper())


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    words, answers = context.SimpleQueue(), context.SimpleQueue()
    worker = context.Process(target=shout, args=(words, answers), name="shouter")
    worker.start()
    for line in sys.stdin:
        words.put(line)
        sys.stdout.write(answers.get())
    words.put(None)
    worker.join()
