"""sys.exit with a text: it goes to standard error, and the exit code is 1."""

import sys

if __name__ == "__main__":
    print("leaving", sys.argv[1])
    sys.exit("because of this text")
